"""Digital products, the files that belong to them, and who has fetched what."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from home.pages.records import PageRecord
from media.models import private_storage
from shop.contract import Sellable


class Kind(models.TextChoices):
    BOOK = "book", _("Book")
    MEDITATION = "meditation", _("Meditation")
    PRACTICE = "practice", _("Practice sheet")
    BUNDLE = "bundle", _("Bundle")


class ProductQuerySet(models.QuerySet):
    def live(self) -> ProductQuerySet:
        """Products whose source page is published."""
        return self.filter(live=True)

    def newest(self) -> ProductQuerySet:
        return self.order_by("-published_at", "-id")


class Product(PageRecord):
    """The record of a product. What is bought of it are its variants."""

    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.BOOK)
    page_count = models.PositiveIntegerField(null=True, blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    languages = models.JSONField(default=list, help_text="Language codes.")
    teachers = models.JSONField(default=list, help_text="Translation keys of people, in order.")
    themes = models.JSONField(default=list, help_text="Translation keys of themes, in order.")
    parts = models.JSONField(default=list, help_text="Translation keys of products that a bundle brings.")
    sample = models.ForeignKey("media.PrivateFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    stamped = models.BooleanField(default=False, help_text="PDFs carry the buyer's name and order number.")

    objects = ProductQuerySet.as_manager()

    class Meta:
        permissions = [("change_product_price", _("Can change prices of products and when they are on sale"))]

    def __str__(self) -> str:
        return f"product {self.translation_key}"

    @property
    def card_key(self) -> str:
        """The name under which lists, searches and caches know the product."""
        return f"product:{self.pk}"


class Variant(Sellable):
    """One way in which a product is bought, such as its edition in one language. Its offer is the price."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="variants")
    code = models.SlugField(max_length=30, help_text="Fixed once it was sold.")
    position = models.PositiveIntegerField(default=0)
    live = models.BooleanField(default=False, help_text="Whether the published page has it.")

    class Meta:
        ordering = ["product_id", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["product", "code"], name="one_variant_per_code")]

    def __str__(self) -> str:
        return f"variant {self.product_id}/{self.code}"


class ProductFile(models.Model):
    """A place for a file in a product; what lies there now is its current version."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="files")
    code = models.SlugField(max_length=30)
    variant = models.ForeignKey(
        Variant,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="files",
        help_text="None: it belongs to each variant.",
    )
    position = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=10, blank=True)
    live = models.BooleanField(default=False)
    current = models.ForeignKey("shop.FileVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["product_id", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["product", "code"], name="one_file_per_code")]

    def __str__(self) -> str:
        return f"file {self.product_id}/{self.code}"


class FileVersion(models.Model):
    """What lay in a file's place since a publication; versions are counted from 1 and never change."""

    file = models.ForeignKey(ProductFile, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.ForeignKey("media.PrivateFile", on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["file_id", "number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="one_version_per_number")]

    def __str__(self) -> str:
        return f"{self.file_id} version {self.number}"


class Permit(models.Model):
    """How often the buyer of a line may fetch a file, and how often they have."""

    line = models.ForeignKey("shop.OrderLine", on_delete=models.CASCADE, related_name="+")
    file = models.ForeignKey(ProductFile, on_delete=models.PROTECT, related_name="permits")
    used = models.PositiveIntegerField(default=0)
    allowed = models.PositiveIntegerField()
    refused = models.PositiveIntegerField(default=0, help_text="Clicks after the last permitted download.")
    asked_at = models.DateTimeField(null=True, blank=True, help_text="When the buyer asked for more.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "file"], name="one_permit_per_line_and_file"),
            models.CheckConstraint(condition=Q(used__lte=F("allowed")), name="no_more_downloads_than_permitted"),
        ]
        indexes = [models.Index(fields=["asked_at"], condition=Q(asked_at__isnull=False), name="permit_asked_for_more")]

    def __str__(self) -> str:
        return f"{self.used} of {self.allowed} for line {self.line_id}"

    @property
    def left(self) -> int:
        return self.allowed - self.used


class Download(models.Model):
    """One download that counted. Of whoever fetched it, only what kind of device it was, and perhaps the country."""

    class Device(models.TextChoices):
        COMPUTER = "computer", _("Computer")
        PHONE = "phone", _("Phone")
        TABLET = "tablet", _("Tablet")
        OTHER = "other", _("Something else")

    permit = models.ForeignKey(Permit, on_delete=models.CASCADE, related_name="downloads")
    version = models.ForeignKey(FileVersion, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    device = models.CharField(max_length=10, choices=Device.choices)
    country = models.CharField(max_length=2, blank=True)

    class Meta:
        indexes = [models.Index(fields=["permit", "-at"], name="download_newest")]

    def __str__(self) -> str:
        return f"{self.permit_id} at {self.at:%Y-%m-%d %H:%M}"


class StampedCopy(models.Model):
    """A PDF that carries the name of whoever bought it; made once for each line and version."""

    line = models.ForeignKey("shop.OrderLine", on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(FileVersion, on_delete=models.PROTECT, related_name="+")
    file = models.FileField(storage=private_storage)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "version"], name="one_copy_per_line_and_version")]

    def __str__(self) -> str:
        return f"copy of {self.version_id} for line {self.line_id}"


class VersionNews(models.Model):
    """That the buyer of a line wants a letter when a file of theirs has a new version."""

    line = models.OneToOneField("shop.OrderLine", on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"news for line {self.line_id}"
