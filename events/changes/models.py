"""That a date is moved or cancelled, and what became of each booking by it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.catalogue.models import EventDate
from home.converters import new_secret
from money import Money


class DateChange(models.Model):
    """A date that staff move or cancel. Its sale closes with this row; the rest follows by jobs. Times are UTC."""

    class Kind(models.TextChoices):
        MOVED = "moved", _("Moved")
        CANCELLED = "cancelled", _("Cancelled")

    date = models.ForeignKey(EventDate, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    was_from = models.DateTimeField()
    was_until = models.DateTimeField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    admission_at = models.DateTimeField(null=True, blank=True)
    give_back_until = models.DateTimeField(null=True, blank=True, help_text="Of a moved one; none: it is kept.")
    words = models.JSONField(default=dict, help_text="What staff say about it, by language.")
    was_on_sale = models.BooleanField(default=False, help_text="Whether its sale went on when it was closed for this.")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    click = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True, help_text="When page, record and calendars showed it.")
    trouble = models.TextField(blank=True, help_text="Why it could not be shown, for staff to read.")

    class Meta:
        permissions = [("announce_change", _("Can move and cancel dates, and have money paid back by it"))]
        constraints = [
            models.UniqueConstraint(
                fields=["date"], condition=Q(applied_at=None), name="one_change_under_way_per_date"
            ),
            models.CheckConstraint(
                condition=Q(kind="moved") | Q(give_back_until=None), name="only_what_was_moved_may_be_given_back"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date_id} {self.kind}"

    @property
    def cancels(self) -> bool:
        return self.kind == self.Kind.CANCELLED

    def said_in(self, language: str) -> str:
        """What staff say about it, in that language, else in the one in which they said it."""
        return self.words.get(language) or next((words for words in self.words.values() if words), "")


class Notice(models.Model):
    """One booking, or one who waits for a place, and what a change means for it: told once, paid back once."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        OVERTAKEN = "overtaken", _("Not needed")  # the date changed again, or the booking ended before

    class Return(models.TextChoices):
        """What becomes of the money."""

        NONE = "", pgettext_lazy("money after a change", "Kept")
        SUPPLIER = "supplier", _("Goes back")
        HAND = "hand", _("To be paid back by hand")
        NOTHING = "nothing", _("Nothing was paid")
        FAILED = "failed", _("Could not go back")

    change = models.ForeignKey(DateChange, on_delete=models.CASCADE, related_name="notices")
    order = models.ForeignKey("shop.Order", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    waiting = models.CharField(max_length=60, blank=True, help_text="Names one who waits, where it is no booking.")
    secret = models.CharField(max_length=40, unique=True, default=new_secret)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    money = models.CharField(max_length=10, choices=Return.choices, default=Return.NONE, blank=True)
    amount = models.PositiveIntegerField(default=0)
    currency = models.CharField(max_length=3, blank=True)
    error = models.TextField(blank=True)
    tries = models.PositiveIntegerField(default=0, help_text="How often staff had it tried again.")
    told_at = models.DateTimeField(null=True, blank=True)
    given_back_at = models.DateTimeField(null=True, blank=True, help_text="When the buyer gave a moved one back.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "order"], name="one_notice_per_change_and_order"),
            models.UniqueConstraint(
                fields=["change", "waiting"], condition=~Q(waiting=""), name="one_notice_per_change_and_who_waits"
            ),
            models.CheckConstraint(
                condition=Q(order__isnull=False) ^ ~Q(waiting=""), name="a_notice_is_for_a_booking_or_who_waits"
            ),
        ]
        indexes = [models.Index(fields=["change", "state"], name="notice_of_change")]

    def __str__(self) -> str:
        return f"{self.change_id} {self.order_id or self.waiting}"

    @property
    def sum(self) -> Money | None:
        return Money(self.amount, self.currency) if self.currency else None

    def note_money(self, back) -> None:
        """Know what goes back and how (shop.contract.Returned); it is not stored yet."""
        self.money, self.amount, self.currency = self.Return(back.way), back.amount.minor, back.amount.currency
