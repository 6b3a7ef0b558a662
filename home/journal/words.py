"""What the journal says of an article in a word or two, in the reader's language."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy, ngettext
from wagtail.blocks import StreamValue

from home.pages.facts import reader

KIND = gettext_lazy("Article")
# Words that grown-ups read silently in a minute: https://doi.org/10.1016/j.jml.2019.104047 has 238 for English.
WORDS_A_MINUTE = 220


def minutes_to_read(body: StreamValue) -> int:
    """How long its words take, in whole minutes; at least one."""
    said = body.stream_block.get_searchable_content(body) if body else []
    count = sum(len(strip_tags(str(text)).split()) for text in said)
    return max(1, round(count / WORDS_A_MINUTE))


def time_to_read(minutes: int) -> str:
    """“3 minutes to read”."""
    return ngettext("%(minutes)s minute to read", "%(minutes)s minutes to read", minutes) % {"minutes": minutes}


def written_on(day: date) -> str:
    """A day with its year, as the language writes it."""
    return format_date(day, format="long", locale=reader())
