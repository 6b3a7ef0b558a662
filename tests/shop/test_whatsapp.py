"""The checkout asks whether to write by WhatsApp as well, and the order's confirmation does."""

import pytest
from django.urls import reverse

from messaging.models import Message, OptIn
from outbox.runner import run_due
from shop.orders.letters import send_confirmation
from tests.factories.accounts import make_user
from tests.factories.shop import make_paid_order, make_postcard
from tests.factories.twilio import NUMBER, approve, make_opt_in
from tests.shop.test_checkout_pages import ADA

pytestmark = pytest.mark.django_db
CHECKOUT, SAID = "/en/checkout/", ADA | {"country": "DE"}


@pytest.fixture
def buyer(client):
    """Somebody with a postcard in the cart."""
    client.post(reverse("shop:add"), {"offer": make_postcard().key}, headers={"origin": "http://testserver"})
    return client


def test_the_box_is_never_ticked_beforehand(buyer):
    form = buyer.get(CHECKOUT).context["form"]

    assert [field.name for field in form.whatsapp_questions] == ["by_whatsapp", "whatsapp"]
    assert not any(field.value() for field in form.whatsapp_questions)


def test_a_number_of_the_country_is_understood_and_comes_back(buyer):
    answer = buyer.post(CHECKOUT, SAID | {"by_whatsapp": "on", "whatsapp": "01511 234 5678"})

    assert answer.status_code == 302
    form = buyer.get(CHECKOUT).context["form"]
    assert (form["by_whatsapp"].value(), form["whatsapp"].value()) == (True, NUMBER)
    assert NUMBER in buyer.get(reverse("shop:review")).content.decode()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"by_whatsapp": "on"}, "whatsapp"),
        ({"by_whatsapp": "on", "whatsapp": "12"}, "whatsapp"),
        ({"by_whatsapp": "on", "whatsapp": "call me"}, "whatsapp"),
        ({"by_whatsapp": "on", "whatsapp": "+1 555 000 0000"}, "whatsapp"),
        ({"by_whatsapp": "on", "whatsapp": "+4930123456\x00"}, "whatsapp"),
        ({"by_whatsapp": "on", "whatsapp": "1" * 41}, "whatsapp"),
        ({"whatsapp": NUMBER}, "by_whatsapp"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_lost(buyer, said, field):
    answer = buyer.post(CHECKOUT, SAID | said)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"]["whatsapp"].value() == said.get("whatsapp")


def test_where_it_is_switched_off_nothing_is_asked_and_nothing_is_taken(buyer, settings):
    settings.WHATSAPP = False

    assert "WhatsApp" not in buyer.get(CHECKOUT).content.decode()
    assert buyer.post(CHECKOUT, SAID | {"by_whatsapp": "on", "whatsapp": NUMBER}).status_code == 302
    assert buyer.session["checkout"]["whatsapp"] == ""


def test_the_yes_is_kept_with_the_order_and_not_before(buyer):
    buyer.post(CHECKOUT, SAID | {"by_whatsapp": "on", "whatsapp": NUMBER})
    assert not OptIn.objects.exists()

    order = make_paid_order(make_postcard("Another"), whatsapp=NUMBER)

    kept = OptIn.objects.get()
    assert (kept.number, kept.address, kept.page) == (NUMBER, order.email, CHECKOUT)


def test_the_confirmation_goes_by_letter_and_by_whatsapp():
    approve()
    order = make_paid_order(make_postcard(), whatsapp=NUMBER, name="Ada")
    send_confirmation(order)
    run_due()

    message = Message.objects.get(channel="whatsapp")
    assert (message.to, message.state) == (NUMBER, "sent")
    assert message.template["variables"]["2"] == "Ada"
    assert message.template["variables"]["3"] == order.number
    assert message.template["variables"]["4"].endswith(f"/orders/{order.secret}/")
    assert message.beside.kind == "order_confirmation"


def test_whoever_said_yes_in_the_account_is_told_without_being_asked_again(buyer):
    approve()
    ada = make_user(phone=NUMBER)
    make_opt_in(address=ada.email)
    buyer.force_login(ada)

    assert 'name="whatsapp"' not in buyer.get(CHECKOUT).content.decode()
    send_confirmation(make_paid_order(make_postcard("Another"), user=ada, email=ada.email))
    assert Message.objects.get(channel="whatsapp").to == NUMBER


def test_an_order_to_anothers_address_does_not_write_to_the_accounts_number():
    approve()
    ada = make_user(phone=NUMBER)
    make_opt_in(address=ada.email)
    send_confirmation(make_paid_order(make_postcard(), user=ada, email="elif@example.org"))

    assert not Message.objects.filter(channel="whatsapp").exists()
