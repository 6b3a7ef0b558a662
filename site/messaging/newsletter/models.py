"""Who wants the newsletter with the proof of it, and what is written to them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField


class Subscription(models.Model):
    """One address that asked for the newsletter: what it was shown, when it said yes, and when it left."""

    class State(models.TextChoices):
        ASKED = "asked"
        CONFIRMED = "confirmed"
        ENDED = "ended"

    address = models.EmailField(max_length=254, unique=True)  # in small letters
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    wording = models.TextField()
    proof = models.CharField(max_length=64)  # the hash of what only the letter knows
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "language", "id"], name="subscription_readers")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="confirmed") | models.Q(confirmed_at__isnull=False),
                name="who_gets_news_has_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address} ({self.state})"


class Newsletter(ClusterableModel):
    """Something that is written once to all who want it; each language has its words."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SENDING = "sending", _("On its way")
        SENT = "sent", _("Sent")

    title = models.CharField(_("title"), max_length=120, help_text=_("For the list here; readers do not see it."))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True, editable=False)

    panels = [FieldPanel("title"), InlinePanel("words", heading=_("Words, once for each language"), min_num=1)]

    class Meta:
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")
        permissions = [("send_newsletter", _("Can send a newsletter"))]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.pk and Newsletter.objects.filter(pk=self.pk).exclude(state=self.State.DRAFT).exists():
            raise ValidationError(_("This newsletter was sent. Write a new one instead of changing it."))


class NewsletterWords(models.Model):
    """What a newsletter says in one language."""

    newsletter = ParentalKey(Newsletter, on_delete=models.CASCADE, related_name="words")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=150)
    body = RichTextField(_("text"), features=["h2", "bold", "italic", "ol", "ul", "link"])

    panels = [FieldPanel(name) for name in ("language", "subject", "body")]

    class Meta:
        verbose_name = _("words of a newsletter")
        verbose_name_plural = _("words of newsletters")
        ordering = ["language", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["newsletter", "language"], name="one_text_of_a_newsletter_per_language")
        ]

    def __str__(self) -> str:
        return self.subject
