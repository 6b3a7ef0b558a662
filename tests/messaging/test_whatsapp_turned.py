"""WhatsApp as a member switches it on and off among their details."""

import pytest
from django.utils import timezone

from messaging.models import OptIn
from messaging.whatsapp.operations import turn, wants
from tests.factories.accounts import make_user
from tests.factories.twilio import NUMBER

pytestmark = pytest.mark.django_db
ANOTHER = "+4930123456"


@pytest.fixture
def ada():
    ada = make_user("ada@example.org")
    ada.phone = NUMBER
    ada.save()
    return ada


def test_it_is_wanted_from_the_yes_until_the_no(ada):
    said = [wants(ada)]
    for on in (True, False):
        turn(user=ada, on=on, at=timezone.now())
        said.append(wants(ada))

    assert said == [False, True, False]
    assert OptIn.objects.get().ended_by == OptIn.End.SELF


def test_another_number_is_another_yes_and_ends_the_one_before(ada):
    turn(user=ada, on=True, at=timezone.now())
    ada.phone = ANOTHER
    assert not wants(ada)

    turn(user=ada, on=True, at=timezone.now())

    assert list(OptIn.objects.filter(ended_at=None).values_list("number", flat=True)) == [ANOTHER]


def test_without_a_number_a_yes_says_nothing(ada):
    ada.phone = ""

    turn(user=ada, on=True, at=timezone.now())

    assert (wants(ada), OptIn.objects.count()) == (False, 0)
