"""Pages for what went wrong before a view could answer."""

from django.shortcuts import render


def csrf_failure(request, reason=""):
    """Say that the form was open too long, and lead back."""
    return render(request, "403_csrf.html", status=403)


def not_found(request, exception):
    """The page for an address that leads nowhere, in the address's language."""
    return render(request, "404.html", status=404)
