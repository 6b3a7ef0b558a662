"""What Twilio would remember. Rows, since web server, outbox runner and tests must agree."""

from django.db import models


class SentMessage(models.Model):
    """A message that the API took."""

    sid = models.CharField(max_length=34, unique=True)
    to = models.CharField(max_length=60)
    sender = models.CharField(max_length=60)
    body = models.TextField()
    content_sid = models.CharField(max_length=34)
    status = models.CharField(max_length=20)
    error_code = models.PositiveIntegerField(null=True, blank=True)
    status_callback = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["to", "-id"], name="standin_messages_to")]

    def __str__(self) -> str:
        return self.sid


class Callback(models.Model):
    """A report on its way to the shop, with the HTTP status or the error of each attempt."""

    message = models.ForeignKey(SentMessage, on_delete=models.CASCADE, related_name="callbacks")
    status = models.CharField(max_length=20)
    error_code = models.PositiveIntegerField(null=True, blank=True)
    answers = models.JSONField(default=list)
    taken = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.message_id} {self.status}"


class Trouble(models.Model):
    """What the next requests suffer; tests write it down before they make them."""

    class Kind(models.TextChoices):
        UNHEARD = "unheard", "nothing is done, and the caller gives up waiting"
        UNANSWERED = "unanswered", "all is done, and the caller gives up waiting"
        CROWDED = "crowded", "429, 20429"
        DOWN = "down", "503"
        TOKEN = "token", "401, 20003"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    method = models.CharField(max_length=6, default="POST")
    left = models.PositiveSmallIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.kind} × {self.left}"
