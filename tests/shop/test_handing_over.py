"""Goods are handed over once, and a failure is seen."""

from datetime import timedelta

import pytest

from outbox.contract import add
from outbox.models import Job
from shop.contract import end_access, entitled
from shop.fulfilment.models import Entitlement, Fulfilment
from shop.fulfilment.operations import grant_line, resume_handovers, revoke_line
from tests.contracts.goods.models import KeptPlace, Walker
from tests.factories.accounts import make_user
from tests.factories.shop import NOON, make_paid_order, make_postcard, make_walk

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=3650)


def test_granting_twice_equals_granting_once():
    ada = make_user()
    order = make_paid_order(make_walk(), user=ada)
    line = order.lines.get()

    grant_line(line_id=line.pk)
    grant_line(line_id=line.pk)

    assert (Walker.objects.count(), KeptPlace.objects.count()) == (1, 0)
    assert entitled(ada, line.record, at=LATER)
    assert (line.fulfilment.state, line.fulfilment.attempts) == ("granted", 1)


def test_what_a_buyer_waits_for_overtakes_listings_that_are_written_anew():
    for number in range(3):
        add("search.take_over", key=f"listing:{number}")
    make_paid_order(make_walk())

    waiting = Job.objects.filter(state=Job.State.READY, kind__in=["fulfilment.grant", "search.take_over"])
    kinds = waiting.order_by("priority", "due", "pk").values_list("kind", flat=True)
    assert list(kinds) == ["fulfilment.grant", *["search.take_over"] * 3]


def test_revoking_without_a_grant_is_harmless_and_a_late_grant_gives_nothing():
    line = make_paid_order(make_walk()).lines.get()

    revoke_line(line_id=line.pk)
    revoke_line(line_id=line.pk)
    grant_line(line_id=line.pk)

    assert (Walker.objects.count(), Fulfilment.objects.get().state) == (0, "revoked")


def test_revoking_ends_access_and_keeps_the_row():
    ada = make_user()
    line = make_paid_order(make_postcard(), user=ada).lines.get()
    grant_line(line_id=line.pk)

    revoke_line(line_id=line.pk)

    assert not entitled(ada, line.record, at=LATER)
    assert line.entitlements.count() == 1


def test_a_failure_stays_on_the_row_without_anybodys_address_and_can_be_mended():
    order = make_paid_order(make_walk())
    line = order.lines.get()
    order.lines.update(choices={"nobody": "ada@example.org"})

    with pytest.raises(KeyError):
        grant_line(line_id=line.pk)
    failed = Fulfilment.objects.get()
    assert (failed.state, failed.attempts, failed.last_error) == ("failed", 1, "KeyError: 'walkers'")
    assert Walker.objects.count() == 0

    order.lines.update(choices={"walkers": ["Ada"]})
    grant_line(line_id=line.pk)

    mended = Fulfilment.objects.get()
    assert (mended.state, mended.attempts, mended.last_error) == ("granted", 2, "")


def test_what_waits_too_long_gets_its_work_again():
    line = make_paid_order(make_walk()).lines.get()
    assert resume_handovers(at=NOON + timedelta(minutes=14)) == 0

    Job.objects.filter(key=f"grant:{line.pk}").update(state=Job.State.DEAD)
    assert resume_handovers(at=NOON + timedelta(minutes=16)) == 1
    assert Job.objects.get(key=f"grant:{line.pk}").state == Job.State.READY

    Job.objects.all().delete()
    assert resume_handovers(at=NOON + timedelta(minutes=16)) == 1
    assert Job.objects.filter(key=f"grant:{line.pk}").exists()


def test_what_ends_twice_ended_the_first_time():
    line = make_paid_order(make_postcard(), user=make_user()).lines.get()
    grant_line(line_id=line.pk)

    end_access(line, at=NOON)
    end_access(line, at=LATER)

    assert Entitlement.objects.get().revoked_at == NOON
