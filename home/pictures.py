"""Many pictures and their renditions, asked for together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.images.shortcuts import get_renditions_or_not_found

from home.cards import CardImage
from home.templatetags.shop_tags import SHARED_PICTURE, picture_specs

CARD_PICTURES = ["fill-320x320|format-webp", "fill-640x640|format-webp"]


def with_renditions(pictures: Iterable[tuple[AbstractImage, str]]) -> dict[int, AbstractImage]:
    """The pictures by key, each knowing the renditions of its use: one query, however many there are.

    A picture may be given by its key alone, or whole. One that was never shown before costs a query more.
    """
    pictures = list(pictures)
    if not pictures:
        return {}
    specs = {spec for _image, use in pictures for spec in picture_specs(use)}
    keys = {image.pk for image, _use in pictures}
    renditions = get_image_model().get_rendition_model().objects
    made = defaultdict(list)
    for rendition in renditions.filter(image__in=keys, filter_spec__in=specs).select_related("image"):
        made[rendition.image_id].append(rendition)
    found = {key: first.image for key, (first, *_more) in made.items()}
    if keys - set(found):
        found |= get_image_model().objects.in_bulk(keys - set(found))
    whole = [image for image, _use in pictures if not image.get_deferred_fields()]
    for image in [*found.values(), *whole]:
        image.prefetched_renditions = made[image.pk]
    return found


def shared_picture(image: AbstractImage | None) -> str:
    """The full address of a picture as other sites show it; empty without one."""
    if not image:
        return ""
    url = get_renditions_or_not_found(image, [SHARED_PICTURE])[SHARED_PICTURE].url
    return url if "://" in url else f"{settings.PUBLIC_URL}{url}"


def with_card_pictures(images: Iterable[AbstractImage | None]) -> None:
    """Let pictures know their renditions for cards, in one query."""
    rendition = get_image_model().get_rendition_model()
    renditions = rendition.objects.filter(filter_spec__in=CARD_PICTURES)
    unknown = [image for image in images if image and not hasattr(image, "prefetched_renditions")]
    prefetch_related_objects(unknown, Prefetch("renditions", renditions, to_attr="prefetched_renditions"))


def card_image(image: AbstractImage | None) -> CardImage | None:
    """A picture as a square in two widths."""
    if image is None:
        return None
    small, large = image.get_renditions(*CARD_PICTURES).values()
    widths = ", ".join(f"{one.url} {one.width}w" for one in (small, large))
    return CardImage(url=large.url, width=large.width, height=large.height, srcset=widths)
