"""Who wants to be told by WhatsApp with the proof of it, what they answer, and which approved template says what."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

CONTENT_SID = r"^HX[0-9a-fA-F]{32}$"  # as Twilio's OpenAPI document has it


class OptIn(models.Model):
    """One yes: somebody with this mail address wants messages at this number. It is kept when it has ended."""

    class End(models.TextChoices):
        SELF = "self"  # in the account
        STOP = "stop"  # answered to a message
        SUPPLIER = "supplier"  # who carries messages says that nobody wants or takes them there

    number = models.CharField(max_length=16)  # E.164
    address = models.EmailField(max_length=254)  # in small letters
    language = models.CharField(max_length=10)
    wording = models.TextField()
    page = models.CharField(max_length=200)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=10, choices=End.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number", "address"],
                condition=models.Q(ended_at=None),
                name="one_yes_per_number_and_address",
            ),
        ]
        indexes = [models.Index(fields=["address"], name="opt_in_of_address")]

    def __str__(self) -> str:
        return f"WhatsApp, {self.given_at:%Y-%m-%d}"  # a number has no place in lists and logs


class Reply(models.Model):
    """What somebody answered, once per event: only whether it was to stop. A job acts on it."""

    supplier = models.CharField(max_length=20)
    event_id = models.CharField(max_length=200)
    number = models.CharField(max_length=16)
    stops = models.BooleanField()
    received_at = models.DateTimeField()
    acted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["supplier", "event_id"], name="reply_once_per_event")]

    def __str__(self) -> str:
        return f"{self.supplier} {self.event_id}"


class ApprovedTemplate(models.Model):
    """The content template that WhatsApp has approved for a kind of message in one language."""

    kind = models.CharField(_("message"), max_length=80)
    language = models.CharField(_("language"), max_length=10)
    content_sid = models.CharField(
        _("ContentSid"),
        max_length=34,
        help_text=_("From Twilio's page of content templates, once WhatsApp has approved it."),
        validators=[RegexValidator(CONTENT_SID, _("A ContentSid is HX and 32 digits or letters from a to f."))],
    )

    class Meta:
        verbose_name = _("WhatsApp template")
        verbose_name_plural = _("WhatsApp templates")
        ordering = ["kind", "language"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "language"], name="one_template_per_message_and_language")
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.language})"
