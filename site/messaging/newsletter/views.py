"""The desk's page of one newsletter: how it looks, how many get it, a letter to oneself, and off it goes."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.log_actions import log

from messaging.newsletter import sending
from messaging.newsletter.models import Newsletter
from messaging.newsletter.rights import SEND


@permission_required(SEND, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a newsletter as it will arrive; on a press, send it to oneself or to all who want it."""
    newsletter = get_object_or_404(Newsletter, pk=pk)
    if request.method == "POST":
        if "test" in request.POST:
            _to_oneself(request, newsletter)
        else:
            _to_all(request, newsletter)
        return redirect(request.path)
    counts = sending.counts(newsletter)
    shown = [(words, counts[words.language], sending.preview(words)) for words in newsletter.words.all()]
    return render(
        request, "desk/newsletter.html", {"newsletter": newsletter, "shown": shown, "total": sum(counts.values())}
    )


def _to_oneself(request: HttpRequest, newsletter: Newsletter) -> None:
    for words in newsletter.words.all():
        sending.send_test(words, to=request.user.email, at=timezone.now())
    messages.success(request, _("A test letter is on its way to you."))


def _to_all(request: HttpRequest, newsletter: Newsletter) -> None:
    try:
        sending.start(newsletter_id=newsletter.pk, at=timezone.now())
    except sending.AlreadySent:
        messages.error(request, _("This newsletter was sent before. It goes once."))
        return
    log(instance=newsletter, action="messaging.newsletter.send", user=request.user)
    messages.success(request, _("The newsletter is on its way."))
