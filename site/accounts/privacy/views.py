"""What is kept of somebody: taking it along, and taking it away."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.limits import refuse
from accounts.privacy.export import written
from accounts.privacy.forms import LeaveForm, PasswordAgainForm
from accounts.privacy.operations import delete_account
from accounts.privacy.registry import NotNow


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def privacy(request):
    """All that is kept about somebody, as a file; and the way to leaving."""
    form = PasswordAgainForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_valid():
        name, file = written(request.user, at=timezone.now())
        return FileResponse(file, as_attachment=True, filename=name)
    page = render(request, "pages/privacy.html", {"form": form})
    return refuse(page, form) if form.is_bound else page


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request):
    """The last question, and the end of an account."""
    form = LeaveForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_valid():
        try:
            delete_account(user=request.user, at=timezone.now())
        except NotNow as reason:
            form.add_error(None, str(reason))
            return render(request, "pages/leave.html", {"form": form}, status=409)
        logout(request)
        messages.success(request, _("Your account is deleted. A last letter says so to your address."))
        return redirect(f"/{get_language()}/")
    page = render(request, "pages/leave.html", {"form": form})
    return refuse(page, form) if form.is_bound else page
