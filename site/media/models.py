"""Private files: sound, pictures in motion and papers that only some may have."""

import uuid
from pathlib import PurePath

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from media.captions import checked
from media.kinds import label_of


def private_storage():
    """Where private files lie: outside everything that a web server shows."""
    return storages["private"]


def private_path(file: "PrivateFile", filename: str) -> str:
    """A place that tells nothing about the file and never meets another's."""
    return f"{file.key.hex[:2]}/{file.key.hex}{PurePath(filename).suffix.lower()[:12]}"


class PrivateFile(ClusterableModel):
    """A file that is given out only to whom an app's rule allows."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=200, help_text=_("Shown to editors, e.g. “Lesson 3, sound”."))
    name = models.CharField(
        _("file name"), max_length=200, help_text=_("What the file is called when someone saves it.")
    )
    file = models.FileField(_("file"), storage=private_storage, upload_to=private_path)
    content_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveBigIntegerField(editable=False, default=0)
    sha256 = models.CharField(max_length=64, editable=False, blank=True)
    seconds = models.PositiveIntegerField(
        _("length in seconds"), null=True, blank=True, help_text=_("For sound and video, e.g. 754 for 12 min 34 s.")
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("private file")
        verbose_name_plural = _("private files")

    def __str__(self) -> str:
        return self.title

    @property
    def kind_label(self) -> str:
        """What kind of file it is, for people: "PDF"."""
        return label_of(self.content_type)


class Captions(models.Model):
    """What is said in a file, in one language, with its times (WebVTT)."""

    of = ParentalKey(PrivateFile, on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    vtt = models.TextField(
        _("captions"),
        validators=[checked],
        help_text=_(
            "WebVTT: the word WEBVTT, an empty line, then times such as 00:00:05.000 --> 00:00:08.500, each with its "
            "words on the next line."
        ),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "language"], name="one_captions_per_language")]
        verbose_name_plural = _("captions")

    def __str__(self) -> str:
        return f"{self.of_id} {self.language}"
