"""The picture that stands where a page is shared: its own picture beside its title, drawn once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.translation import get_language_info
from PIL import Image as Opened
from wagtail.images.models import AbstractImage, SourceImageIOError

from home.sharing.press import set_words
from home.site_frame import SiteFrame
from home.snippets import Person

TEMPLATE = Path(__file__).parent / "picture.typ"
FOLDER = "shared"  # in the storage of public files
LOOK = 1  # another number has every picture drawn anew
WIDTH, HEIGHT = (
    1200,
    630,
)  # what those who show it ask for: https://developers.facebook.com/docs/sharing/webmasters/images
CUT = f"fill-{HEIGHT}x{HEIGHT}|format-jpeg|jpegquality-90"


@dataclass(frozen=True)
class SharedPicture:
    """What a picture shows: words in their language, the shop's name, perhaps a picture of the library."""

    title: str
    name: str
    language: str
    image: AbstractImage | None = None

    @property
    def mark(self) -> str:
        """Tells this picture from any other: when what it shows changes, so does its address."""
        shown = self.image and [self.image.pk, self.image.file.name, *(self.image.get_focal_point() or ())]
        said = json.dumps([LOOK, self.title, self.name, self.language, shown], default=str)
        return sha256(said.encode()).hexdigest()[:20]

    def content(self) -> bytes:
        """The picture as JPEG, drawn where it is not kept yet. Raises NotDrawn. Not to be called in a transaction."""
        kept = f"{FOLDER}/{self.mark}.jpg"
        if default_storage.exists(kept):
            with default_storage.open(kept) as file:
                return file.read()
        drawn = self._drawn()
        default_storage.save(kept, ContentFile(drawn))
        return drawn

    def _drawn(self) -> bytes:
        picture = self._cut()
        rtl = get_language_info(self.language)["bidi"]
        width = WIDTH - picture.width if picture else WIDTH
        about = {"title": self.title, "name": self.name, "language": self.language, "rtl": rtl}
        words = Opened.open(BytesIO(set_words(TEMPLATE, {**about, "width": width, "height": HEIGHT})))
        canvas = Opened.new("RGB", (WIDTH, HEIGHT))
        # Words begin where reading begins.
        canvas.paste(words.convert("RGB"), (WIDTH - width if rtl else 0, 0))
        if picture:
            canvas.paste(picture.convert("RGB"), (0 if rtl else width, 0))
        made = BytesIO()
        canvas.save(made, "JPEG", quality=86, optimize=True)
        return made.getvalue()

    def _cut(self) -> Opened.Image | None:
        """The picture as a square, around what editors say is in its middle; none where its file is gone."""
        if self.image is None:
            return None
        try:
            with self.image.get_rendition(CUT).file.open("rb") as file:
                opened = Opened.open(BytesIO(file.read()))
        except (SourceImageIOError, FileNotFoundError):
            return None
        # A small picture is not made larger when it is cut.
        return opened if opened.size == (HEIGHT, HEIGHT) else opened.resize((HEIGHT, HEIGHT))


def picture_of_page(page, brand: SiteFrame, *, language: str) -> SharedPicture:
    """Of a page with words in that language; without a picture of its own it has the shop's."""
    title = page.seo_title or page.title
    return SharedPicture(title, brand.name, language, page.social_picture or brand.social_image)


def picture_of_person(person: Person, brand: SiteFrame) -> SharedPicture:
    return SharedPicture(person.name, brand.name, person.locale.language_code, person.portrait or brand.social_image)


def address_of_page(number: int, picture: SharedPicture) -> str:
    """Where the picture of a page is found."""
    return f"{settings.PUBLIC_URL}{reverse('home:shared_page', args=[number, picture.mark])}"


def address_of_person(code: str, picture: SharedPicture) -> str:
    return f"{settings.PUBLIC_URL}{reverse('home:shared_person', args=[code, picture.mark])}"
