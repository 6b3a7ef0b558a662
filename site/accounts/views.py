"""Pages of somebody's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms import ProfileForm
from accounts.panels import rendered_panels


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
    """What we call somebody, and in which language we write."""
    sent = request.POST if request.method == "POST" else None
    form = ProfileForm(sent, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your details are saved."))
        return redirect("accounts:profile")
    # A form that was refused has changed the instance in memory; the page's frame shows the stored person.
    request.user.refresh_from_db()
    return render(request, "pages/profile.html", {"form": form}, status=422 if form.is_bound else 200)
