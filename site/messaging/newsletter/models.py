"""Who wants the newsletter, and the proof of it."""

from django.db import models


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
