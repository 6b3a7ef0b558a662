"""All reviews of a thing, writing one's own, and what others do with them. Everything works without script."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.contract import is_too_often, too_many
from home.origin import from_our_pages
from shop.offers.visitors import visitor_of
from shop.reviews import operations
from shop.reviews.forms import ReportForm, errors_of, forms_of
from shop.reviews.inviting import decline_asks
from shop.reviews.listing import ReviewList
from shop.reviews.models import Review, Reviewer
from shop.reviews.people import member
from shop.reviews.queries import Had, cards_of, had_by, may_write, rating_of
from shop.reviews.registry import Reviewed, kind_of, kind_of_type


@require_safe
@never_cache
def reviews(request: HttpRequest, kind: str, record: int) -> HttpResponse:
    """All that was said of a thing."""
    of_kind = _kind(kind)
    thing = get_object_or_404(of_kind.model, pk=record)
    card = cards_of([(of_kind, thing.pk)], language=get_language()).get((kind, thing.pk))
    if card is None:
        raise Http404
    rating, visitor = rating_of(thing), visitor_of(request)
    shown = ReviewList(rating, request.GET, url=request.path, user=visitor)
    context = {
        "card": card,
        "kind": of_kind,
        "rating": rating,
        "shown": shown,
        "write_url": reverse("shop:write_review", args=[kind, record]) if may_write(visitor, thing) else "",
        "member": visitor.is_authenticated,
        "moderated": settings.SHOP_REVIEWS_MODERATED,
        "said": request.GET.get("said", ""),
    }
    return _unlisted(render(request, "pages/reviews.html", context))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def write(request: HttpRequest, kind: str, record: int) -> HttpResponse:
    """What a member says of one thing."""
    of_kind = _kind(kind)
    reviewer = member(request.user)
    had = [one for one in _had(reviewer) if (one.kind, one.record_id) == (of_kind, record)]
    if not had:
        return _unlisted(render(request, "pages/review_not_theirs.html", status=403))
    return _write(request, reviewer, had, back=reverse("shop:account_reviews"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def of_account(request: HttpRequest) -> HttpResponse:
    """All that a member may review, on one page."""
    reviewer = member(request.user)
    return _write(request, reviewer, _had(reviewer), back=reverse("shop:account_reviews"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def of_letter(request: HttpRequest, secret: str) -> HttpResponse:
    """The same for whoever has the address in a letter, with or without an account."""
    reviewer = get_object_or_404(Reviewer.objects.select_related("user"), secret=secret)
    return _write(request, reviewer, _had(reviewer), back=reverse("shop:own_reviews", args=[secret]))


@require_POST
@never_cache
def stop_asking(request: HttpRequest, secret: str) -> HttpResponse:
    """Send this person no more letters that ask."""
    decline_asks(reviewer=get_object_or_404(Reviewer, secret=secret), at=timezone.now())
    return redirect(f"{reverse('shop:own_reviews', args=[secret])}?said=stopped")


@require_POST
def helpful(request: HttpRequest, review: int) -> HttpResponse:
    """It helped a member, or no longer; others are led to the sign-in and back to the review."""
    if not request.user.is_authenticated:
        return redirect_to_login(_place_of(_shown(review)))
    wanted = request.POST.get("helpful") != "no"
    found = _or_404(operations.find_helpful, review_id=review, user=request.user, helpful=wanted, at=timezone.now())
    return redirect(_place_of(found))


@require_safe
@never_cache
def why_report(request: HttpRequest, review: int) -> HttpResponse:
    """What is wrong with a review."""
    return _report_form(request, _shown(review), ReportForm(use_required_attribute=False))


@never_cache
@from_our_pages
def report(request: HttpRequest, review: int) -> HttpResponse:
    """Have a review looked at by a person."""
    found, form = _shown(review), ReportForm(request.POST, use_required_attribute=False)
    if not form.is_valid():
        return _report_form(request, found, form, status=422)
    if is_too_often(request, action="report"):
        return too_many(request)
    operations.report(review_id=found.pk, user=visitor_of(request), at=timezone.now(), **form.cleaned_data)
    return redirect(_place_of(found, said="reported"))


def _write(request: HttpRequest, reviewer: Reviewer, things: Sequence[Had], *, back: str) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    if sent is not None and is_too_often(request, action="review"):
        return too_many(request)
    if taken_back := sent and next((had for had in things if had.review and had.code == sent.get("take_back")), None):
        operations.withdraw(reviewer=reviewer, review_id=taken_back.review.pk)
        return redirect(f"{back}?said=taken-back")
    name = reviewer.user.name if reviewer.user else ""
    asked = forms_of(things, data=sent, name=name.split(" ")[0], language=get_language())
    if sent is not None and all(form.is_valid() for form in asked):
        for form in asked:
            if not form.is_blank:
                had, at = form.had, timezone.now()
                operations.write(reviewer=reviewer, kind=had.kind, record_id=had.record_id, said=form.said, at=at)
        return redirect(f"{back}?said=kept")
    context = {
        "forms": asked,
        "errors": errors_of(asked) if sent else [],
        "reviewer": reviewer,
        "back": back,
        "moderated": settings.SHOP_REVIEWS_MODERATED,
        "said": request.GET.get("said", ""),
        "by_letter": not request.user.is_authenticated,
    }
    return _unlisted(render(request, "pages/review_write.html", context, status=422 if sent else 200))


def _had(reviewer: Reviewer) -> list[Had]:
    return had_by(reviewer, language=get_language(), at=timezone.now())


def _kind(code: str) -> Reviewed:
    kind = kind_of(code)
    if kind is None:
        raise Http404
    return kind


def _shown(review: int) -> Review:
    return get_object_or_404(Review.objects.shown(), pk=review)


def _or_404(operation, **said) -> Review:
    try:
        return operation(**said)
    except Review.DoesNotExist as unknown:
        raise Http404 from unknown


def _place_of(review: Review, *, said: str = "") -> str:
    """Where a review stands among those of its thing."""
    kind = kind_of_type(review.record_type_id)
    address = reverse("shop:reviews", args=[kind.code, review.record_id])
    return f"{address}?said={said}" if said else f"{address}#review-{review.pk}"


def _report_form(request: HttpRequest, review: Review, form: ReportForm, *, status: int = 200) -> HttpResponse:
    context = {"review": review, "form": form, "back": _place_of(review)}
    return _unlisted(render(request, "pages/review_report.html", context, status=status))


def _unlisted(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response
