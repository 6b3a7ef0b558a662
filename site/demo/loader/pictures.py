"""Pictures: paintings that are ours, brought into Wagtail's library."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from django.core.files import File
from PIL import Image as Opened
from wagtail.images import get_image_model
from wagtail.images.rect import Rect
from wagtail.models import Collection
from wagtail.utils.file import hash_filelike

from demo.loader.words import DEMO

PICTURES = DEMO / "pictures"
FOCUS = 0.3  # of the height, around the point that must stay in sight
Image = get_image_model()


def load() -> None:
    """Bring in what is not there yet; a picture's title is its file's name."""
    known = set(Image.objects.values_list("title", flat=True))
    collection = Collection.get_first_root_node()
    images = [about(path) for path in paths() if path.stem not in known]
    for image in images:
        image.collection = collection
        _store(image)
    Image.objects.bulk_create(images)
    named.cache_clear()


def put_back() -> None:
    """Store the files anew whose rows were kept ready."""
    for image in Image.objects.all():
        if not image.file.storage.exists(image.file.name):
            _store(image)


@cache
def named(file_name: str) -> Image:
    """The picture that a content file names."""
    return Image.objects.get(title=Path(file_name).stem)


def paths() -> list[Path]:
    """The pictures that are brought in: all but the square covers, which Wagtail cuts itself."""
    return [path for path in sorted(PICTURES.rglob("*.webp")) if path.stem in _index()]


def about(path: Path) -> Image:
    """Everything that a picture's row says. Sizes are said too, or each picture would be decoded to learn them."""
    says = _index()[path.stem]
    width, height = Opened.open(path).size
    image = Image(title=path.stem, description=says["says"], width=width, height=height)
    image.file.name = image.get_upload_to(path.name)
    across, down = says["focus"]
    image.set_focal_point(Rect.from_point(across * width, down * height, FOCUS * height, FOCUS * height).round())
    # Whole numbers, as the database gives them back: the names of renditions are made from them.
    for field in ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"):
        setattr(image, field, int(getattr(image, field)))
    return image


def path_of(image: Image) -> Path:
    """Where a picture came from."""
    return next(PICTURES.rglob(f"{image.title}.webp"))


def _store(image: Image) -> None:
    path, storage = path_of(image), image.file.storage
    storage.delete(image.file.name)  # left behind where an earlier loading was interrupted
    with path.open("rb") as content:
        image.file_size, image.file_hash = path.stat().st_size, hash_filelike(content)
        content.seek(0)
        image.file.name = storage.save(image.file.name, File(content))


@cache
def _index() -> dict:
    return yaml.safe_load((PICTURES / "index.yaml").read_text(encoding="utf-8"))
