"""The way to one's files: the library, the page behind a letter's link, and the files themselves.

Every address here is signed and ends by itself. What it opens is asked at each click: a refund ends it at once.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.contract import is_too_often, too_many
from media.serving import hand_out
from outbox import contract as outbox
from shop.contract import rights_by_line, visitor_of
from shop.downloads import links, permits, stamping
from shop.downloads.devices import country_of, device_of
from shop.downloads.library import files_of, lines_of, shelves_of
from shop.downloads.links import Link, NoLink
from shop.downloads.models import ProductFile, Variant, VersionNews


@login_required
@require_safe
@never_cache
def library(request: HttpRequest) -> HttpResponse:
    """All that a member may download."""
    shelves = shelves_of(lines_of(request.user), language=get_language(), at=timezone.now())
    return render(request, "pages/library.html", {"shelves": shelves, "said": request.GET.get("said", "")})


@require_safe
@never_cache
def downloads(request: HttpRequest, token: str) -> HttpResponse:
    """What one line of an order has brought, for whoever has the link of the letter."""
    link = _read(links.LIBRARY, token)
    rights = _rights(link)
    if link.is_over(at=timezone.now()):
        return _over(request, rights, token)
    (shelf,) = shelves_of([link.line_id], language=get_language(), at=timezone.now())
    if shelf.ended_at:
        return _closed(request, rights)
    return _private(render(request, "pages/downloads.html", {"shelf": shelf, "said": request.GET.get("said", "")}))


@require_POST
@never_cache
def renew(request: HttpRequest, token: str) -> HttpResponse:
    """Send a new link to the address of the order: only who reads that mail gets it."""
    rights = _rights(_read_any(token))
    if is_too_often(request, action="download_link", key=str(rights[0].line_id)):
        return too_many(request)
    now = timezone.now()
    payload = {"line_id": rights[0].line_id, "asked": int(now.timestamp())}
    outbox.add("downloads.send_link", key=f"download-link:{payload['line_id']}:{payload['asked']}", payload=payload)
    long_over = links.token(links.LIBRARY, line_id=rights[0].line_id, until=datetime.fromtimestamp(0, UTC))
    return redirect(reverse("shop:downloads", args=[long_over], query={"said": "sent"}))


@require_POST
@never_cache
def news(request: HttpRequest, token: str) -> HttpResponse:
    """Say whether one wants a letter about new versions."""
    link = _read(links.LIBRARY, token)
    rights = _rights(link)
    if link.is_over(at=timezone.now()):
        return _over(request, rights, token)
    if request.POST.get("wanted"):
        VersionNews.objects.get_or_create(line_id=link.line_id, defaults={"since": timezone.now()})
    else:
        VersionNews.objects.filter(line=link.line_id).delete()
    return redirect(_back(request, rights[0].line, said="news"))


@require_safe
@never_cache
def download(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """The file itself. What is fetched whole counts; HEAD, and pieces of what has counted already, do not."""
    link = _read(links.FILE, token)
    rights, now = _rights(link), timezone.now()
    if link.is_over(at=now):
        return _over(request, rights, token)
    file = _opened(link, rights, at=now)
    if file is None:
        return _closed(request, rights)
    content = stamping.content_for(line_id=link.line_id, file=file)
    if content is None:
        return _private(render(request, "pages/download_soon.html", {"title": file.current.content.name}, status=202))
    if request.method != "HEAD":
        permit = permits.permit_for(line_id=link.line_id, file=file)
        version = file.current
        resumed = "Range" in request.headers and permits.goes_on(permit, version=version, at=now)
        counts = {"device": device_of(request), "country": country_of(request)}
        if not resumed and not permits.take(permit, version=version, at=now, **counts):
            return _limit(request, rights, permit, token)
    return hand_out(request, content, saved=True)


@require_safe
@never_cache
def play(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """A sound or film to play in the page; players ask in pieces and again, so nothing is counted."""
    link = _read(links.PLAY, token)
    rights, now = _rights(link), timezone.now()
    if link.is_over(at=now):
        return _over(request, rights, token)
    file = _opened(link, rights, at=now)
    if file is None:
        return _closed(request, rights)
    return hand_out(request, file.current.content)


@require_POST
@never_cache
def more(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the team for more downloads of a file."""
    link = _read(links.FILE, token)
    rights, now = _rights(link), timezone.now()
    if link.is_over(at=now):
        return _over(request, rights, token)
    file = _opened(link, rights, at=now)
    if file is None:
        return _closed(request, rights)
    permits.ask_for_more(permits.permit_for(line_id=link.line_id, file=file), at=now)
    return redirect(_back(request, rights[0].line, said="asked"))


def masked(address: str) -> str:
    """An address that only its owner recognises: a•••@example.org."""
    name, _at, host = address.partition("@")
    return f"{name[:1]}•••@{host}"


def _read(purpose: str, token: str) -> Link:
    try:
        return links.read(purpose, token)
    except NoLink as forged:
        raise Http404 from forged


def _read_any(token: str) -> Link:
    for purpose in (links.LIBRARY, links.FILE, links.PLAY):
        try:
            return links.read(purpose, token)
        except NoLink:
            continue
    raise Http404


def _rights(link: Link) -> list:
    rights = rights_by_line([link.line_id], Variant)[link.line_id]
    if not rights:
        raise Http404  # the buyer has left, or nothing was handed over yet
    return rights


def _opened(link: Link, rights: list, *, at) -> ProductFile | None:
    """The file, where a right to it runs; none where it has ended."""
    running = [right.record_id for right in rights if right.runs(at=at)]
    files = files_of(Variant.objects.filter(pk__in=running))
    return next((file for of_variant in files.values() for file in of_variant if file.pk == link.file_id), None)


def _over(request: HttpRequest, rights: list, token: str) -> HttpResponse:
    order = rights[0].line.order
    if order.user_id and order.user_id == visitor_of(request).pk:
        return redirect("shop:library")
    context = {
        "address": masked(order.email),
        "renew_url": reverse("shop:renew_download", args=[token]),
        "sent": request.GET.get("said") == "sent",
    }
    return _private(render(request, "pages/download_over.html", context, status=200 if context["sent"] else 410))


def _closed(request: HttpRequest, rights: list) -> HttpResponse:
    ended = max((right.over_at for right in rights if right.over_at), default=None)
    context = {"line": rights[0].line, "order": rights[0].line.order, "ended_at": ended}
    return _private(render(request, "pages/download_closed.html", context, status=403))


def _limit(request: HttpRequest, rights: list, permit, token: str) -> HttpResponse:
    context = {
        "permit": permit,
        "line": rights[0].line,
        "more_url": reverse("shop:more_downloads", args=[token]),
        "back": _back(request, rights[0].line),
    }
    return _private(render(request, "pages/download_limit.html", context, status=403))


def _back(request: HttpRequest, line, *, said: str = "") -> str:
    """The page from which somebody came: their library, or the page of the one line."""
    query = {"said": said} if said else None
    if line.order.user_id and line.order.user_id == visitor_of(request).pk:
        return reverse("shop:library", query=query)
    token = links.renewed_token(line, at=timezone.now(), short=True)
    return reverse("shop:downloads", args=[token], query=query)


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response
