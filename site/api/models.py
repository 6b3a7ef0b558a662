"""Answers that are kept, so that a request that is sent again changes nothing."""

from django.db import models


class KeptAnswer(models.Model):
    """What was answered under an Idempotency-Key. Nobody who reads the database can read it or use it."""

    key_hash = models.CharField(max_length=64, unique=True, help_text="Of the key and whoever sent it.")
    request_hash = models.CharField(max_length=64)
    # Encrypted with the key that only the client knows: an answer may hold the way into a guest's cart.
    answer = models.BinaryField(null=True, help_text="None while the first request is under way.")
    lease_until = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="kept_answer_expiry")]

    def __str__(self) -> str:
        return self.key_hash
