"""Who waits for places of something that is sold out, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home.converters import new_secret


class WaitingQuerySet(models.QuerySet):
    def in_line(self) -> WaitingQuerySet:
        """Whoever waits and was offered nothing yet, the first one first."""
        return self.filter(state=Waiting.State.WAITING).order_by("waits_since", "pk")

    def live(self) -> WaitingQuerySet:
        """Whoever still waits for something: for the proof of an address, for places, or for an answer."""
        return self.filter(state__in=LIVE)

    def waits(self, quota) -> WaitingQuerySet:
        """Whoever waits for something that a quota limits."""
        return self.in_line().filter(offer__quotas=quota)


class Waiting(models.Model):
    """Some people together who wait for one offer, under one address. Rows stay and say what became of them."""

    class State(models.TextChoices):
        ASKED = "asked", _("Address not proven yet")
        WAITING = "waiting", _("Waiting")
        OFFERED = "offered", _("Places offered")
        TAKEN = "taken", _("Places taken")
        DECLINED = "declined", _("Declined")
        LAPSED = "lapsed", _("Not answered in time")
        LEFT = "left", pgettext_lazy("a waiting list", "Left the list")
        REMOVED = "removed", _("Removed by staff")

    offer = models.ForeignKey("shop.Offer", on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField(help_text="People who come together or not at all.")
    # In small letters: one person is one address, whether they are signed in or not.
    address = models.EmailField(max_length=254)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    language = models.CharField(max_length=10)
    secret = models.CharField(max_length=40, unique=True, default=new_secret)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField(help_text="When a letter was last asked for.")
    waits_since = models.DateTimeField(null=True, blank=True)
    offered_at = models.DateTimeField(null=True, blank=True)
    offered_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = WaitingQuerySet.as_manager()

    class Meta:
        verbose_name = _("waiting list entry")
        verbose_name_plural = _("waiting list entries")
        permissions = [("serve_waiting", "Can offer places to people who wait, and take them off the list")]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "address"],
                condition=Q(state__in=["asked", "waiting", "offered"]),
                name="one_wait_per_address_and_offer",
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="somebody_waits"),
            models.CheckConstraint(
                condition=~Q(state="offered") | Q(offered_until__isnull=False), name="an_offer_of_places_ends"
            ),
        ]
        indexes = [
            models.Index(fields=["offer", "waits_since", "id"], condition=Q(state="waiting"), name="waiting_in_line"),
            models.Index(fields=["offered_until"], condition=Q(state="offered"), name="waiting_offer_ends"),
        ]
        ordering = ["waits_since", "id"]

    def __str__(self) -> str:
        return f"{self.address} × {self.quantity}: {self.state}"


LIVE = (Waiting.State.ASKED, Waiting.State.WAITING, Waiting.State.OFFERED)
