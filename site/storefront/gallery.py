"""Every part with its examples, for those who build pages: /gallery/, also with ?part=card or ?language=ar."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from storefront.gallery_examples import examples

# Parts that live inside something.
AROUND = {
    "line_item": '<ul class="line-items">{}</ul>',
    "ticket_kind": '<ul class="ticket-kinds">{}</ul>',
    "facets": '<form action="/gallery/">{}</form>',
}


@dataclass(frozen=True)
class Shown:
    """One part: its name, what its file says on top, and its examples, rendered as pages would."""

    name: str
    says: list[str]
    examples: list[SafeString]


def parts() -> list[str]:
    """The names of all parts, as their files are called."""
    return sorted(path.stem for path in folder().glob("*.html"))


def folder() -> Path:
    return settings.ROOT / "templates" / "components"


def comments_of(name: str) -> list[str]:
    """The comments on top of a part: what it is, what it takes, how it is used."""
    said = []
    for line in (folder() / f"{name}.html").read_text().splitlines():
        if not line.startswith("{#"):
            break
        said.append(line.removeprefix("{#").removesuffix("#}").strip())
    return said


def shown(name: str) -> Shown:
    around = AROUND.get(name, "{}")
    rendered = [render_to_string(f"components/{name}.html", taken) for taken in examples().get(name, [])]
    return Shown(name, comments_of(name), [format_html(around, part) for part in rendered])


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    names = parts()
    wanted = request.GET.get("part")
    language = request.GET.get("language", request.LANGUAGE_CODE)
    if (wanted and wanted not in names) or language not in dict(settings.LANGUAGES):
        raise Http404
    chosen = [wanted] if wanted else names
    with translation.override(language):
        return render(request, "gallery.html", {"names": names, "shown": [shown(name) for name in chosen]})
