"""Joining the newsletter from any page, and leaving it from any letter; without session, cookie or token."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.contract import is_too_often, too_many
from home.newsletter.forms import JoinForm
from home.origin import from_our_pages
from messaging import contract as messaging


@never_cache
@from_our_pages
def join(request: HttpRequest) -> HttpResponse:
    """Write to whoever asks for the newsletter; the answer never tells whether they have it already."""
    form = JoinForm(request.POST)
    if not form.is_valid():
        return _form(request, form)
    if is_too_often(request, action="newsletter"):
        return too_many(request)
    try:
        messaging.ask_for_news(address=form.cleaned_data["email"], language=get_language(), at=timezone.now())
    except ValidationError as error:
        form.add_error("email", error)
        return _form(request, form)
    return redirect("home:newsletter_asked")


def _form(request: HttpRequest, form: JoinForm) -> HttpResponse:
    context = {"form": form, "wording": messaging.newsletter_wording()}
    return render(request, "pages/newsletter.html", context, status=422)


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Where the letter is."""
    return render(request, "pages/newsletter_asked.html")


@never_cache
@csrf_exempt  # the proof in the address is more than any token; a reader has no session
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, proof: str) -> HttpResponse:
    """A button, since programs that look into mails follow links; pressing it is the yes."""
    try:
        if request.method == "POST":
            messaging.confirm_news(proof=proof, at=timezone.now())
            return redirect("home:newsletter_confirmed")
        wording = messaging.news_asked_for(proof=proof, at=timezone.now())
    except messaging.NoSuchProof:
        return render(request, "pages/newsletter_over.html", status=410)
    return render(request, "pages/newsletter_confirm.html", {"wording": wording})


@require_safe
def confirmed(request: HttpRequest) -> HttpResponse:
    """It is done."""
    return render(request, "pages/newsletter_confirmed.html")


@never_cache
@csrf_exempt  # mail programs press this button themselves (RFC 8058), from outside and without cookies
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, key: str) -> HttpResponse:
    """A button for people; a POST, from whomever it comes, ends the newsletter at once."""
    try:
        if request.method == "POST":
            messaging.leave_news(key=key, at=timezone.now())
        else:
            messaging.leaving_news(key)
    except messaging.NoSuchProof:
        return render(request, "pages/newsletter_over.html", status=410)
    # No redirect: whoever presses the button in a mail program follows none (RFC 8058, section 3.1).
    return render(request, "pages/newsletter_leave.html", {"left": request.method == "POST"})
