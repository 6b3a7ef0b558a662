"""The local mailbox: all letters, messages and jobs of this machine, for developers and the demonstration."""

from __future__ import annotations

from uuid import uuid4

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from messaging import queries
from messaging.forms import STOPPED, ArrivalForm, JobFilter, LetterFilter
from messaging.inbox import Answer, Told, hear, receive
from messaging.models import Message
from outbox import contract as outbox

A_PAGE = 30
# A letter comes from a template, yet it is shown as if it came from a stranger.
LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; "
    "sandbox allow-top-navigation-by-user-activation"
)


@never_cache
@require_safe
def letters(request):
    """All letters, newest first."""
    form = LetterFilter(request.GET)
    page = Paginator(queries.messages(**form.chosen()), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "pages/mailbox.html", {"section": "letters", "form": form, "page": page})


@never_cache
@require_safe
def letter(request, number: int):
    """One letter with its parts and the job that sends it."""
    messages = Message.objects.select_related("beside").prefetch_related("attachments", "also")
    message = get_object_or_404(messages, id=number)
    about = {"message": message, "job": queries.job_of(message), "form": ArrivalForm(message=message)}
    return render(request, "pages/mailbox_letter.html", about)


@require_POST
def arrival(request, number: int):
    """Pretend that the supplier reported what became of a message, or what was answered, the way real reports go."""
    message = get_object_or_404(Message, ~Q(supplier_id=""), id=number)
    form = ArrivalForm(request.POST, message=message)
    if not form.is_valid():
        about = {"message": message, "job": queries.job_of(message), "form": form}
        return render(request, "pages/mailbox_letter.html", about, status=422)
    kind, now = form.cleaned_data["arrival"], timezone.now()
    if kind == STOPPED:
        hear(Answer("mailbox", uuid4().hex, message.to, text="STOP"))
    else:
        receive([Told("mailbox", uuid4().hex, message.supplier_id, kind, now, reason="pretended in the mailbox")])
    return redirect("mailbox:letter", number)


@never_cache
@xframe_options_sameorigin
@require_safe
def letter_html(request, number: int):
    """The HTML part alone, without any right to run or fetch something."""
    message = get_object_or_404(Message, id=number)
    # Links lead the whole window there, as in a mail program.
    html = message.html.replace("<head>", '<head><base target="_top">', 1)
    return HttpResponse(html, headers={"Content-Security-Policy": LETTER_POLICY})


@never_cache
@require_safe
def attachment(request, number: int, attachment: int):
    """A file that goes with a letter, always as a download."""
    part = get_object_or_404(get_object_or_404(Message, id=number).attachments, id=attachment)
    response = HttpResponse(bytes(part.content), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = "attachment"
    return response


@never_cache
@require_safe
def jobs(request):
    """All work in the background, newest first."""
    form = JobFilter(request.GET)
    page = Paginator(outbox.jobs(**form.chosen()), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "pages/mailbox_jobs.html", {"section": "jobs", "form": form, "page": page})


@require_POST
def job_again(request):
    """Give dead work all its attempts again."""
    if not outbox.requeue(key=request.POST.get("key", "").replace("\x00", "")):
        raise Http404
    return redirect("mailbox:jobs")
