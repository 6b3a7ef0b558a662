"""Who comes: a booking for each line of tickets that was paid, and in it a ticket for each place."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.catalogue.models import EventDate

READABLE = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # nothing that is read wrongly from paper
CODE_LENGTH = 12  # 32 signs each: a guess among 10,000 tickets succeeds once in 10^14


def new_code() -> str:
    """A code that nobody guesses, in signs that nobody mistakes."""
    return "".join(secrets.choice(READABLE) for _sign in range(CODE_LENGTH))


class State(models.TextChoices):
    BOOKED = "booked", _("Booked")
    CANCELLED = "cancelled", _("Cancelled")


class BookingQuerySet(models.QuerySet):
    def booked(self) -> BookingQuerySet:
        """Bookings that stand."""
        return self.filter(state=State.BOOKED)


class Booking(models.Model):
    """Places of one ticket type on one date that were paid in one order, on the terms that held then."""

    line = models.OneToOneField("shop.OrderLine", on_delete=models.PROTECT, related_name="+")
    date = models.ForeignKey(EventDate, on_delete=models.PROTECT, related_name="bookings")
    ticket = models.SlugField(max_length=40, help_text="Code of the ticket type.")
    answers = models.JSONField(default=dict, help_text="What was asked once of the buyer, by the question's code.")
    cancellation = models.JSONField(
        default=list, help_text="The event's steps as they were: days before the start, percent given back."
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.BOOKED)
    booked_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.BOOKED) ^ Q(cancelled_at__isnull=False), name="a_cancelled_booking_says_when"
            ),
        ]
        indexes = [models.Index(fields=["date", "state"], name="booking_of_date")]

    def __str__(self) -> str:
        return f"booking {self.pk} of {self.date_id}"

    @property
    def is_unpaid(self) -> bool:
        """Whether its money never came, or the bank took it back."""
        order = self.line.order
        return order.paid_at is None or order.state == order.State.CHARGED_BACK

    def holder(self, attendee: Attendee) -> str:
        """For whom one of its tickets is; before that one has a name, whose guest."""
        return attendee.name or gettext("Guest of %(name)s") % {"name": self.line.order.name}


class AttendeeQuerySet(models.QuerySet):
    def booked(self) -> AttendeeQuerySet:
        """Whoever has a ticket that stands."""
        return self.filter(state=State.BOOKED, booking__state=State.BOOKED)

    def on(self, date: EventDate) -> AttendeeQuerySet:
        """Everybody who has or had a ticket for a date, in the order of their bookings."""
        return self.filter(booking__date=date).order_by("booking", "position")


class Attendee(models.Model):
    """Someone who comes, and the ticket that lets them in."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="attendees")
    position = models.PositiveIntegerField(help_text="Among those of the booking, counted from 0.")
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    answers = models.JSONField(
        default=dict,
        help_text="By the question's code: words, the number of a choice, true or false, an ISO date.",
    )
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code)
    state = models.CharField(max_length=10, choices=State.choices, default=State.BOOKED)
    renamed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    admitted_at = models.DateTimeField(null=True, blank=True, help_text="When the door let them in.")

    objects = AttendeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendee")
        verbose_name_plural = _("attendees")
        constraints = [
            models.UniqueConstraint(fields=["booking", "position"], name="one_attendee_per_place"),
            models.CheckConstraint(
                condition=Q(state=State.BOOKED) ^ Q(cancelled_at__isnull=False), name="a_cancelled_ticket_says_when"
            ),
        ]
        ordering = ["booking_id", "position"]

    def __str__(self) -> str:
        return self.name or self.code

    @property
    def readable_code(self) -> str:
        """The code in groups of four, to be read aloud."""
        return " ".join(self.code[at : at + 4] for at in range(0, len(self.code), 4))
