"""The shelf and everything on it, with files made from the texts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import yaml
from django.core.files.base import ContentFile
from wagtail.models import Locale, Page

from demo.loader import people, pictures, printing
from demo.loader.printing import Text
from demo.loader.tree import find, put
from demo.loader.words import DEMO, SOURCE, key, read, rich, site, stream
from media.contract import PrivateFile, keep_file
from shop.downloads.pages import ProductIndexPage, ProductPage
from shop.downloads.rows import BundlePart, ProductFileRow, ProductTeacher, ProductTheme, ProductVariant

SOUNDS = DEMO / "sounds"
# From the newest to the oldest. What a bundle brings is older than the bundle.
NEWEST = [
    "the-night-shelf",
    "beside-the-river",
    "someone-far-away",
    "the-small-book-of-pauses",
    "mostly-silence",
    "twelve-minutes-on-one-page",
    "forty-walks-without-a-view",
    "seven-for-the-hour-before-sleep",
    "nine-shapes-for-an-evening",
    "the-kitchen-practice",
    "the-body-lying-down",
    "a-bell-and-its-ending",
]
BETWEEN = timedelta(days=23)
PARTS = {
    "the-night-shelf": [
        "the-small-book-of-pauses",
        "seven-for-the-hour-before-sleep",
        "the-body-lying-down",
        "nine-shapes-for-an-evening",
    ]
}
STAMPED = ["beside-the-river"]
# What editors would have typed on each row.
TITLES = {
    "en": {
        "book": "EPUB and PDF",
        "mp3": "MP3",
        "all": "Everything",
        "en": "In English",
        "de": "In German",
        "es": "In Spanish",
        "ar": "In Arabic",
        "epub": "The book, for e-readers",
        "pdf": "The book, to read and print",
        "sheet": "The sheet, to read and print",
        "recording": "The recording",
    },
    "de": {
        "book": "EPUB und PDF",
        "mp3": "MP3",
        "all": "Alles",
        "en": "Auf Englisch",
        "de": "Auf Deutsch",
        "es": "Auf Spanisch",
        "ar": "Auf Arabisch",
        "epub": "Das Buch, für E-Reader",
        "pdf": "Das Buch, zum Lesen und Drucken",
        "sheet": "Das Blatt, zum Lesen und Drucken",
        "recording": "Die Aufnahme",
    },
    "es": {
        "book": "EPUB y PDF",
        "mp3": "MP3",
        "all": "Todo",
        "en": "En inglés",
        "de": "En alemán",
        "es": "En español",
        "ar": "En árabe",
        "epub": "El libro, para lectores electrónicos",
        "pdf": "El libro, para leer e imprimir",
        "sheet": "La hoja, para leer e imprimir",
        "recording": "La grabación",
    },
    "ar": {
        "book": "EPUB وPDF",
        "mp3": "MP3",
        "all": "كل شيء",
        "en": "بالإنجليزية",
        "de": "بالألمانية",
        "es": "بالإسبانية",
        "ar": "بالعربية",
        "epub": "الكتاب، لأجهزة القراءة",
        "pdf": "الكتاب، للقراءة والطباعة",
        "sheet": "الورقة، للقراءة والطباعة",
        "recording": "التسجيل",
    },
}


def load(home: Page, *, at: datetime) -> None:
    """The index and the products below it; the oldest first, as they came."""
    index = put(ProductIndexPage, "products", parent=home, slug="shop", **index_words(SOURCE))
    for place, code in reversed(list(enumerate(NEWEST))):
        _put_product(index, code, at=at, first_published_at=at - BETWEEN * place - timedelta(days=5))


def load_sales(*, at: datetime) -> None:
    """Reduced prices, from and until days that are counted from today."""
    index = find(ProductIndexPage, "products")
    for code in NEWEST:
        if read(SOURCE, f"products/{code}").get("sale"):
            _put_product(index, code, at=at)


def put_back_files() -> None:
    """Make the files anew whose rows were kept ready; they come out the same."""
    for code in NEWEST:
        facts = read(SOURCE, f"products/{code}")
        _rows(SOURCE, code)
        _sample(code, facts)


def index_words(language: str) -> dict[str, str]:
    """What the shelf says of itself."""
    house = site(language)
    section = next(section for section in house["sections"] if section["code"] == "door-library")
    return {"title": house["navigation"]["library"], "summary": section["text"]}


def product_words(language: str, code: str) -> dict[str, object]:
    """What is said of a product in one language, by its page and by the rows that are translated with it."""
    variants, files = _rows(language, code)
    words = read(language, f"products/{code}")
    plain = {name: words[name] for name in ("title", "outcome", "summary", "licence")}
    return plain | {
        "sample_text": words["sample"],
        "body": stream("products", code, "body", blocks=[("text", rich(words["body"]))]),
        "contents": stream("products", code, "contents", blocks=[("line", line) for line in words["contents"]]),
        "search_description": words["summary"],
        "variants": variants,
        "files": files,
    }


def _put_product(index: Page, code: str, *, at: datetime, first_published_at: datetime | None = None) -> None:
    facts = read(SOURCE, f"products/{code}")
    words = product_words(SOURCE, code)
    translated = {name: words.pop(name) for name in ("variants", "files")}
    _reduce(translated["variants"], facts, at=at)
    put(
        ProductPage,
        "products",
        code,
        parent=index,
        slug=code,
        first_published_at=first_published_at,
        rows={
            **translated,
            "teachers": [ProductTeacher(person=people.person(teacher)) for teacher in facts["teachers"]],
            "themes": [ProductTheme(theme=people.theme(theme)) for theme in facts["themes"]],
            "parts": [BundlePart(part=find(ProductPage, "products", part)) for part in PARTS.get(code, [])],
        },
        cover=pictures.named(facts["cover"]),
        kind=facts["kind"],
        page_count=facts.get("pages"),
        minutes=facts.get("minutes"),
        languages=_languages(code) if facts["kind"] == "practice" else facts["languages"],
        stamped=code in STAMPED,
        sample=_sample(code, facts),
        **words,
    )


def _reduce(variants: list[ProductVariant], facts: dict, *, at: datetime) -> None:
    """Have them cost less for some days, where it is said."""
    today = at.replace(hour=0, minute=0, second=0, microsecond=0)
    if sale := facts.get("sale"):
        for row in variants:
            row.sale_prices = sale["price"]
            row.sale_from = today + timedelta(days=sale["from_days"])
            row.sale_until = today + timedelta(days=sale["until_days"])


def _rows(language: str, code: str) -> tuple[list[ProductVariant], list[ProductFileRow]]:
    """How it is bought, and what one gets: a sheet in each language of its text, all else in one variant."""
    facts, titles = read(SOURCE, f"products/{code}"), TITLES[language]
    if facts["kind"] == "practice":
        sheets = _languages(code)
        made = [_file(code, sheet, titles["sheet"], _sheet(code, sheet), sheet) for sheet in sheets]
        for row in made:
            row.variant = row.code
        return [_variant(code, sheet, titles, facts) for sheet in sheets], made
    if facts["kind"] == "meditation":
        return [_variant(code, "mp3", titles, facts)], [_file(code, "mp3", titles["recording"], _sound(code), SOURCE)]
    if facts["kind"] == "bundle":
        return [_variant(code, "all", titles, facts)], []
    text = _text(code, SOURCE)
    return [_variant(code, "book", titles, facts)], [
        _file(code, "epub", titles["epub"], _kept(code, "epub", lambda: printing.epub_of(text)), SOURCE),
        _file(code, "pdf", titles["pdf"], _kept(code, "pdf", lambda: printing.pdf_of(text)), SOURCE),
    ]


def _variant(product: str, code: str, titles: dict[str, str], facts: dict) -> ProductVariant:
    own = {"locale": Locale.get_default(), "translation_key": key("products", product, "variants", code)}
    return ProductVariant(code=code, title=titles[code], prices=facts["price"], **own)


def _file(product: str, code: str, title: str, file: PrivateFile, language: str) -> ProductFileRow:
    own = {"locale": Locale.get_default(), "translation_key": key("products", product, "files", code)}
    return ProductFileRow(code=code, title=title, file=file, language=language, **own)


def _sheet(code: str, language: str) -> PrivateFile:
    text = _text(code, language)
    return _kept(code, f"{language}.pdf", lambda: printing.pdf_of(text, sheet=True))


def _sound(code: str) -> PrivateFile:
    return _kept(code, "mp3", lambda: (SOUNDS / f"{code}.mp3").read_bytes())


def _sample(code: str, facts: dict) -> PrivateFile | None:
    """The first pages of a book, half a minute of a recording."""
    if facts["kind"] == "book":
        pages = _text(code, SOURCE).first_pages()
        return _kept(code, "sample.pdf", lambda: printing.pdf_of(pages))
    if facts["kind"] == "meditation":
        rate = yaml.safe_load((SOUNDS / "index.yaml").read_text())["bytes_a_second"]
        sound = SOUNDS / f"{code}.mp3"
        return _kept(code, "sample.mp3", lambda: printing.first_seconds(sound.read_bytes(), bytes_a_second=rate))
    return None


def _text(code: str, language: str) -> Text:
    words, facts = read(language, f"products/{code}"), read(SOURCE, f"products/{code}")
    by = ", ".join(people.person(teacher).name for teacher in facts["teachers"])
    return Text(words["title"], by, language, words["text"])


def _languages(code: str) -> list[str]:
    """The languages in which its text was written."""
    wanted = read(SOURCE, f"products/{code}")["languages"]
    return [language for language in wanted if (read(language, f"products/{code}") or {}).get("text")]


def _kept(code: str, ending: str, make: Callable[[], bytes]) -> PrivateFile:
    """A file that is known by its title; made where it is not there yet."""
    title = f"{code}.{ending}"
    known = PrivateFile.objects.filter(title=title).first()
    if known is None:
        return keep_file(content=ContentFile(make(), name=title), title=title)
    if not known.file.storage.exists(known.file.name):
        known.file.storage.save(known.file.name, ContentFile(make()))
    return known
