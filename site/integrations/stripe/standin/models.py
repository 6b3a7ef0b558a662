"""What Stripe would remember. Rows, since web server, outbox runner and tests must agree."""

from django.db import models


class Record(models.Model):
    """An object as the API gives it, word for word: a session, its lines, an intent, a charge, a refund, an event."""

    key = models.CharField(max_length=100, unique=True, help_text="The object's id.")
    kind = models.CharField(max_length=40, help_text="What the object calls itself in “object”.")
    parent = models.CharField(max_length=100, blank=True, help_text="The id of what it belongs to.")
    created = models.BigIntegerField(help_text="Seconds since 1970, as Stripe counts.")
    body = models.JSONField()
    notes = models.JSONField(default=dict, help_text="What Stripe knows of it and does not show.")

    class Meta:
        indexes = [
            models.Index(fields=["kind", "-id"], name="standin_newest_of_a_kind"),
            models.Index(fields=["parent", "kind"], name="standin_what_belongs_to_it"),
        ]

    def __str__(self) -> str:
        return self.key


class SavedAnswer(models.Model):
    """What was answered to a request with this idempotency key."""

    key = models.CharField(max_length=255, unique=True)
    fingerprint = models.CharField(max_length=64, help_text="Of the address and the parameters.")
    request = models.CharField(max_length=40, help_text="The id of the request that was answered first.")
    status = models.PositiveSmallIntegerField()
    body = models.JSONField()

    def __str__(self) -> str:
        return self.key


class Delivery(models.Model):
    """An event on its way to the shop's webhook, with every attempt."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DELIVERED = "delivered"
        FAILED = "failed"
        WITHHELD = "withheld"

    event = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="deliveries")
    session = models.CharField(max_length=100, db_index=True, blank=True, help_text="Whose page shows it.")
    plan = models.CharField(max_length=12, help_text="How it was to be delivered.")
    number = models.PositiveSmallIntegerField(default=1, help_text="An event may be delivered more than once.")
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    due = models.DateTimeField()
    attempts = models.JSONField(default=list, help_text="Of each attempt its time, and the HTTP status or the error.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "number"], name="standin_deliveries_are_numbered")]

    def __str__(self) -> str:
        return f"{self.event_id} ({self.number})"


class Fault(models.Model):
    """What the next matching requests shall suffer; tests write it down before they make them."""

    class Kind(models.TextChoices):
        LOST_BEFORE = "lost_before", "the line drops before anything was done"
        LOST_AFTER = "lost_after", "all is done, and the answer is lost"
        TIMEOUT = "timeout", "nothing is done and nothing answered until the caller gives up"
        BROKEN = "broken", "500, nothing done, and saved under the request's key"
        BUSY = "busy", "429"
        KEY_REVOKED = "key_revoked", "401"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    method = models.CharField(max_length=6, blank=True, help_text="Upper case; empty means any.")
    path = models.CharField(max_length=100, blank=True, help_text="A part of the address; empty means any.")
    left = models.PositiveSmallIntegerField(default=1, help_text="How many more requests suffer it.")

    def __str__(self) -> str:
        return f"{self.kind} × {self.left}"


class TestClock(models.Model):
    """Where there is a row, it is that time at the stand-in, and time stands still."""

    __test__ = False  # its name looks like a test to pytest

    moment = models.DateTimeField()

    def __str__(self) -> str:
        return self.moment.isoformat()
