"""The first page: one sentence with a picture inside, then chapters."""

from __future__ import annotations

from wagtail.models import Page, Site

from courses.catalogue.pages import CourseIndexPage, LessonPage
from demo.loader import pages, people, pictures
from demo.loader.tree import find, put
from demo.loader.words import SOURCE, codes, key, site, stream
from events.catalogue.pages import EventIndexPage
from home.journal.pages import JournalIndexPage
from home.pages import HomePage
from home.snippets import Theme
from shop.downloads.pages import ProductIndexPage

PICTURE = "landscape-ridges-autumn-dawn"
DOORS = ["cover-breath-01", "cover-nature-03", "cover-nature-01"]
FREE_LESSON = ("courses", "sitting-without-gritting", "lessons", "a-chair-will-do")
VOICE = "bela-horvath"


def begin() -> Page:
    """The first page without its chapters, in the place of the one that Wagtail came with."""
    if home := find(HomePage, "home"):
        return home
    home = put(HomePage, "home", parent=Page.get_first_root_node(), slug="stillpoint", **opening_words(SOURCE))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home, "site_name": home.title}
    )
    # Its aliases in other languages go with it.
    for page in Page.objects.filter(depth=2).exclude(translation_key=home.translation_key):
        page.delete()
    return home


def finish(home: Page) -> None:
    """Its chapters, when everything is there that they lead to."""
    put(
        HomePage,
        "home",
        parent=home.get_parent(),
        slug="stillpoint",
        opening_image=pictures.named(PICTURE),
        opening_page=find(LessonPage, *FREE_LESSON),
        **words(SOURCE),
    )


def words(language: str) -> dict[str, str]:
    """Everything that the first page says in one language."""
    return opening_words(language) | {"body": stream("home", "body", blocks=_chapters(language))}


def opening_words(language: str) -> dict[str, str]:
    house = site(language)
    opening = house["opening"]
    return {
        "title": house["brand"],
        "seo_title": house["tagline"].rstrip("."),
        "search_description": opening["text"],
        "opening_line": opening["line"],
        "opening_answer": opening["answer"],
        "opening_text": opening["text"],
        "opening_action": opening["action"],
    }


def _chapters(language: str) -> list[tuple[str, object]]:
    said = {section["code"]: section for section in site(language)["sections"]}
    courses = find(CourseIndexPage, "courses")
    return [
        _heading(said["doors"] | {"text": ""}),
        ("doors", {"doors": _list("doors", _doors(language, said))}),
        _heading(said["new"], page=courses),
        ("cards", {"source": "newest_courses", "most": 5, "pages": [], "first_large": True}),
        ("quote", _voice(language)),
        _heading(said["teachers"]),
        ("people", {"people": _list("people", [people.person(code).pk for code in codes("people")])}),
        _heading(said["journal"], page=find(JournalIndexPage, "journal")),
        ("cards", {"source": "newest_articles", "most": 4, "pages": [], "first_large": False}),
        _heading(said["care"] | {"text": ""}, page=pages.by_code("health")),
        ("text", f"<p>{said['care']['text']}</p>"),
        _heading(said["promise"] | {"text": ""}),
        ("text", f"<p>{said['promise']['text']}</p>"),
    ]


def _heading(section: dict, page: Page | None = None) -> tuple[str, object]:
    where = page and page.pk
    return ("heading", {"title": section["title"], "note": section["text"], "page": where, "link_label": ""})


def _doors(language: str, said: dict) -> list[dict]:
    learn, away, tonight = said["door-courses"], said["door-retreats"], said["door-library"]
    return [
        _door(learn["title"], learn["text"], find(CourseIndexPage, "courses"), DOORS[0], Theme.Hue.TEAL),
        _door(away["title"], away["text"], find(EventIndexPage, "events"), DOORS[1], Theme.Hue.NIGHT),
        _door(tonight["title"], tonight["text"], find(ProductIndexPage, "products"), DOORS[2], Theme.Hue.SAGE),
    ]


def _door(title: str, text: str, page: Page, image: str, hue: str) -> dict:
    return {"title": title, "text": text, "page": page.pk, "image": pictures.named(image).pk, "hue": hue}


def _voice(language: str) -> dict:
    quote = people.person_words(language, VOICE)["quote"]
    return {"text": quote, "person": people.person(VOICE).pk, "by": "", "hue": Theme.Hue.SAFFRON}


def _list(name: str, values: list) -> list[dict]:
    """The items of a list in a block, each with an id that is the same in every language."""
    return [
        {"type": "item", "value": value, "id": str(key("home", "body", name, str(place)))}
        for place, value in enumerate(values)
    ]
