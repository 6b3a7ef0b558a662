"""Who comes: asked at the checkout where something is booked, kept on every way back, and the same for programs."""

import pytest
from django.test import Client
from django.urls import reverse

from events.booking.models import Attendee, Booking
from shop.cart.models import CartLine
from shop.fulfilment.operations import grant_line
from shop.orders.models import Order
from shop.orders.operations import mark_paid
from tests.factories.events import make_event, offer_of, question, ticket
from tests.factories.shop import NOON, make_postcard

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
ADA = {"email": "ada@example.org", "name": "Ada Lindqvist", "country": "DE", "accept_terms": "on"}


@pytest.fixture
def ada():
    return Client(headers={"origin": "http://testserver"})


def begin(client, *wishes) -> CartLine:
    """Put things into the cart, say who buys, and stand before the questions."""
    for offer, quantity in wishes:
        client.post(reverse("shop:add"), {"offer": offer.key, "quantity": quantity})
    client.post(reverse("shop:checkout"), ADA)
    return CartLine.objects.filter(offer__kind="event").order_by("pk").first()


def step_url() -> str:
    return reverse("shop:questions", args=["attendees"])


def test_the_step_is_there_only_when_something_is_booked(ada):
    begin(ada, (make_postcard(), 1))
    assert ada.get(step_url()).status_code == 404

    begin(ada, (offer_of(make_event()), 1))
    page = ada.get(step_url())

    assert page.status_code == 200
    assert "Attendee 1 is me: Ada Lindqvist, ada@example.org" in page.content.decode()


def test_attendee_one_is_me_and_the_other_has_a_name(ada):
    event = make_event(questions=[question("food", required=True)], cancellation={30: 90})
    line = begin(ada, (offer_of(event), 2))
    first, second = f"attendee_{line.pk}_0", f"attendee_{line.pk}_1"

    answer = ada.post(
        step_url(),
        {f"me_{line.pk}": "on", f"{first}_q_food": "Nuts", f"{second}_name": "Elif", f"{second}_q_food": "No"},
    )

    assert (answer.status_code, answer.url) == (302, reverse("shop:review"))
    line.refresh_from_db()
    assert line.choices == {
        "attendees": [
            {"me": True, "answers": {"food": "Nuts"}},
            {"name": "Elif", "email": "", "answers": {"food": "No"}},
        ],
        "answers": {},
        "cancellation": [[30, 90]],
    }


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(ada):
    event = make_event(questions=[question("food", required=True)])
    line = begin(ada, (offer_of(event), 2))
    second = f"attendee_{line.pk}_1"

    answer = ada.post(step_url(), {f"me_{line.pk}": "on", f"{second}_email": "elif", f"{second}_q_food": "No nuts"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Attendee 2: please write a name" in page
    assert "Attendee 2: write the address like name@example.org" in page
    assert "Attendee 1: please answer “Is there anything you cannot eat”" in page
    assert 'value="No nuts"' in page and 'value="elif"' in page
    assert 'aria-invalid="true"' in page


def test_a_question_is_asked_for_its_ticket_types_only(ada):
    event = make_event(
        tickets=[ticket("week"), ticket("day", 9000)],
        questions=[question("bed", "Which bed", required=True, only_for="week")],
    )
    line = begin(ada, (offer_of(event, "day"), 1))

    assert "Which bed" not in ada.get(step_url()).content.decode()
    assert ada.post(step_url(), {f"me_{line.pk}": "on"}).status_code == 302


@pytest.mark.parametrize(
    ("fields", "typed", "kept"),
    [
        ({"kind": "choice", "choices": "Upper\nLower"}, "1", 1),
        ({"kind": "yes_no"}, "false", False),
        ({"kind": "date"}, "1990-02-28", "1990-02-28"),
        ({"kind": "consent"}, "on", True),
        ({"kind": "text"}, "Nuts", "Nuts"),
    ],
)
def test_every_kind_of_answer_is_kept_as_it_is_meant_and_shown_again(ada, fields, typed, kept):
    event = make_event(questions=[question("q", "What", required=True, **fields)])
    line = begin(ada, (offer_of(event), 1))
    name = f"attendee_{line.pk}_0_q_q"

    assert ada.post(step_url(), {f"me_{line.pk}": "on", name: "nonsense" * 100}).status_code in (302, 422)
    ada.post(step_url(), {f"me_{line.pk}": "on", name: typed})

    line.refresh_from_db()
    assert line.choices["attendees"][0]["answers"] == {"q": kept}
    field = ada.get(step_url()).context["form"][name]
    assert str(field.value()) == (typed if fields["kind"] != "consent" else "True")


def test_a_question_of_the_buyer_is_asked_once_for_an_event(ada):
    event = make_event(
        tickets=[ticket("week"), ticket("day", 9000)], questions=[question("how", "How do you travel", scope="order")]
    )
    line = begin(ada, (offer_of(event), 2), (offer_of(event, "day"), 1))
    assert ada.get(step_url()).content.decode().count("How do you travel") == 1

    other = CartLine.objects.get(offer__code="day")
    names = {f"attendee_{line.pk}_1_name": "Elif", f"attendee_{other.pk}_0_name": "Sam"}
    ada.post(step_url(), {f"me_{line.pk}": "on", f"question_{line.pk}_how": "By train", **names})

    line.refresh_from_db()
    assert line.choices["answers"] == {"how": "By train"}


def test_whoever_goes_back_finds_what_was_written(ada):
    event = make_event(questions=[question("food", required=True)])
    line = begin(ada, (offer_of(event), 2))
    second = f"attendee_{line.pk}_1"

    back = ada.post(step_url(), {f"{second}_name": "Elif", f"{second}_email": "elif", "back": "1"})
    form = ada.get(step_url()).context["form"]

    assert (back.status_code, back.url) == (302, reverse("shop:checkout"))
    assert (form[f"{second}_name"].value(), form[f"{second}_email"].value()) == ("Elif", "elif")
    assert not form[f"me_{line.pk}"].value()


def test_another_quantity_is_asked_about_again_and_names_stay(ada):
    line = begin(ada, (offer_of(make_event()), 1))
    ada.post(step_url(), {f"attendee_{line.pk}_0_name": "Elif"})
    ada.post(reverse("shop:change", args=[line.pk]), {"quantity": 2})

    assert ada.get(reverse("shop:review")).url == step_url()
    assert ada.get(step_url()).context["form"][f"attendee_{line.pk}_0_name"].value() == "Elif"


def test_who_comes_stands_on_the_booking(ada):
    event = make_event()
    line = begin(ada, (offer_of(event), 2))
    ada.post(step_url(), {f"me_{line.pk}": "on", f"attendee_{line.pk}_1_name": "Elif"})
    ada.post(reverse("shop:review"), {"total": 138000, "currency": "EUR"})
    order = Order.objects.get()
    mark_paid(order, at=NOON)
    grant_line(line_id=order.lines.get().pk)

    assert Booking.objects.get().line == order.lines.get()
    assert list(Attendee.objects.values_list("name", "email")) == [("Ada Lindqvist", "ada@example.org"), ("Elif", "")]


# Programs ---------------------------------------------------------------------------


def buy(client, *items, **more):
    body = {"email": "ada@example.org", "name": "Ada", "country": "DE", "accepted": ["terms"], "items": list(items)}
    return client.post("/api/checkout/create-session", body | more, content_type="application/json")


def test_a_program_is_told_what_is_missing_by_codes_that_stay(ada):
    event = make_event(questions=[question("food", required=True)])

    answer = buy(ada, {"offer": offer_of(event).key, "quantity": 2})

    told = answer.json()
    assert (answer.status_code, told["code"]) == (422, "invalid-input")
    assert {(error["field"], error["code"]) for error in told["errors"]} == {
        (f"answers.attendee_0_{place}_{name}", "required") for place in (0, 1) for name in ("name", "q_food")
    }
    assert not Order.objects.exists()


def test_items_bring_their_attendees(ada):
    event = make_event(
        questions=[question("food", required=True), question("bed", "Upper bed", kind="yes_no", required=True)]
    )
    said = {"food": "Nuts", "bed": False}
    people = [{"me": True, "answers": said}, {"name": "Elif", "email": "elif@example.org", "answers": said}]

    answer = buy(
        ada,
        {"offer": make_postcard().key},
        {"offer": offer_of(event).key, "quantity": 2, "attendees": people},
    )

    assert answer.status_code == 200, answer.json()
    assert Order.objects.get().lines.get(kind="event").choices["attendees"] == [
        {"me": True, "answers": said},
        {"name": "Elif", "email": "elif@example.org", "answers": said},
    ]


def test_more_people_than_places_are_refused(ada):
    people = [{"me": True}, {"name": "Elif"}]

    answer = buy(ada, {"offer": offer_of(make_event()).key, "attendees": people})

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "items.0.attendees")
