"""What somebody wrote into a form that could not be taken, because its token or their session had ended: given back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

KEY = "written"
MOST = 100_000  # signs; a session is no store for files


def written(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent, but for passwords, which are written anew, and files, which stay with the browser."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
        for value in values
    ]


def keep_written(request: HttpRequest) -> None:
    """Keep in the session what a form sent, until its address is asked for again; the form's token was right."""
    fields = written(request)
    # What a page's script sends by itself is no form that somebody waits for.
    by_script = request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate" or "HX-Request" in request.headers
    if fields and not by_script and sum(len(name) + len(value) for name, value in fields) <= MOST:
        request.session[KEY] = {"address": request.get_full_path(), "fields": fields}


def given_back(request: HttpRequest) -> HttpResponse | None:
    """The page that sends once more what was kept for this address; once."""
    kept = request.session.get(KEY)
    if kept is None or request.method != "GET" or kept["address"] != request.get_full_path():
        return None
    del request.session[KEY]
    response = render(request, "pages/given_back.html", {"fields": kept["fields"], "address": kept["address"]})
    response["Cache-Control"] = "no-store"
    return response
