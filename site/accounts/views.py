"""Pages of somebody's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.devices import devices_of, sign_out_device, sign_out_elsewhere
from accounts.panels import rendered_panels
from accounts.profile import ProfileForm


@never_cache
@login_required
@require_safe
def dashboard(request):
    """What goes on next: one panel for each app that has something to show."""
    return render(request, "pages/dashboard.html", {"panels": rendered_panels(request)})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    """What we call somebody, and how we write and count for them."""
    sent = request.POST if request.method == "POST" else None
    form = ProfileForm(sent, instance=request.user)
    if form.is_valid():
        form.keep(at=timezone.now())
        messages.success(request, _("Your details are saved."))
        return redirect("accounts:profile")
    # A form that was refused has changed the instance in memory; the page's frame shows the stored person.
    request.user.refresh_from_db()
    return render(request, "pages/profile.html", {"form": form}, status=422 if form.is_bound else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def devices(request):
    """Where somebody is signed in; one device or all others are signed out."""
    if request.method == "POST":
        _sign_out(request)
        return redirect("accounts:devices")
    shown = devices_of(request.user, session_key=request.session.session_key)
    return render(request, "pages/devices.html", {"devices": shown})


def _sign_out(request) -> None:
    number = request.POST.get("device", "")
    if not number:
        sign_out_elsewhere(request)
        messages.success(request, _("You are signed out everywhere else."))
    elif (
        number.isascii()
        and number.isdecimal()
        and len(number) < 19
        and sign_out_device(user=request.user, device=int(number))
    ):
        messages.success(request, _("That device is signed out."))
    else:
        messages.info(request, _("That device was signed out already."))
