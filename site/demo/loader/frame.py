"""What stands around every page: name, menu, footer, business data."""

from __future__ import annotations

from wagtail.models import Locale, Page

from courses.catalogue.pages import CourseIndexPage
from demo.loader import first_page, pages, pictures
from demo.loader.tree import find
from demo.loader.words import SOURCE, key, site, stream
from events.catalogue.pages import EventIndexPage
from home.journal.pages import JournalIndexPage
from home.site_frame import LEGAL_PAGES, SiteFrame
from shop.downloads.pages import ProductIndexPage

CONTACT = {"company": "name", "register_entry": "register", "vat_number": "vat", "bank": "bank"} | {
    name: name for name in ("street", "postcode", "city", "country", "email", "phone", "hours")
}


def load() -> None:
    """The English frame; the others are translations of it."""
    contact = site(SOURCE)["contact"]
    SiteFrame.objects.update_or_create(
        translation_key=key("frame"),
        locale=Locale.get_default(),
        defaults={
            **words(SOURCE),
            **{field: contact[name] for field, name in CONTACT.items()},
            **{name: pages.by_code(name.removesuffix("_page")) for name in LEGAL_PAGES},
            "help_page": pages.by_code("faq"),
            "social_image": pictures.named(first_page.PICTURE),
        },
    )


def words(language: str) -> dict[str, str]:
    """What the frame says in one language."""
    house = site(language)
    labels = house["navigation"]
    menu = [_link(find(CourseIndexPage, "courses"), labels["courses"])]
    menu += [_link(find(EventIndexPage, "events"), labels["retreats"])]
    menu += [_link(find(ProductIndexPage, "products"), labels["library"])]
    menu += [_link(find(JournalIndexPage, "journal"), labels["journal"]), _place("people", labels["teachers"])]
    menu += [_link(pages.by_code("about"), labels["about"])]
    help_links = [_link(pages.by_code(code), labels[code]) for code in ("contact", "faq", "health")]
    help_links.append(_place("contact", labels["message"]))
    return {
        "name": house["brand"],
        "tagline": house["tagline"],
        "hours": (site(SOURCE)["contact"] | house["contact"])["hours"],
        "navigation": stream("frame", "menu", blocks=[("link", link) for link in menu]),
        "footer": stream(
            "frame",
            "footer",
            blocks=[
                ("column", {"title": labels["help"], "links": _list("help", help_links)}),
                ("column", {"title": house["brand"], "links": _list("house", menu)}),
            ],
        ),
        "footer_lines": "\n".join(house["footer"]),
    }


def _link(page: Page, label: str) -> dict:
    return {"page": page.pk, "place": "", "label": label}


def _place(code: str, label: str) -> dict:
    return {"page": None, "place": code, "label": label}


def _list(name: str, values: list[dict]) -> list[dict]:
    return [
        {"type": "item", "value": value, "id": str(key("frame", name, str(place)))}
        for place, value in enumerate(values)
    ]
