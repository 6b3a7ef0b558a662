"""What downloads promise the shop, as the shop asks for it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shop.contract import Ground
from shop.downloads.fulfiller import DownloadFulfiller
from shop.fulfilment.models import Entitlement
from shop.fulfilment.operations import revoke_line
from tests.factories.downloads import buy_product, make_product, offer_of, variant_row

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

FULFILLER = DownloadFulfiller()


def test_cards_say_which_variant_it_is_in_a_fixed_number_of_questions():
    product = make_product(variants=[variant_row("en", title="In English"), variant_row("es", title="In Spanish")])
    offers = [offer_of(product, "en"), offer_of(product, "es")]

    counts = []
    for some in (offers[:1], offers[:1], offers):  # the first asks what is asked once
        with CaptureQueriesContext(connection) as asked:
            cards = FULFILLER.cards(some, language="en")
        counts.append(len(asked))

    assert counts[1] == counts[2]
    shown = [(cards[offer.pk].title, cards[offer.pk].facts) for offer in offers]
    assert shown == [("Beside the River", ("In English",)), ("Beside the River", ("In Spanish",))]


def test_granting_twice_gives_once_and_revoking_twice_takes_once():
    line = buy_product(make_product())
    FULFILLER.grant(line)
    revoke_line(line_id=line.pk)
    FULFILLER.revoke(line)

    (right,) = Entitlement.objects.filter(line=line)
    assert right.revoked_at <= timezone.now()


def test_who_asked_for_the_files_at_once_has_no_right_of_withdrawal_any_more():
    line = buy_product(make_product())

    assert FULFILLER.withdrawal(line, at=timezone.now()).ground == Ground.BEGUN
    assert [asked.code for asked in FULFILLER.acceptances([line])] == ["download_at_once"]


def test_the_letter_says_how_long_its_link_is_good():
    line = buy_product(make_product())

    assert "30 Tage" in FULFILLER.describe(line, language="de").text
    assert FULFILLER.next_step(line, language="de").url.startswith("/de/downloads/")
