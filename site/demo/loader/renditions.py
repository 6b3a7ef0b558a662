"""Pictures in the sizes that pages ask for, made before anyone waits for them."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from django.core.files import File
from django.db import connections
from PIL import Image as Opened
from wagtail.images.models import Filter

from demo.loader import first_page, pictures
from demo.loader.words import SOURCE, codes, read
from home.templatetags.shop_tags import SHARED_PICTURE, picture_specs

Rendition = pictures.Image.get_rendition_model()


class Drawn(NamedTuple):
    """A rendition whose file is there and whose row is not."""

    title: str
    spec: str
    focal_point_key: str
    file: str
    width: int
    height: int


@contextmanager
def drawn_meanwhile() -> Iterator[None]:
    """Draw on every processor while something else goes on, and write the rows when that is done."""
    wanted = _wanted()
    if not wanted:
        yield
        return
    connections.close_all()
    gc.freeze()  # what is loaded by now stays, and need not be looked through again and again
    # Forked, so that Django is not loaded once more for each.
    with multiprocessing.get_context("fork").Pool(initializer=_step_back) as pool:
        drawing = pool.map_async(_draw, wanted, chunksize=1)
        yield
        drawn = [rendition for picture in drawing.get() for rendition in picture]
    ids = dict(pictures.Image.objects.values_list("title", "pk"))
    rows = [Rendition(image_id=ids[one.title], **_row(one)) for one in drawn]
    Rendition.objects.bulk_create(rows, ignore_conflicts=True)


def uses() -> dict[str, list[str]]:
    """Which pictures stand where."""
    shown = {
        Path(read(SOURCE, f"courses/{code}")["cover"]).stem: ["card", "cover", "social"] for code in codes("courses")
    }
    shown |= {
        Path(read(SOURCE, f"products/{code}")["cover"]).stem: ["card", "cover", "social"] for code in codes("products")
    }
    shown |= {
        Path(read(SOURCE, f"people/{code}")["portrait"]).stem: ["portrait", "face", "social"]
        for code in codes("people")
    }
    for code in codes("events"):
        cover = Path(read(SOURCE, f"events/{code}")["picture"]).stem
        shown[cover] = [*shown.get(cover, []), "card", "hero", "social"]
    for code in codes("venues"):
        picture = Path(read(SOURCE, f"venues/{code}")["picture"]).stem
        shown[picture] = [*shown.get(picture, []), "plate"]
    for code in codes("articles"):
        picture = Path(read(SOURCE, f"articles/{code}")["picture"]).stem
        shown[picture] = [*shown.get(picture, []), "card", "plate", "social"]
    for picture in first_page.DOORS:
        shown[picture] = [*shown.get(picture, []), "door"]
    shown[first_page.PICTURE] = [*shown.get(first_page.PICTURE, []), "hero", "social"]
    return {title: list(dict.fromkeys(asked)) for title, asked in shown.items()}


def _wanted() -> list[tuple[Path, list[str]]]:
    """What is not drawn yet; the largest first, so that no processor is left with it at the end."""
    there = set(Rendition.objects.values_list("image__title", "filter_spec"))
    shown = uses()
    wanted = []
    for path in pictures.paths():
        specs = [spec for use in shown.get(path.stem, []) for spec in _specs(use)]
        if missing := [spec for spec in specs if (path.stem, spec) not in there]:
            wanted.append((path, missing))
    return sorted(wanted, key=lambda one: -one[0].stat().st_size)


def _specs(use: str) -> list[str]:
    return [SHARED_PICTURE] if use == "social" else picture_specs(use)


def _step_back() -> None:
    """Let the loader go first, and let it decide when to end."""
    os.nice(10)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _draw(wanted: tuple[Path, list[str]]) -> list[Drawn]:
    path, specs = wanted
    image = pictures.about(path)
    image.pk = 0
    plain = BytesIO()
    Opened.open(path).save(plain, "BMP")  # read again for each size, which is slow from WebP
    storage = Rendition._meta.get_field("file").storage
    drawn = []
    for spec in specs:
        cut = Filter(spec)
        file = image.generate_rendition_file(cut, source=File(BytesIO(plain.getvalue()), name=image.file.name))
        width, height = Opened.open(file.file).size
        rendition = Rendition(image=image)
        name = rendition.get_upload_to(file.name)
        storage.delete(name)
        file.seek(0)
        drawn.append(Drawn(path.stem, spec, cut.get_cache_key(image), storage.save(name, file), width, height))
    return drawn


def _row(one: Drawn) -> dict:
    return {
        "filter_spec": one.spec,
        "focal_point_key": one.focal_point_key,
        "file": one.file,
        "width": one.width,
        "height": one.height,
    }
