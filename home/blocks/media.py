"""Blocks to hear and to watch. What is said can always be read too."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.shortcuts import get_renditions_or_not_found
from wagtail.snippets.blocks import SnippetChooserBlock

from home.blocks.base import GatheringBlock, any_picture
from home.blocks.choosers import ByKey, PictureChooserBlock
from home.passes import with_pass
from media import contract as media
from media.models import PrivateFile

POSTER = "width-1280|format-jpeg"


class FileChooserBlock(ByKey, SnippetChooserBlock):
    """A file of the private store, of one kind: audio or video."""

    def __init__(self, *, kind: str, **kwargs) -> None:
        self.kind = kind
        super().__init__("media.PrivateFile", **kwargs)

    def clean(self, value):
        file = super().clean(value)
        if file and not file.content_type.startswith(f"{self.kind}/"):
            raise ValidationError(_("This file cannot be played here. Choose another."))
        return file


class RecordingBlock(GatheringBlock):
    """A recording with its words."""

    kind = ""

    def clean(self, value):
        cleaned = super().clean(value)
        file, silent = cleaned["file"], not cleaned["transcript"].source
        if file and silent and not self.is_deferred_validation and not file.captions.exists():
            raise blocks.StructBlockValidationError(
                block_errors={
                    "transcript": ValidationError(
                        _("Write down what is said, or add captions to the file: some readers do not hear it.")
                    )
                }
            )
        return cleaned

    def ask(self, value, gathering) -> None:
        gathering.want_file(value["file"])
        gathering.want_picture(value["image"], "plate")

    def show(self, value, gathered) -> dict:
        file = gathered.file(value["file"])
        if not file:
            return {"media": None}
        captions = gathered.captions(file)
        image = gathered.image(value["image"])
        poster = get_renditions_or_not_found(image, [POSTER])[POSTER].url if image else ""
        tracks = [
            {
                "url": with_pass(media.address_of_captions(track, file=file), file),
                "code": track.language,
                "label": track.get_language_display(),
            }
            for track in captions
        ]
        spoken = None if value["transcript"].source or not captions else captions[0]
        return {
            "player": f"player-{file.key.hex[:12]}",
            "media": {
                "kind": self.kind,
                "url": with_pass(media.address_of(file), file),
                "type": file.content_type,
                "title": value["title"],
                "poster": poster,
                "tracks": tracks if self.kind == "video" else [],
            },
            "cues": media.cues_of(spoken.vtt) if spoken else [],
            "spoken_language": spoken.language if spoken and spoken.language != gathered.language else "",
        }


class VideoBlock(RecordingBlock):
    """Something to watch."""

    kind = "video"

    title = blocks.CharBlock(label=_("Title"), max_length=120, help_text=_("E.g. “A look into the house”."))
    file = FileChooserBlock(label=_("Film"), kind="video", help_text=_("Everybody can play it here. Give it captions."))
    image = PictureChooserBlock(label=_("Picture before it plays"), required=False)
    transcript = blocks.RichTextBlock(
        label=_("What is said and seen"),
        required=False,
        features=["bold", "italic", "link"],
        help_text=_("Empty: the captions are shown to read."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        template = "blocks/video.html"
        description = _("Use it for a film that everybody may watch, such as a look into the house.")
        label_format = "{title}"

    def get_preview_value(self):
        return preview_of(self, "A look into the house", "<p>A door opens. Somebody says: “Mind the step.”</p>")


class AudioBlock(RecordingBlock):
    """Something to hear."""

    kind = "audio"

    title = blocks.CharBlock(label=_("Title"), max_length=120, help_text=_("E.g. “Before the first word”."))
    file = FileChooserBlock(label=_("Sound"), kind="audio", help_text=_("Everybody can play it here."))
    image = PictureChooserBlock(label=_("Picture beside it"), required=False)
    transcript = blocks.RichTextBlock(
        label=_("What is said"),
        required=False,
        features=["bold", "italic", "link"],
        help_text=_("Empty: the file’s captions are shown to read."),
    )

    class Meta:
        icon = "media"
        label = _("Audio")
        template = "blocks/audio.html"
        description = _("Use it for a voice or a sound that everybody may hear, such as one lesson of a course.")
        label_format = "{title}"

    def get_preview_value(self):
        return preview_of(self, "Before the first word", "<p>Rain, a stove, and about nine minutes of nobody.</p>")


def preview_of(block: RecordingBlock, title: str, transcript: str):
    """An example with the newest file of its kind, where there is one."""
    file = PrivateFile.objects.filter(content_type__startswith=f"{block.kind}/").order_by("pk").last()
    return block.normalize({"title": title, "file": file, "image": any_picture(), "transcript": transcript})
