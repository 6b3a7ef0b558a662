"""Letters that do not go: too long a key, gone meanwhile, or no second supplier any more."""

import pytest

from messaging.models import Message
from messaging.operations import deliver, deliver_second, pass_on
from outbox.contract import Permanent
from outbox.models import Job
from tests.factories.messaging import make_message

pytestmark = pytest.mark.django_db


def test_a_key_that_is_too_long_is_refused_before_anything_is_written():
    with pytest.raises(ValueError, match="at most"):
        make_message("k" * 500)

    assert (Message.objects.count(), Job.objects.count()) == (0, 0)


def test_a_letter_that_was_deleted_meanwhile_is_neither_sent_nor_passed_on():
    number = make_message().pk
    Message.objects.all().delete()

    for work in (deliver, deliver_second, pass_on):
        work(message_id=number)

    assert not Job.objects.filter(kind="messaging.send_second").exists()


def test_without_a_second_supplier_its_work_ends_and_says_why():
    with pytest.raises(Permanent, match="no second supplier"):
        deliver_second(message_id=make_message().pk)
