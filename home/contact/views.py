"""The contact form: anybody may write, without session, cookie or token."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.contract import is_too_often, refuse
from home.contact import operations
from home.contact.forms import ContactForm, stamp
from home.contact.models import ContactMessage
from home.origin import from_our_pages


@never_cache
@csrf_exempt  # a POST is checked by where it comes from
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Write to the shop."""
    if request.method == "POST":
        return _write(request)
    topic = request.GET.get("topic", "")
    known = topic if topic in ContactMessage.Topic.values else ""
    return render(request, "pages/contact.html", {"form": ContactForm(initial={"topic": known}), "shown": stamp()})


@from_our_pages
def _write(request: HttpRequest) -> HttpResponse:
    form = ContactForm(request.POST)
    if not form.is_valid():
        # Whose time was not ours gets a new one, so that the second try arrives.
        renewed = request.POST.get("shown", "") if form.was_shown() else stamp()
        return render(request, "pages/contact.html", {"form": form, "shown": renewed}, status=422)
    if is_too_often(request, action="contact"):
        form.refuse_as_too_often()
        return refuse(render(request, "pages/contact.html", {"form": form, "shown": request.POST["shown"]}), form)
    operations.write(at=timezone.now(), language=get_language(), **form.said())
    return redirect("home:contact_written")


@require_safe
def written(request: HttpRequest) -> HttpResponse:
    """It has arrived."""
    return render(request, "pages/contact_written.html")
