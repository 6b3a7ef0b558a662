"""Taking everything along, and leaving: by oneself, with the password said once more."""

import io
import json
from zipfile import ZipFile

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.privacy.operations import delete_account
from messaging.models import Message
from shop.orders.letters import send_confirmation
from shop.orders.models import Order
from shop.payments.models import Payment, SupplierEvent
from tests.contracts.goods.models import KeptPlace
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.messaging import make_attachment, make_message
from tests.factories.payments import at_the_page
from tests.factories.shop import make_cart, make_order, make_paid_order, make_postcard, make_walk

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

PRIVACY = "/en/account/privacy/"
LEAVE = "/en/account/privacy/leave/"


def take_along(client, password=PASSWORD):
    return client.post(PRIVACY, {"password": password})


def leave(client, password=PASSWORD, **more):
    return client.post(LEAVE, {"password": password, "sure": "on", **more})


def content(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_everything_comes_as_one_file(client, ada):
    order = make_paid_order(make_postcard(), user=ada)

    answer = take_along(client)

    told = json.loads(content(answer))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="about-you.json"'
    assert "no-store" in answer.headers["Cache-Control"]
    assert [row["email"] for row in told["accounts"]["account"]] == ["ada@example.org"]
    assert [row["number"] for row in told["shop"]["orders"]] == [order.number]


def test_files_come_with_it_each_under_a_name_of_its_own(client, ada):
    make_message("a:1", attachments=[make_attachment("../../place.ics"), make_attachment("place.ics", content=b"2")])

    answer = take_along(client)

    archive = ZipFile(io.BytesIO(content(answer)))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="about-you.zip"'
    assert sorted(archive.namelist()) == ["about-you.json", "messaging/place-2.ics", "messaging/place.ics"]
    assert archive.read("messaging/place-2.ics") == b"2"
    assert json.loads(archive.read("about-you.json"))["messaging"]["letters"][0]["text"] == "Hello, Ada\n"


def test_nothing_of_anybody_else_is_in_it(client, ada):
    bela = make_user("bela@example.org", name="Bela")
    make_paid_order(make_postcard(), user=bela, email="bela@example.org", name="Bela")
    make_message(to="bela@example.org", text="For Bela")

    assert b"ela" not in content(take_along(client))


def test_what_was_sent_to_an_address_that_is_not_proven_is_not_told(client):
    client.force_login(make_user(verified=False))
    make_message(text="For whoever has this address")

    assert json.loads(content(take_along(client)))["messaging"]["letters"] == []


@pytest.mark.parametrize("password", ["", "wrong", "a\x00", "x" * 100_000])
@pytest.mark.parametrize("ask", [take_along, leave])
def test_without_the_password_nothing_is_given_and_nothing_goes(client, ada, ask, password):
    answer = ask(client, password)

    assert answer.status_code == 422
    assert answer.context["form"].errors["password"]
    assert User.objects.get() == ada


@pytest.mark.parametrize("ask", [take_along, leave])
def test_guessing_the_password_is_stopped(client, ada, ask):
    for _ in range(10):
        ask(client, "wrong")

    answer = ask(client)

    assert answer.status_code == 429
    assert User.objects.get() == ada


def test_leaving_asks_to_be_sure(client, ada):
    answer = client.post(LEAVE, {"password": PASSWORD})

    assert answer.status_code == 422
    assert answer.context["form"].errors["sure"]
    assert User.objects.get() == ada


def test_who_has_left_is_out_and_told_so_by_a_last_letter_in_their_language(client, ada):
    User.objects.update(language="ar")

    answer = leave(client)

    assert (answer.status_code, answer.url) == (302, "/en/")
    assert client.get(PRIVACY).url.startswith("/en/account/login/")
    letter = Message.objects.get()
    assert (letter.kind, letter.to, letter.language) == ("account.account_deleted", "ada@example.org", "ar")
    assert not User.objects.exists()


def test_the_address_is_free_again_and_what_was_bought_before_does_not_come_back(client, ada):
    make_paid_order(make_postcard(), user=ada)
    leave(client)

    client.force_login(make_user())

    assert json.loads(content(take_along(client)))["shop"]["orders"] == []


def test_an_order_that_was_paid_stays_without_its_buyer_and_its_page_is_gone(client, ada):
    order = make_paid_order(make_postcard(), user=ada)
    page = f"/en/orders/{order.secret}/"

    leave(client)

    left = Order.objects.get()
    assert (left.number, left.total_amount, left.paid_at) == (order.number, order.total_amount, order.paid_at)
    assert (left.user, left.email, left.name) == (None, "", "")
    assert client.get(page).status_code == 404
    assert send_confirmation(left) is False, "there is nobody to write to"


def test_what_was_never_paid_goes_whole(client, ada):
    order = make_order(make_postcard(), user=ada)
    Order.objects.update(state=Order.State.EXPIRED)

    leave(client)

    assert not Order.objects.filter(pk=order.pk).exists()


def test_nobody_leaves_while_a_payment_is_under_way(client, ada):
    payment = at_the_page(make_postcard(), user=ada)

    answer = leave(client)

    assert answer.status_code == 409
    assert "still under way" in answer.content.decode()
    assert User.objects.get() == ada
    assert Payment.objects.get() == payment
    assert Message.objects.count() == 0


def test_places_in_the_cart_are_given_back(client, ada):
    make_cart(make_walk(), user=ada)
    assert KeptPlace.objects.count() == 1

    leave(client)

    assert KeptPlace.objects.count() == 0


def test_suppliers_messages_about_the_payment_are_emptied_and_others_stay(client, ada):
    payment = at_the_page(make_postcard(), user=ada)
    Order.objects.update(state=Order.State.PAID, paid_at=timezone.now())
    known = {"supplier": "stripe", "kind": "checkout.session.completed", "received_at": timezone.now()}
    SupplierEvent.objects.create(event_id="evt_1", payload=f'{{"id": "{payment.session_id}"}}', **known)
    SupplierEvent.objects.create(event_id="evt_2", payload='{"id": "cs_other"}', **known)

    leave(client)

    assert dict(SupplierEvent.objects.values_list("event_id", "payload")) == {
        "evt_1": "",
        "evt_2": '{"id": "cs_other"}',
    }


def test_who_works_here_asks_somebody_first(client):
    client.force_login(make_user(is_superuser=True))

    assert leave(client).status_code == 409
    assert User.objects.count() == 1


def test_leaving_twice_at_once_is_leaving_once(ada):
    in_another_window = User.objects.get()
    delete_account(user=ada, at=timezone.now())

    delete_account(user=in_another_window, at=timezone.now())

    assert Message.objects.count() == 1
