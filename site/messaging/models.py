"""What is stored of a message: rendered once, so that sending it twice sends the same bytes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin

from messaging.newsletter.models import Newsletter, NewsletterWords, Subscription
from messaging.whatsapp.models import CONTENT_SID, ApprovedTemplate, OptIn, Reply

__all__ = [
    "CONTENT_SID",
    "ApprovedTemplate",
    "Attachment",
    "Message",
    "Newsletter",
    "NewsletterWords",
    "OptIn",
    "Reply",
    "Subscription",
]


class Message(models.Model):
    """Something a person is told, in their language, by one channel."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Given up")
        RESERVE = "reserve", _("In reserve")  # a letter that goes where a message beside it does not arrive
        SPARED = "spared", _("Not needed")  # the message arrived

    class Delivery(models.TextChoices):
        """What is known of its arrival; `arrivals.ORDER` says which of them stand against which."""

        UNKNOWN = "", _("Nothing known")
        PASSED_ON = "passed_on", _("On its way")
        DEFERRED = "deferred", _("Delayed")
        DELIVERED = "delivered", _("Delivered")
        READ = "read", _("Read")
        BOUNCED = "bounced", _("Came back")
        COMPLAINED = "complained", _("Reported as spam")

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=80)
    channel = models.CharField(max_length=20, default="mail")
    to = models.CharField(max_length=320)
    sender = models.CharField(max_length=320, blank=True)
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=255, blank=True)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    # By WhatsApp: the letter that says the whole, and the approved template with its values; `text` is for people here.
    beside = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="also")
    template = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)  # where the supplier must be asked before a second try
    supplier_id = models.CharField(max_length=200, blank=True)
    delivery = models.CharField(max_length=10, choices=Delivery.choices, default=Delivery.UNKNOWN, blank=True)
    delivery_at = models.DateTimeField(null=True, blank=True)
    delivery_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="message_newest"),
            models.Index(fields=["supplier_id"], name="message_by_supplier_id", condition=~models.Q(supplier_id="")),
            models.Index(fields=["delivery_at"], name="message_came_back", condition=models.Q(delivery="bounced")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(channel="mail") | models.Q(beside__isnull=False),
                name="what_is_no_letter_stands_beside_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.key})"


class DeliveryReport(models.Model):
    """What a supplier reported of a message, once per event; a job acts on it."""

    supplier = models.CharField(max_length=20)
    event_id = models.CharField(max_length=200)
    supplier_id = models.CharField(max_length=200)  # the supplier's id of the message
    number = models.PositiveBigIntegerField(null=True, blank=True)  # ours, where the supplier gives it back
    kind = models.CharField(max_length=10, choices=Message.Delivery.choices, blank=True)
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    received_at = models.DateTimeField()
    acted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["supplier", "event_id"], name="mail_report_once_per_event")]

    def __str__(self) -> str:
        return f"{self.supplier} {self.event_id}"


class Attachment(models.Model):
    """A file that goes with a message."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.name


class Wording(PreviewableMixin, models.Model):
    """What editors wrote for a kind of letter in one language; what is empty is said in the built-in words."""

    kind = models.CharField(_("letter"), max_length=80)
    language = models.CharField(_("language"), max_length=10)
    subject = models.CharField(_("subject"), max_length=150, blank=True)
    opening = models.TextField(_("opening words"), max_length=2000, blank=True)
    closing = models.TextField(_("closing words"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("wording of a letter")
        verbose_name_plural = _("wordings of letters")
        ordering = ["kind", "language"]
        constraints = [models.UniqueConstraint(fields=["kind", "language"], name="one_wording_per_letter_and_language")]

    def __str__(self) -> str:
        from messaging.wording import kind_of  # it asks this model for words

        kind = kind_of(self.kind)
        language = dict(settings.LANGUAGES).get(self.language, self.language)
        return f"{kind.label if kind else self.kind} ({language})"

    preview_modes = [("", _("As most people see it")), ("text", _("The plain part"))]

    def serve_preview(self, request, mode_name):
        """The letter as it would go now, with example data."""
        from messaging.wording_admin import show  # models know no views until they are asked for one

        return show(self, mode_name)
