"""Publishing a product writes its record: facts, variants with prices, files with versions; drafts write nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from outbox.models import Job
from shop.contract import Offer, offers_of
from shop.downloads.models import FileVersion, Product, ProductFile, Variant
from shop.downloads.operations import publish_product
from shop.downloads.pages import ProductPage
from tests.factories.courses import make_person, make_theme, publish, translate
from tests.factories.downloads import (
    buy_product,
    draft_product,
    file_row,
    make_product,
    new_version,
    offer_of,
    product_page,
    variant_row,
)
from tests.factories.media import make_paper

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

LATER = datetime(2036, 1, 1, tzinfo=UTC)


def prices_of(product: Product) -> dict[str, dict[str, int]]:
    variants = list(product.variants.filter(live=True))
    offers = offers_of(variants)
    return {
        variant.code: {price.currency: price.amount for offer in offers[variant.pk] for price in offer.prices.all()}
        for variant in variants
    }


def states_of(product: Product) -> list[str]:
    variants = list(product.variants.all())
    return [offer.state_at(timezone.now()) for offers in offers_of(variants).values() for offer in offers]


def reprice(page: ProductPage, amount: int) -> ProductPage:
    """What an editor does in the form, not yet published."""
    page = page.get_latest_revision_as_object()
    rows = list(page.variants.all())
    for row in rows:
        row.prices = {"EUR": amount}
    page.variants = rows
    return page


def test_publishing_writes_facts_variants_and_files():
    bela, sitting = make_person("Bela Horváth"), make_theme("Sitting")
    paper = make_paper()

    product = make_product(
        teachers=[bela],
        themes=[sitting],
        kind="book",
        page_count=112,
        languages=["en", "de"],
        variants=[variant_row("english", prices={"EUR": 1600, "USD": 1750}), variant_row("german")],
        files=[file_row("en", paper, variant="english", language="en"), file_row("de", variant="german")],
    )

    assert (product.kind, product.page_count, product.languages, product.live) == ("book", 112, ["en", "de"], True)
    assert (product.teachers, product.themes) == ([str(bela.translation_key)], [str(sitting.translation_key)])
    assert prices_of(product) == {"english": {"EUR": 1600, "USD": 1750}, "german": {"EUR": 1600}}
    file = product.files.get(code="en")
    assert (file.variant.code, file.language, file.current.number, file.current.content) == ("english", "en", 1, paper)


def test_a_draft_writes_nothing():
    draft_product().save_revision()

    assert not Product.objects.exists()


def test_a_changed_price_counts_only_once_it_is_published():
    product = make_product()
    revision = reprice(product_page(product), 900).save_revision()
    before = prices_of(product)

    revision.publish()

    assert (before, prices_of(product)) == ({"book": {"EUR": 1600}}, {"book": {"EUR": 900}})


def test_publishing_twice_writes_the_same():
    page = publish(draft_product())
    tables = (Product, Variant, ProductFile, FileVersion, Offer)
    before = [list(table.objects.values()) for table in tables]

    publish_product(page, at=timezone.now())

    assert [list(table.objects.values()) for table in tables] == before


def test_a_first_publication_with_a_date_waits_for_it():
    page = draft_product()
    page.go_live_at = LATER

    page.save_revision().publish()

    assert not Product.objects.exists()


def test_a_scheduled_price_holds_once_its_date_has_come():
    product = make_product()
    changed = reprice(product_page(product), 900)
    changed.go_live_at = timezone.now() + timedelta(days=1)
    revision = changed.save_revision()
    revision.publish()
    before = prices_of(product)

    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    revision.refresh_from_db()
    revision.content["go_live_at"] = str(timezone.now() - timedelta(minutes=1))
    revision.save()
    call_command("publish_scheduled")

    assert (before, prices_of(product)) == ({"book": {"EUR": 1600}}, {"book": {"EUR": 900}})


def test_translations_and_aliases_change_nothing_that_is_sold():
    product = make_product(page_count=112)
    translation = publish(translate(product_page(product)))
    translate(product_page(product), "de", alias=True)
    publish(reprice(product_page(product), 900))

    translation.page_count = 3
    publish(reprice(translation, 100))

    product.refresh_from_db()
    assert (product.page_count, prices_of(product)) == (112, {"book": {"EUR": 900}})
    assert (Product.objects.count(), FileVersion.objects.count()) == (1, 1)


def test_a_translation_published_before_its_source_makes_no_record():
    source = draft_product()

    publish(translate(source))

    assert not Product.objects.exists()


def test_a_copy_is_a_product_of_its_own():
    product = make_product()

    product_page(product).copy(update_attrs={"title": "Again", "slug": "again"})

    copied = Product.objects.exclude(pk=product.pk).get()
    assert prices_of(copied) == prices_of(product) == {"book": {"EUR": 1600}}
    assert copied.files.get().pk != product.files.get().pk


def test_unpublishing_or_deleting_the_source_ends_the_sale_everywhere():
    one, two = make_product(), make_product("Mostly Silence")
    translation = publish(translate(product_page(two)))
    translation.unpublish()
    still = states_of(two)

    product_page(one).unpublish()
    product_page(two).delete()

    assert still == [Offer.State.ON_SALE]
    assert states_of(one) == states_of(two) == [Offer.State.UNPUBLISHED]
    assert not Product.objects.live().exists()


def test_a_variant_that_is_not_for_sale_stays_on_the_page():
    product = make_product(variants=[variant_row(), variant_row("signed", offered=False)])

    page = publish(product_page(product))

    assert [variant.code for variant in product.variants.filter(live=True)] == ["book", "signed"]
    assert page.live
    assert states_of(product) == [Offer.State.ON_SALE, Offer.State.UNPUBLISHED]


def test_another_file_in_the_same_place_is_a_new_version():
    product = make_product()
    better = make_paper("Second printing")

    new_version(product, better, note="Two misprints less.")

    file = product.files.get()
    assert [version.number for version in file.versions.all()] == [1, 2]
    assert (file.current.number, file.current.content, file.current.note) == (2, better, "Two misprints less.")
    assert Job.objects.filter(kind="downloads.new_version", payload={"version_id": file.current_id}).count() == 1


def test_a_file_that_was_sold_stays_with_its_buyers_when_its_row_is_gone():
    product = make_product(files=[file_row("pdf"), file_row("epub")])
    buy_product(product)
    page = product_page(product).get_latest_revision_as_object()
    page.files = [row for row in page.files.all() if row.code == "pdf"]

    publish(page)

    product.refresh_from_db()
    assert product.files.filter(live=True).count() == 2
    assert "epub" in product.trouble


def test_terms_on_which_nothing_can_be_sold_leave_the_offers_as_they_were():
    product = make_product()
    page = product_page(product).get_latest_revision_as_object()
    page.variants = [variant_row(prices={"USD": 1})]

    publish(page)

    product.refresh_from_db()
    assert (prices_of(product), states_of(product)) == ({"book": {"EUR": 1600}}, [Offer.State.ON_SALE])
    assert product.trouble == "Give it a price in EUR. Zero makes it free."


def test_a_new_address_is_told(django_capture_on_commit_callbacks):
    product, other = make_product(), make_product("Mostly Silence")

    def told() -> int:
        return Job.objects.filter(kind="card.changed", payload={"key": product.card_key}).count()

    before = told()
    page = product_page(product)
    page.slug = "river"
    with django_capture_on_commit_callbacks(execute=True):
        page.save()
    moved = told()
    product_page(product).move(product_page(other), pos="right")

    assert (moved, told()) == (before + 1, before + 2)


def test_the_offer_is_digital_and_bought_once():
    offer = offer_of(make_product())

    assert (offer.kind, offer.tax_class, offer.most_per_order) == ("download", "digital", 1)
