"""What messaging does by itself."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from messaging.models import DeliveryReport, Message, OptIn, Reply, Subscription
from outbox import contract as outbox

KEPT = timedelta(days=365)
# Letters of accounts hold links that open the account; once those have ended nobody needs the letter.
ACCOUNT_KEPT = timedelta(days=7)
# Whoever did not answer said no.
UNANSWERED_KEPT = timedelta(days=30)
# Until then somebody may ask us to show the yes under which we wrote to them.
ENDED_KEPT = timedelta(days=3 * 365)
REPORTS_KEPT = timedelta(days=90)
AT_ONCE = 500


@outbox.handler("messaging.forget", lease=timedelta(minutes=10))
def forget() -> None:
    """Forget letters after a year, those of accounts after a week, what became of them and what was answered, and
    whoever said no or left."""
    now = timezone.now()
    old = Q(created_at__lt=now - KEPT) | Q(kind__startswith="account.", created_at__lt=now - ACCOUNT_KEPT)
    under_way = [Message.State.QUEUED, Message.State.RESERVE]
    letters = Message.objects.filter(old).exclude(state__in=under_way).order_by("id")
    while ids := list(letters.values_list("id", flat=True)[:AT_ONCE]):
        Message.objects.filter(id__in=ids).delete()
    unanswered = Q(state=Subscription.State.ASKED, asked_at__lt=now - UNANSWERED_KEPT)
    left = Q(state=Subscription.State.ENDED, ended_at__lt=now - ENDED_KEPT)
    Subscription.objects.filter(unanswered | left).delete()
    OptIn.objects.filter(ended_at__lt=now - ENDED_KEPT).delete()
    Reply.objects.filter(received_at__lt=now - REPORTS_KEPT).exclude(acted_at=None).delete()
    DeliveryReport.objects.filter(received_at__lt=now - REPORTS_KEPT).exclude(acted_at=None).delete()
