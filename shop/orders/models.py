"""Orders: what was bought, with every price, tax and word copied at that moment."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from home.converters import new_secret
from money import Money

READABLE = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # nothing that is read wrongly on the telephone


def new_number() -> str:
    return "".join(secrets.choice(READABLE) for _ in range(8))


class Order(models.Model):
    """One purchase. It keeps its language, currency and prices for ever."""

    class State(models.TextChoices):
        AWAITING_PAYMENT = "awaiting_payment", _("Not paid yet")
        PROCESSING = "processing", _("Payment on its way")  # a slow way of paying has begun
        PAID = "paid", _("Paid")
        PARTLY_REFUNDED = "partly_refunded", _("Partly paid back")
        REFUNDED = "refunded", _("Paid back")
        DISPUTED = "disputed", _("Disputed")  # the buyer's bank has taken the money, and nothing is decided
        CHARGED_BACK = "charged_back", _("Taken back by the bank")
        CANCELLED = "cancelled", _("Cancelled")
        EXPIRED = "expired", _("Run out")
        REVIEW = "review", _("Being looked at")  # money does not fit; a person looks

    class Origin(models.TextChoices):
        SHOP = "shop", _("Bought in the shop")
        GIFT = "gift", _("Complimentary")  # given by staff, nothing was paid
        ELSEWHERE = "elsewhere", _("Paid elsewhere")  # by bank transfer or in cash; staff wrote it down

    class VatCheck(models.TextChoices):
        FORMAT = "format", _("Well formed")  # nobody was asked
        CONFIRMED = "confirmed", _("Confirmed by the register")
        NO_ANSWER = "no_answer", _("Well formed; the register did not answer")

    number = models.CharField(max_length=12, unique=True, default=new_number)
    secret = models.CharField(max_length=40, unique=True, default=new_secret)
    state = models.CharField(max_length=20, choices=State.choices, default=State.AWAITING_PAYMENT)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.SHOP)
    cart = models.ForeignKey("shop.Cart", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    email = models.EmailField()
    name = models.CharField(max_length=150)
    # E.164; told there as well, while the yes for it stands.
    whatsapp = models.CharField(max_length=16, blank=True)
    country = models.CharField(max_length=2)
    company = models.CharField(max_length=150, blank=True, help_text="A business that buys.")
    vat_id = models.CharField(max_length=20, blank=True)
    vat_check = models.CharField(max_length=10, choices=VatCheck.choices, blank=True)
    reverse_charge = models.BooleanField(default=False)  # the business owes the tax, and it is not in the price
    language = models.CharField(max_length=10)
    currency = models.CharField(max_length=3)
    total_amount = models.PositiveIntegerField()
    tax_amount = models.PositiveIntegerField()
    is_test = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        permissions = [
            ("tell_order", "Can send letters of an order again"),
            ("mend_order", "Can cancel an unpaid order and have a failed handover tried again"),
            ("refund_order", "Can pay orders back"),
            ("give_order", "Can make complimentary orders and write down orders paid elsewhere"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(tax_amount__lte=F("total_amount")), name="tax_is_part_of_the_total"),
        ]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="order_newest"),
            models.Index(fields=["user", "-created_at", "-id"], name="order_of_member"),
            models.Index(
                fields=["created_at"],
                condition=Q(state__in=["awaiting_payment", "processing"]),
                name="order_unpaid",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def total(self) -> Money:
        return Money(self.total_amount, self.currency)

    @property
    def tax(self) -> Money:
        return Money(self.tax_amount, self.currency)


class OrderLine(models.Model):
    """One thing of an order; amounts in minor units, tax included."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    offer = models.ForeignKey("shop.Offer", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    record_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    record_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("record_type", "record_id")
    title = models.CharField(max_length=255)
    detail = models.CharField(max_length=255, blank=True)
    quantity = models.PositiveIntegerField()
    unit_amount = models.PositiveIntegerField()
    total_amount = models.PositiveIntegerField()
    tax_class = models.CharField(max_length=20)
    tax_percent = models.DecimalField(max_digits=5, decimal_places=2)
    tax_amount = models.PositiveIntegerField()
    choices = models.JSONField(default=dict)
    # A bare number, since the cart's line goes when the order is paid; places may be held under it.
    belongs_to = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="on_top")
    from_line = models.PositiveBigIntegerField(null=True, blank=True, help_text="The cart line it was copied from.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(total_amount=F("unit_amount") * F("quantity")), name="a_line_adds_up"),
            models.UniqueConstraint(
                fields=["order", "offer"], condition=Q(belongs_to=None), name="one_order_line_per_offer"
            ),
            models.UniqueConstraint(
                fields=["order", "offer", "belongs_to"],
                condition=Q(belongs_to__isnull=False),
                name="one_order_line_per_offer_on_top",
            ),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.title}"

    @property
    def unit_price(self) -> Money:
        return Money(self.unit_amount, self.order.currency)

    @property
    def total(self) -> Money:
        return Money(self.total_amount, self.order.currency)


class Consent(models.Model):
    """What the buyer agreed to, in which words, and when."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="consents")
    code = models.CharField(max_length=40)
    wording = models.TextField()
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "code"], name="one_consent_per_kind")]

    def __str__(self) -> str:
        return f"{self.code} ({self.order_id})"
