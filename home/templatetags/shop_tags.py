"""What templates of the shop say with one word: icons, money, lengths, pictures, parts with something inside."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from babel.core import Locale
from babel.lists import format_list
from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.images.models import AbstractImage, Picture
from wagtail.images.shortcuts import get_renditions_or_not_found

from home.cards import Card
from money import Money, format_money, format_round

register = template.Library()

# Where a picture is used: how it is cut, in which widths, and how wide it stands on the page.
PICTURES = {
    "card": (["fill-320x320", "fill-640x640"], "(width >= 60rem) 17rem, (width >= 31rem) 45vw, 34vw"),
    "cover": (["fill-400x250", "fill-800x500"], "(width >= 60rem) 23rem, 100vw"),
    "hero": (["width-800", "width-1600", "width-2400"], "100vw"),
    "portrait": (["fill-96x96", "fill-192x192", "fill-400x400"], "(width >= 60rem) 12rem, 8rem"),
    "door": (["fill-240x240", "fill-480x480"], "(width >= 62rem) 11rem, 5.5rem"),
    "face": (["fill-320x320", "fill-640x640"], "(width >= 60rem) 17rem, 40vw"),
    "social": (["fill-1200x630"], "100vw"),
    "plate": (["width-640", "width-1280"], "(width >= 60rem) 53rem, 100vw"),
}
# What other sites show of a page; they read no newer formats.
SHARED_PICTURE = "fill-1200x630|format-jpeg"


@register.simple_tag
def icon(name: str, looks: str = "") -> SafeString:
    """A sign of the sprite, silent for screen readers. `looks`: large, turns (with the reading direction), back."""
    classes = " ".join(["icon", *(f"icon--{look}" for look in looks.split())])
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', classes, static("img/icons.svg"), name
    )


@register.simple_tag
def show_card(card: Card, level: int = 3, *, large: bool = False, eager: bool = False) -> SafeString:
    """A card, with the level of its heading. `large`: it leads the others; `eager`: its picture does not wait."""
    return _shown(card, get_language(), level, large, eager)


# A card is all that is shown of it, so what it looked like before it looks like now. Lists are mostly cards.
@lru_cache(maxsize=2_000)
def _shown(card: Card, language: str, level: int, large: bool, eager: bool) -> SafeString:
    return render_to_string("components/card.html", {"card": card, "level": level, "large": large, "eager": eager})


@register.filter
def money(amount: Money) -> SafeString:
    """An amount as readers of the page's language write it; it keeps its own direction."""
    return format_html("<bdi>{}</bdi>", money_text(amount))


@register.filter
def money_text(amount: Money) -> str:
    """The same for plain text, such as letters."""
    return format_money(amount, language=get_language())


register.filter("price", money)


@register.filter
def price_round(amount: Money) -> SafeString:
    """A price tag's amount: whole euros without their cents, as signs in shops have them."""
    return format_html("<bdi>{}</bdi>", format_round(amount, language=get_language()))


@register.filter
def length_in_words(seconds: int | None) -> str:
    """How long something takes: "12 min", "3 h 20 min"."""
    minutes = max(1, round((seconds or 0) / 60))
    hours, rest = divmod(minutes, 60)
    in_minutes = ngettext("%(minutes)s min", "%(minutes)s min", rest) % {"minutes": rest}
    if not hours:
        return in_minutes
    in_hours = ngettext("%(hours)s h", "%(hours)s h", hours) % {"hours": hours}
    if not rest:
        return in_hours
    return _("%(hours)s %(minutes)s") % {"hours": in_hours, "minutes": in_minutes}


@register.filter
def clock(seconds: int | None) -> str:
    """A moment in a recording: "4:20", "1:02:40"."""
    minutes, rest = divmod(int(seconds or 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@register.filter
def listed(people: Iterable) -> str:
    """Names, or people by their names, as the language lists them: "Ada, Bela and Cleo"."""
    return format_list([str(getattr(one, "name", one)) for one in people], locale=Locale.parse(get_language(), sep="-"))


@register.filter
def dir_auto(text: object) -> SafeString:
    """Words of somebody whose language we do not know, in their own direction."""
    return format_html('<span dir="auto">{}</span>', text)


def picture_specs(use: str) -> list[str]:
    """Every cut and format of one use; for `prefetch_renditions`, so that lists ask once.

    No AVIF: for an eighth fewer bytes it takes four times as long to draw, which whoever looks first waits for.
    """
    cuts, _sizes = PICTURES[use]
    return [f"{cut}|format-{kind}" for kind in ("webp", "jpeg") for cut in cuts]


@register.simple_tag
def picture_of(image: AbstractImage, use: str, alt: str = "", **attributes: str) -> SafeString | str:
    """A picture in two formats and the widths of its use; lazy unless told `loading="eager"`."""
    if not image:
        return ""
    _cuts, sizes = PICTURES[use]
    renditions = get_renditions_or_not_found(image, picture_specs(use))
    loading = attributes.pop("loading", "lazy")
    return Picture(renditions, {"sizes": sizes, "alt": alt, "loading": loading, **attributes}).__html__()


@register.simple_tag
def field_input(field: BoundField) -> SafeString:
    """The widget of a field with the shop's class; Django adds names of hint and error."""
    attributes = field.field.widget.attrs
    kind = getattr(field.field.widget, "input_type", "")
    classes = "" if kind in ("checkbox", "radio") else "field__input"
    extra = {"class": f"{classes} {attributes.get('class', '')}".strip() or None}
    if kind in ("email", "url", "tel", "password", "number") and "dir" not in attributes:
        # What is typed there runs left to right in every language.
        extra["dir"] = "ltr"
    shown = {name: value for name, value in extra.items() if value}
    if "type" in attributes:
        shown["type"] = False  # the widget says it already, and twice is a mistake
    return field.as_widget(attrs=shown)


@register.simple_block_tag
def part(content: str, name: str, **takes) -> SafeString:
    """A component with something inside: `{% part "section" title=… %} … {% endpart %}` gives it as `body`."""
    return render_to_string(f"components/{name}.html", {**takes, "body": content})


@register.filter
def numbers(page: Page) -> Iterable[int | str]:
    """The pages of a list worth naming: the first, the last, those around this one, "…" between."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
