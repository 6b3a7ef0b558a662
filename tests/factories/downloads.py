"""Digital products as editors write them: pages below the shelf, made through Wagtail, and published.

`make_product("Beside the River", variants={"book": {"EUR": 1600}}, files={"pdf": make_paper()})`
"""

from __future__ import annotations

from io import BytesIO

from django.utils import timezone
from django.utils.text import slugify
from pypdf import PdfWriter

from media.models import PrivateFile
from shop.contract import offers_of
from shop.downloads import permits, stamping
from shop.downloads.fulfiller import AT_ONCE
from shop.downloads.models import Permit, Product, Variant, VersionNews
from shop.downloads.pages import ProductIndexPage, ProductPage
from shop.downloads.rows import BundlePart, ProductFileRow, ProductTeacher, ProductTheme, ProductVariant
from shop.offers.models import Offer
from shop.orders.models import OrderLine
from tests.factories.courses import make_home, make_locale, publish
from tests.factories.media import make_paper, make_private_file
from tests.factories.shop import CONSENTS, GUEST, paid_and_granted

ACCEPTED = CONSENTS | {AT_ONCE}


def make_shelf() -> ProductIndexPage:
    """The list of products, in English."""
    shelf = ProductIndexPage.objects.filter(locale=make_locale()).first()
    return shelf or make_home().add_child(instance=ProductIndexPage(title="Shop", slug="shop"))


def variant_row(code: str = "book", **fields) -> ProductVariant:
    fields = {"title": code.title(), "prices": {"EUR": 1600}, "locale": make_locale(), **fields}
    return ProductVariant(code=code, **fields)


def file_row(code: str = "pdf", file: PrivateFile | None = None, **fields) -> ProductFileRow:
    fields = {"title": f"The {code}", "locale": make_locale(), **fields}
    return ProductFileRow(code=code, file=file or make_paper(), **fields)


def draft_product(
    title: str = "Beside the River",
    *,
    variants: list[ProductVariant] | None = None,
    files: list[ProductFileRow] | None = None,
    teachers=(),
    themes=(),
    parts: list[Product] = (),
    **fields,
) -> ProductPage:
    """A product that nobody has published yet."""
    fields = {"outcome": "Notes for people who sit.", "summary": "A short handbook.", "languages": ["en"], **fields}
    page = ProductPage(title=title, slug=slugify(title), live=False, **fields)
    page.variants = [variant_row()] if variants is None else variants
    page.files = [file_row()] if files is None else files
    page.teachers = [ProductTeacher(person=person) for person in teachers]
    page.themes = [ProductTheme(theme=theme) for theme in themes]
    page.parts = [BundlePart(part=product_page(part)) for part in parts]
    make_shelf().add_child(instance=page)
    return page


def make_product(title: str = "Beside the River", **wishes) -> Product:
    """A product on sale, by its record; takes what `draft_product` takes."""
    page = publish(draft_product(title, **wishes))
    return Product.objects.get(translation_key=page.translation_key)


def product_page(product: Product, language: str = "en") -> ProductPage:
    return ProductPage.objects.get(translation_key=product.translation_key, locale__language_code=language)


def variant_of(product: Product, code: str = "book") -> Variant:
    return product.variants.get(code=code)


def offer_of(product: Product, code: str = "book") -> Offer:
    variant = variant_of(product, code)
    (offer,) = offers_of([variant])[variant.pk]
    return offer


def buy_product(product: Product, code: str = "book", *, user=GUEST, **values) -> OrderLine:
    """Somebody pays for a variant, and it is handed over; the line of their order."""
    order = paid_and_granted(offer_of(product, code), user=user, accepted=ACCEPTED, **values)
    return order.lines.get()


def new_version(product: Product, file: PrivateFile, *, code: str = "pdf", note: str = "Two misprints less.") -> None:
    """An editor puts another file in the place of one, and publishes."""
    page = product_page(product).get_latest_revision_as_object()
    rows = list(page.files.all())
    for row in rows:
        if row.code == code:
            row.file, row.change_note = file, note
    page.files = rows
    publish(page)


def make_fetched(user) -> Permit:
    """Somebody has bought a PDF with their name, wants news, and has fetched it once: a row of everything."""
    sheet = make_private_file("Sheet", name="sheet.pdf", content=blank_pdf())
    product = make_product(f"A sheet for {user.email[:3]}", stamped=True, files=[file_row(file=sheet)])
    line, now = buy_product(product, user=user, email=user.email, name=user.name), timezone.now()
    file = product.files.get()
    stamping.make_copy(order=line.order, line_id=line.pk, version=file.current, at=now)
    permit = permits.permit_for(line_id=line.pk, file=file)
    permits.take(permit, version=file.current, device="phone", country="DE", at=now)
    VersionNews.objects.create(line=line, since=now)
    return permit


def blank_pdf(pages: int = 2) -> bytes:
    """A real one, with nothing on it."""
    writer, made = PdfWriter(), BytesIO()
    for _page in range(pages):
        writer.add_blank_page(width=300, height=400)
    writer.write(made)
    return made.getvalue()
