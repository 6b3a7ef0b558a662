"""What needs a person: one list, each row a click from its mending."""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from messaging.models import Message
from outbox.models import Job
from shop.desk.attention import Concern, _sources, needs_a_person, register_concerns
from shop.fulfilment.models import Fulfilment
from shop.payments.models import Dispute, Payment, Refund
from shop.payments.refunds import carry_out, refund
from tests.factories.accounts import make_user
from tests.factories.messaging import make_message
from tests.factories.shop import eur, make_postcard
from tests.factories.staff import click_of, confirm, paid_at_the_page, paid_wrongly, said_to

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
PAGE = "/admin/orders/needs-a-person/"


def kill(job: Job, error: str = "Refused") -> Job:
    job.state, job.last_error, job.finished_at = "dead", error, timezone.now()
    job.save()
    return job


def dead_letter(number: int = 1) -> Job:
    make_message(f"greeting:{number}", subject="Hello there")
    return kill(Job.objects.get(key=f"message:greeting:{number}"), "550 No such box")


def failed_refund(payment: Payment, error: str = "card closed") -> Refund:
    values = {"key": f"refund:{payment.pk}:{error}", "amount": 1, "state": "failed", "last_error": error}
    values["explained_at"] = timezone.now()
    return Refund.objects.create(payment=payment, created_at=timezone.now(), **values)


def failed_handover() -> Fulfilment:
    order = paid_at_the_page(make_postcard())
    Fulfilment.objects.filter(line__order=order).update(state="failed", last_error="KeyError: walkers")
    return Fulfilment.objects.get(line__order=order)


def keys() -> list[str]:
    return [concern.key.split(":")[0] for concern in needs_a_person().concerns]


def test_everything_that_needs_a_person_stands_in_one_list_with_its_mending(manager):
    wrong, handover, letter = paid_wrongly(), failed_handover(), dead_letter()
    refused = paid_at_the_page(make_postcard())
    failed_refund(refused.payments.get())
    fine = paid_at_the_page(make_postcard())

    page = said_to(manager, PAGE)

    for words in (
        wrong.order.number,
        "another sum, currency or mode",
        "KeyError: walkers",
        f"/admin/orders/{handover.line.order.number}/lines/{handover.line_id}/hand-over/",
        "card closed",
        f"/admin/orders/{refused.number}/refund/",
        "Hello there",
        "550 No such box",
        f"/admin/orders/jobs/{letter.pk}/again/",
    ):
        assert words in page, words
    assert fine.number not in page


def test_a_failure_stands_there_once_and_not_with_its_dead_job_again(manager):
    handover = failed_handover()
    kill(Job.objects.get(key=f"grant:{handover.line_id}"))

    assert keys() == ["handover"]


def test_the_list_takes_the_same_number_of_queries_for_many(manager, django_assert_max_num_queries):
    def one_of_each(number):
        paid_wrongly()
        failed_handover()
        dead_letter(number)
        failed_refund(paid_at_the_page(make_postcard()).payments.get(), f"{number}")

    one_of_each(1)
    said_to(manager, PAGE)
    with django_assert_max_num_queries(40) as one:
        said_to(manager, PAGE)
    alone = len(one)
    for number in range(2, 5):
        one_of_each(number)

    with django_assert_max_num_queries(alone):
        said_to(manager, PAGE)


def test_what_is_settled_leaves_the_list_and_comes_back_when_something_new_happens(support):
    payment = paid_at_the_page(make_postcard()).payments.get()
    failed_refund(payment)
    (concern,) = needs_a_person().concerns
    address = concern.mends[-1].url

    click = click_of(support.get(address))
    for _ in range(2):
        sent = {"click": click, "text": "Paid back by bank transfer.", "what": concern.key}
        assert support.post(address, sent).status_code == 302

    assert (keys(), payment.order.notes.get().text) == ([], "Paid back by bank transfer.")
    failed_refund(payment, "bank closed")
    assert keys() == ["payment"]


def test_a_refund_that_a_dispute_stopped_is_offered_again_once_the_dispute_is_won(manager):
    payment = paid_at_the_page(make_postcard()).payments.get()
    now = timezone.now()
    refund(order_id=payment.order_id, amount=eur(300), lines=[], cause="asked", at=now)
    dispute = Dispute.objects.create(
        payment=payment, reference="dp_1", state="open", amount=300, currency="EUR", opened_at=now
    )
    carry_out(refund_id=Refund.objects.get().pk, at=now)
    (concern,) = needs_a_person().concerns
    assert "A refund was stopped, because the buyer’s bank disputes the payment." in concern.words
    confirm(manager, concern.mends[-1].url, text="Wait for the bank.", what=concern.key)
    assert keys() == []

    Dispute.objects.filter(pk=dispute.pk).update(state="won", closed_at=now)

    (concern,) = needs_a_person().concerns
    assert concern.words == ("A refund of €3.00 was stopped by a dispute, which is over: is it to be paid back now?")
    assert concern.mends[0].url == f"/admin/orders/{payment.order.number}/refund/"
    assert manager.get(concern.mends[0].url).status_code == 200


def test_what_is_not_on_the_list_cannot_be_settled(support):
    order = paid_at_the_page(make_postcard())

    answer = confirm(support, f"/admin/orders/{order.number}/settle/", text="Done.", what="payment:1:0")

    page = answer.content.decode()
    assert (answer.status_code, "not on the list any more" in page, "Done." in page) == (409, True, True)
    assert not order.notes.exists()


def test_dead_work_gets_its_attempts_again(support):
    job = dead_letter()

    for _ in range(2):
        confirm(support, f"/admin/orders/jobs/{job.pk}/again/")

    job.refresh_from_db()
    assert (job.state, job.attempts, keys()) == ("ready", 0, [])


def test_dead_work_that_nobody_needs_is_let_go(support):
    job = dead_letter()

    confirm(support, f"/admin/orders/jobs/{job.pk}/let-go/")

    job.refresh_from_db()
    assert (job.state, keys(), Message.objects.count()) == ("cancelled", [], 1)


def test_other_parts_join_the_list_by_themselves(support):
    def disputes(most):
        return [Concern("dispute:1", "A bank wants its money back by Friday.")]

    register_concerns(disputes)
    try:
        assert "by Friday" in said_to(support, PAGE)
    finally:
        _sources.remove(disputes)


def test_the_first_page_says_how_much_waits(support, client):
    assert "Nothing needs a person." in said_to(support, "/admin/")
    dead_letter()

    assert "1 thing needs a person" in said_to(support, "/admin/")


def test_who_may_not_see_orders_is_not_told(client):
    editor = make_user("cleo@example.org", is_staff=True)
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")

    assert "needs a person" not in said_to(client, "/admin/")
    assert client.get(PAGE).status_code == 302
