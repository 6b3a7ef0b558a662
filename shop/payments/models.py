"""Money that moved or is about to: attempts, ledger, refunds, and what suppliers told us."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from money import Money


class Payment(models.Model):
    """One attempt to pay an order: one session at the supplier."""

    class State(models.TextChoices):
        CREATING = "creating", _("Being made")
        OPEN = "open", _("Open")
        PROCESSING = "processing", _("On its way")
        PAID = "paid", _("Paid")
        FAILED = "failed", _("Refused")
        EXPIRED = "expired", _("Run out")
        MISMATCH = "mismatch", _("Does not fit")  # a person looks at it
        RETURNED = "returned", _("Not kept")  # it came too late or twice, and goes back

    order = models.ForeignKey("shop.Order", on_delete=models.PROTECT, related_name="payments")
    attempt = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.CREATING)
    key = models.CharField(max_length=80, unique=True, help_text="The supplier's idempotency key.")
    request_hash = models.CharField(max_length=64)
    amount = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    session_id = models.CharField(max_length=200, unique=True, null=True, blank=True)
    reference = models.CharField(max_length=200, blank=True, help_text="The supplier's id of the money itself.")
    page_url = models.URLField(max_length=2000, blank=True)
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "attempt"], name="one_payment_per_attempt"),
            models.UniqueConstraint(fields=["order"], condition=Q(state="paid"), name="one_paid_payment_per_order"),
            models.UniqueConstraint(
                fields=["order"], condition=Q(state__in=["creating", "open"]), name="one_open_payment_per_order"
            ),
        ]
        indexes = [
            models.Index(fields=["reference"], name="payment_by_its_money"),
            models.Index(
                fields=["created_at"],
                condition=Q(state__in=["creating", "open", "processing"]),
                name="payment_under_way",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def total(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def trouble(self) -> str:
        """Why a person looks at it, in a sentence."""
        if self.state == self.State.MISMATCH:
            return _("The supplier has another sum, currency or mode than was asked for.")
        failed = [refund for refund in self.refunds.all() if refund.state == Refund.State.FAILED]
        return " ".join(_("A refund failed: %(reason)s") % {"reason": refund.last_error or "–"} for refund in failed)


class LedgerEntry(models.Model):
    """A movement of money. Rows are added, never edited; minor units, refunds negative."""

    class Kind(models.TextChoices):
        CHARGE = "charge"
        REFUND = "refund"

    order = models.ForeignKey("shop.Order", on_delete=models.PROTECT, related_name="ledger")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    amount = models.IntegerField()
    currency = models.CharField(max_length=3)
    reference = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "reference"], name="one_entry_per_movement"),
            models.CheckConstraint(
                condition=Q(kind="charge", amount__gte=0) | Q(kind="refund", amount__lte=0), name="refunds_are_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount} {self.currency}"


class Refund(models.Model):
    """Money on its way back; its row and key exist before the supplier is asked."""

    class State(models.TextChoices):
        READY = "ready", _("To be asked for")
        PENDING = "pending", _("On its way")
        DONE = "done", _("Paid back")
        FAILED = "failed", _("Failed")

    class Reason(models.TextChoices):
        ASKED = "asked", _("Asked for by staff")
        GONE = "gone", _("Came when the goods were gone")
        PAID_TWICE = "paid_twice", _("Was paid twice")
        ELSEWHERE = "elsewhere", _("Made at the supplier")

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    key = models.CharField(max_length=120, unique=True)
    amount = models.PositiveIntegerField()
    lines = models.ManyToManyField("shop.OrderLine", related_name="+", blank=True, help_text="What is taken back.")
    reason = models.CharField(max_length=40, choices=Reason.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READY)
    reference = models.CharField(max_length=200, blank=True)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class SupplierEvent(models.Model):
    """What a supplier told us, word for word, stored before it is acted on."""

    supplier = models.CharField(max_length=20)
    event_id = models.CharField(max_length=200)
    kind = models.CharField(max_length=80)
    payload = models.TextField()
    received_at = models.DateTimeField()
    processed_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["supplier", "event_id"], name="one_row_per_event")]

    def __str__(self) -> str:
        return f"{self.supplier} {self.event_id}"
