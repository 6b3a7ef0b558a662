"""Pages for what went wrong before a view could answer."""

from django.shortcuts import render

from accounts.written import written
from home.finding import elsewhere
from home.links import Link, path_of
from home.origin import came_from_here


def csrf_failure(request, reason=""):
    """Say that the form was open too long, and give back what was written, to be sent once more."""
    # Whatever another site sent must not come back as a button that sends it in our name.
    fields = written(request) if request.method == "POST" and came_from_here(request) else []
    context = {"fields": fields, "address": request.get_full_path()}
    return render(request, "403_csrf.html", context, status=403)


def not_found(request, exception):
    """The page for an address that leads nowhere, in the address's language; it says where the page is in another."""
    there = [Link(path_of(page, request), page.title, page.locale.language_code) for page in elsewhere(request)]
    return render(request, "404.html", {"elsewhere": [link for link in there if link.url]}, status=404)
