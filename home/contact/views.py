"""The contact form: anybody may write, without session, cookie or token."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages as staff

from accounts.contract import is_too_often, refuse
from home.contact import operations
from home.contact.forms import ContactForm, stamp
from home.contact.models import ContactMessage
from home.contact.subject import ContactSubject
from home.frame import Frame
from home.origin import from_our_pages

LIST = "wagtailsnippets_home_contactmessage:list"


@never_cache
@csrf_exempt  # a POST is checked by where it comes from
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Write to the shop."""
    if request.method == "POST":
        return _write(request)
    topic = request.GET.get("topic", "")
    known = topic if topic in ContactMessage.Topic.values else ""
    frame = Frame(request, ContactSubject(request))
    form = ContactForm(initial={"topic": known})
    return render(request, "pages/contact.html", {"form": form, "shown": stamp(), "frame": frame})


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


@require_http_methods(["GET", "HEAD", "POST"])
def answered(request: HttpRequest, number: int) -> HttpResponse:
    """For staff: what somebody wrote, and the click that says it is answered."""
    if not request.user.has_perm("home.change_contactmessage"):
        raise PermissionDenied
    message = get_object_or_404(ContactMessage, pk=number)
    if request.method == "POST":
        operations.answer(message=message, by=request.user)
        staff.success(request, _("It is answered."))
        return redirect(LIST)
    crumbs = [{"url": reverse(LIST), "label": _("Messages to the shop")}, {"url": "", "label": message.name}]
    context = {"header_title": _("It is answered"), "header_icon": "comment", "breadcrumbs_items": crumbs}
    return render(request, "desk/answered.html", context | {"message": message, "back": reverse(LIST)})


@require_safe
def written(request: HttpRequest) -> HttpResponse:
    """It has arrived."""
    return render(request, "pages/contact_written.html")
