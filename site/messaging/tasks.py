"""What messaging does by itself."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from messaging.models import Message
from outbox import contract as outbox

KEPT = timedelta(days=365)
# Letters of accounts hold links that open the account; once those have ended nobody needs the letter.
ACCOUNT_KEPT = timedelta(days=7)
AT_ONCE = 500


@outbox.handler("messaging.forget", lease=timedelta(minutes=10))
def forget() -> None:
    """Forget letters after a year, and letters of accounts after a week."""
    now = timezone.now()
    old = Q(created_at__lt=now - KEPT) | Q(kind__startswith="account.", created_at__lt=now - ACCOUNT_KEPT)
    letters = Message.objects.filter(old).exclude(state=Message.State.QUEUED).order_by("id")
    while ids := list(letters.values_list("id", flat=True)[:AT_ONCE]):
        Message.objects.filter(id__in=ids).delete()
