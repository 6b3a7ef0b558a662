"""Invoices and credit notes: numbered without gaps, written once, never changed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from money import Money


class InvoiceSeries(models.Model):
    """The last number that was given out under a name. Whoever takes the next one holds this row till it is used."""

    name = models.CharField(max_length=20, unique=True)
    last_number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.last_number}"


class Invoice(models.Model):
    """A paper about a sale, in its final words. Rows are added, never edited; amounts in minor units, tax included."""

    class Kind(models.TextChoices):
        INVOICE = "invoice", _("Invoice")
        CREDIT_NOTE = "credit_note", _("Credit note")

    series = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    order = models.ForeignKey("shop.Order", on_delete=models.PROTECT, related_name="invoices")
    # With an invoice: the refund that failed after its credit note, which this one takes back. A credit note without
    # one ends a whole order whose money moved elsewhere.
    refund = models.ForeignKey("shop.Refund", on_delete=models.PROTECT, null=True, blank=True, related_name="invoices")
    issued_at = models.DateTimeField()
    language = models.CharField(max_length=10)
    currency = models.CharField(max_length=3)
    total_amount = models.PositiveIntegerField()
    tax_amount = models.PositiveIntegerField()
    content = models.JSONField(help_text="All its words and figures, but for those about a person.")
    buyer = models.JSONField(default=dict, help_text="Who bought, as a person; empty once they have left.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="one_invoice_per_number"),
            models.UniqueConstraint(
                fields=["order", "kind"], condition=Q(refund=None), name="one_invoice_and_its_end_per_order"
            ),
            models.UniqueConstraint(fields=["refund", "kind"], name="one_credit_note_per_refund"),
            models.CheckConstraint(
                condition=Q(tax_amount__lte=F("total_amount")), name="an_invoices_tax_is_part_of_it"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise TypeError("An invoice is never changed; issue a credit note.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("An invoice is never deleted: its number would be missing.")

    @property
    def name(self) -> str:
        """Series and number, as people and tax offices quote it."""
        return f"{self.series}-{self.number:05d}"

    @property
    def total(self) -> Money:
        return Money(self.total_amount, self.currency)
