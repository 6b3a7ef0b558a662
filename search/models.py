"""What can be found, as it was read last; and what people have searched for."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Thing(models.Model):
    """Something that can be found, in all its languages. Who reads it anew holds its row."""

    kind = models.CharField(max_length=20)
    key = models.UUIDField(help_text="Translation key.")
    wanted = models.PositiveBigIntegerField(default=0, help_text="Rises with each change that was heard of.")
    version = models.PositiveBigIntegerField(default=0, help_text="The last change that its listings show.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="one_thing_per_key"),
            models.CheckConstraint(condition=Q(version__lte=F("wanted")), name="no_version_ahead_of_its_cause"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Edition(models.Model):
    """How far the listings of one language have come; who writes one holds its row."""

    language = models.CharField(max_length=10, primary_key=True)
    origin = models.UUIDField(default=uuid4, help_text="Another one where all began again.")
    number = models.PositiveBigIntegerField(default=0, help_text="Rises with each change of a listing.")
    words = models.PositiveBigIntegerField(default=0, help_text="The number at which their words last changed.")
    gone = models.PositiveBigIntegerField(default=0, help_text="The number at which one was last taken away.")

    def __str__(self) -> str:
        return f"{self.language} {self.number}"


class Listing(models.Model):
    """The search record: one for each live page and language."""

    thing = models.ForeignKey(Thing, on_delete=models.CASCADE, related_name="listings")
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=10, help_text="Of those who find it.")
    written = models.CharField(max_length=10, help_text="In which it is written.")
    number = models.PositiveBigIntegerField(help_text="By which its kind makes its card.")
    version = models.PositiveBigIntegerField()
    edition = models.PositiveBigIntegerField(help_text="Of its language, in which it was last written.")
    written_at = models.DateTimeField()
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    text = models.TextField(blank=True)
    names = models.JSONField(default=list, help_text="Of people and places.")
    subjects = models.JSONField(default=list, help_text="Titles of themes.")
    mentions = models.JSONField(default=list, help_text="Keys of people, themes and venues in it.")
    themes = models.JSONField(default=list)
    teachers = models.JSONField(default=list)
    level = models.CharField(max_length=20, blank=True)
    spoken = models.JSONField(default=list)
    place = models.CharField(max_length=80, blank=True)
    city = models.CharField(max_length=80, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    dates = models.JSONField(default=list, help_text="Pairs of first and last day, the next one first.")
    over = models.BooleanField(default=False)
    prices = models.JSONField(default=dict, help_text="The lowest, by currency, in minor units.")
    free = models.BooleanField(null=True, blank=True)
    rating = models.FloatField(null=True, blank=True)
    popularity = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True, blank=True)
    changes_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thing", "language"], name="one_listing_per_language")]
        indexes = [models.Index(fields=["language", "edition"], name="listing_edition")]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"


class Word(models.Model):
    """A word of listings in one language, for the database's own engine. Where nothing has it, it is not there."""

    language = models.CharField(max_length=10)
    word = models.CharField(max_length=40, help_text="Folded: small, without accents.")
    stem = models.CharField(max_length=40)
    shown = models.CharField(max_length=60, help_text="As it is written.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "word", "stem"], name="one_word_per_stem")]

    def __str__(self) -> str:
        return f"{self.word} ({self.language})"


class Posting(models.Model):
    """That a word stands in a listing, and how much it says there."""

    # There are by far more of these than of anything else: both ways to them lie in an index, whole.
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="postings", db_index=False)
    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="postings", db_index=False)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["listing", "word"], name="one_posting_per_word")]
        indexes = [models.Index(fields=["word", "weight", "listing"], name="posting_word")]

    def __str__(self) -> str:
        return f"{self.word_id} in {self.listing_id}"


class Synonyms(models.Model):
    """Words that mean the same to people who search."""

    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    words = models.CharField(
        _("words"), max_length=300, help_text=_("Separated by commas. E.g. “cushion, zafu, seat”.")
    )

    class Meta:
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")
        ordering = ["language", "words"]

    def __str__(self) -> str:
        return self.words


class Asked(models.Model):
    """How often some words were searched for, and how much there was. Nothing says by whom."""

    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    words = models.CharField(_("words"), max_length=60)
    times = models.PositiveIntegerField(_("times"), default=0)
    found = models.PositiveIntegerField(_("found"), default=0, help_text=_("How many there were the last time."))
    last_at = models.DateTimeField(_("last time"))

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        constraints = [models.UniqueConstraint(fields=["language", "words"], name="one_row_for_the_same_words")]
        indexes = [models.Index(fields=["last_at"], name="asked_last")]

    def __str__(self) -> str:
        return f"{self.words} ({self.language})"
