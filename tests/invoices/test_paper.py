"""Papers as they are printed: in the order's language, with people's words as they wrote them."""

import io
import unicodedata

import pytest
from pypdf import PdfReader

from shop.invoices.operations import issue_invoice
from shop.invoices.paper import pdf_of, set_paper
from tests.factories.pages import make_frame
from tests.factories.shop import NOON, make_paid_order, make_postcard, make_walk

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

NASTY = [
    "#panic() *bold* _soft_ $x$ `code` @ref <label> \\ // /* */ ] } ) ~ -- ---",
    '#read("/etc/passwd")',
    '"]; #let x = "',
    "Ada & <b>Söns</b> “Ltd.”",
]


def make_paper(**values):
    make_frame(company="Stillpoint GmbH", vat_number="DE000000000")
    offers = [make_walk("The Long Exhale", amount=14900), make_postcard("Book of the Lake", tax_class="book")]
    return issue_invoice(order_id=make_paid_order(*offers, **values).pk, at=NOON)


def words(paper) -> str:
    """What somebody gets who selects all of it and copies."""
    pages = PdfReader(io.BytesIO(pdf_of(paper))).pages
    text = unicodedata.normalize("NFKC", " ".join(page.extract_text() for page in pages))
    return " ".join("".join(sign for sign in text if unicodedata.category(sign) != "Cf").split())


def signs(text: str) -> list[str]:
    """Letters and signs without their order: that of Arabic is the reader's business."""
    return sorted(sign for sign in unicodedata.normalize("NFKC", text) if sign.isalnum())


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["Invoice", "Sold to", "19 %", "€149.00", "€23.79", "24 November 2026", "€152.00"]),
        ("de", ["Rechnung", "Verkauft an", "19 %", "149,00 €", "24. November 2026", "152,00 €"]),
        ("es", ["Factura", "19 %", "149,00 €", "24 de noviembre de 2026", "152,00 €"]),
    ],
)
def test_a_paper_is_in_the_orders_language_and_its_words_can_be_selected(language, expected):
    text = words(make_paper(language=language))

    said = [*expected, "INV-2026-00001", "Ada Lindqvist", "ada@example.org", "The Long Exhale", "DE000000000"]
    assert [part for part in said if part not in text] == []


def test_an_arabic_paper_runs_from_the_right_and_keeps_numbers_and_codes_in_order():
    paper = make_paper(language="ar", name="آدا ليندكويست")
    text = words(paper)

    assert paper.content["rtl"]
    codes = ["INV-2026-00001", paper.order.number, "ada@example.org", "DE000000000", "149.00", "The Long Exhale"]
    assert [part for part in codes if part not in text] == []
    assert set(signs("فاتورة آدا ليندكويست")) - set(signs(text)) == set()


def test_the_pdf_says_its_title_and_language():
    reader = PdfReader(io.BytesIO(pdf_of(make_paper(language="de"))))

    assert reader.metadata.title == "Rechnung INV-2026-00001"
    assert reader.trailer["/Root"]["/Lang"] == "de"


def test_the_same_row_gives_the_same_bytes():
    paper = make_paper()

    assert pdf_of(paper) == pdf_of(paper)


@pytest.mark.parametrize("name", NASTY)
def test_what_looks_like_markup_is_only_signs(name):
    text = words(make_paper(name=name))

    assert signs(name) != []
    assert "".join(name.split()) in "".join(text.split()).replace("‑", "-")


def test_a_long_order_goes_on_on_further_pages_that_are_numbered():
    make_frame()
    offers = [make_postcard(f"Card {number}") for number in range(40)]
    paper = issue_invoice(order_id=make_paid_order(*offers).pk, at=NOON)

    reader = PdfReader(io.BytesIO(pdf_of(paper)))

    texts = [page.extract_text() for page in reader.pages]
    assert [f"{number} / {len(texts)}" in text for number, text in enumerate(texts, start=1)] == [True] * len(texts)
    assert ("What" in texts[1], len(texts) > 1) == (True, True)


@pytest.mark.parametrize(
    "name", ["A" * 150, "W" * 75 + " " + "W" * 74, "ا" * 150, "אדה " * 30, "Ада Иванова", "\x07\u202e\u2066"]
)
def test_long_strange_and_foreign_names_stay_on_the_paper(name):
    make_frame()
    paper = issue_invoice(order_id=make_paid_order(make_postcard(), name=name).pk, at=NOON)

    reader = PdfReader(io.BytesIO(pdf_of(paper)))

    assert len(reader.pages) == 1
    width = float(reader.pages[0].mediabox.width)
    places = []
    reader.pages[0].extract_text(
        visitor_text=lambda text, cm, tm, font, size: places.append(tm[4] * cm[0] + cm[4]) if text.strip() else None
    )
    assert [place for place in places if not 0 <= place <= width] == []


def test_a_paper_needs_no_frame_and_can_be_looked_at_as_a_picture():
    paper = issue_invoice(order_id=make_paid_order(make_postcard()).pk, at=NOON)

    assert set_paper(paper, form="png").startswith(b"\x89PNG")
