"""One polite line for whoever's browser asks for another of the shop's languages; nobody is led there unasked."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import (
    get_language_from_path,
    get_language_info,
    get_supported_language_variant,
    override,
    pgettext,
)
from django.utils.translation.trans_real import parse_accept_lang_header

COOKIE = "language_line"
AWAY = "away"


@dataclass(frozen=True)
class LanguageLine:
    """The offer, in the language that it offers."""

    code: str
    dir: str
    url: str
    words: str
    thanks: str  # on the button that puts it away


def wished_language(request: HttpRequest) -> str:
    """The shop's language that the browser asks for first; empty where that is the page's, or the line was put away."""
    if request.COOKIES.get(COOKIE) == AWAY:
        return ""
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        try:
            wished = get_supported_language_variant(code)
        except LookupError:
            continue
        return "" if wished == get_language_from_path(request.path_info) else wished
    return ""


def line_for(request: HttpRequest, there: dict[str, str]) -> LanguageLine | None:
    """The offer for this visitor, where the same words are `there` in the wished language."""
    wished = wished_language(request)
    if wished not in there or wished not in dict(settings.LANGUAGES):
        return None
    with override(wished):
        words = pgettext("say it of this language itself", "Read this page in English")
        thanks = pgettext("to an offered language", "No, thank you")
    return LanguageLine(wished, "rtl" if get_language_info(wished)["bidi"] else "ltr", there[wished], words, thanks)
