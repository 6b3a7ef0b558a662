"""What somebody tells us about themselves, and what follows from it."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.zones import OwnZone
from messaging.models import OptIn
from shop.offers.visitors import currency_of
from tests.factories.accounts import make_user
from tests.factories.twilio import answers

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

PROFILE = "/en/account/profile/"
SAID = {"name": "Ada", "language": "en", "zone": "", "currency": "", "phone": ""}


def save(client, **values):
    return client.post(PROFILE, SAID | values)


def test_zone_currency_and_telephone_are_kept(client, ada):
    assert save(client, zone="Asia/Riyadh", currency="USD", phone="+49 (30) 123-456").url == PROFILE

    ada.refresh_from_db()
    assert (ada.zone, ada.currency, ada.phone) == ("Asia/Riyadh", "USD", "+4930123456")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("zone", "Mars/Olympus"),
        ("zone", "../../etc/passwd"),
        ("zone", "a\x00"),
        ("currency", "XXX"),
        ("phone", "030 123456"),
        ("phone", "+49"),
        ("phone", "+" + "1" * 16),
        ("phone", "+٤٩٣٠١٢٣٤٥٦"),
        ("phone", "+4930123456\x00"),
        ("phone", "+49 30 123456 ask for Ada"),
        ("phone", "+1 555 000 0000"),
    ],
)
def test_odd_details_are_refused_beside_their_field(client, ada, field, value):
    answer = save(client, **{field: value})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"][field].value() == value


def test_where_there_is_one_way_to_write_nobody_is_asked(client, ada, settings):
    settings.WHATSAPP = False
    assert "channels" not in client.get(PROFILE).context["form"].fields
    save(client)

    ada.refresh_from_db()
    assert ada.channels == ["mail"]


def test_ways_to_write_are_chosen(client, ada):
    save(client, channels=["whatsapp"], phone="+4930123456")

    ada.refresh_from_db()
    assert ada.channels == ["whatsapp"]


def test_a_yes_to_whatsapp_is_kept_with_its_words_and_follows_the_number(client, ada):
    save(client, channels=["mail", "whatsapp"], phone="+4930123456")
    save(client, channels=["mail", "whatsapp"], phone="+49 1511 2345678")

    first, second = OptIn.objects.order_by("id")
    assert (first.number, first.ended_by, second.number, second.ended_at) == (
        "+4930123456",
        "self",
        "+4915112345678",
        None,
    )
    assert (second.page, "answering STOP" in second.wording) == (PROFILE, True)
    assert client.get(PROFILE).context["form"]["channels"].value() == ["mail", "whatsapp"]


def test_a_box_that_is_not_ticked_takes_the_yes_back(client, ada):
    save(client, channels=["whatsapp"], phone="+4930123456")
    save(client, channels=["mail"], phone="+4930123456")

    assert not OptIn.objects.filter(ended_at=None).exists()


def test_whoever_answered_stop_finds_the_box_empty(client, ada):
    save(client, channels=["mail", "whatsapp"], phone="+4930123456")

    answers("STOP", number="+4930123456")

    assert client.get(PROFILE).context["form"]["channels"].value() == ["mail"]


def test_a_way_that_needs_a_number_asks_for_it(client, ada):
    answer = save(client, channels=["mail", "whatsapp"])

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["phone"]


def test_a_way_that_is_not_there_is_refused(client, ada):
    assert save(client, channels=["pigeon"]).status_code == 422


def test_prices_are_in_the_members_currency_on_every_device(client, ada):
    save(client, currency="GBP")
    client.cookies.pop("currency", None)

    answer = client.get("/en/cart/")
    assert currency_of(answer.wsgi_request) == "GBP"


def test_choosing_a_currency_in_the_shop_is_choosing_it_for_the_account(client, ada):
    save(client, currency="GBP")

    client.post(reverse("shop:currency"), {"currency": "USD"}, headers={"origin": "http://testserver"})

    ada.refresh_from_db()
    assert ada.currency == "USD"


@pytest.mark.parametrize(("zone", "hour"), [("Asia/Riyadh", 15), ("", 12), ("Gone/Zone", 12), ("../x", 12)])
def test_times_are_those_of_the_members_zone(client, rf, zone, hour):
    request = rf.get("/", headers={"cookie": "sessionid=1"})
    request.user = make_user(zone=zone)
    noon = datetime(2026, 11, 24, 12, tzinfo=UTC)

    shown = OwnZone(lambda request: timezone.localtime(noon).hour)(request)

    assert shown == hour
    assert timezone.localtime(noon).hour == 12


def test_whoever_has_no_session_is_not_looked_up(client, django_assert_num_queries, rf):
    with django_assert_num_queries(0):
        OwnZone(lambda request: None)(rf.get("/"))
