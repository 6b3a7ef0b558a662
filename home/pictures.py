"""Many pictures and their renditions, asked for together."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.images.shortcuts import get_renditions_or_not_found

from home.templatetags.shop_tags import SHARED_PICTURE, picture_specs


def with_renditions(pictures: Iterable[tuple[AbstractImage, str]]) -> dict[int, AbstractImage]:
    """The pictures by key, each knowing the renditions of its use: two queries, however many there are.

    A picture may be given by its key alone (`Image(pk=…)`), or whole.
    """
    pictures = list(pictures)
    if not pictures:
        return {}
    whole = [image for image, _use in pictures if not image._state.adding]
    found = {image.pk: image for image in whole}
    if missing := {image.pk for image, _use in pictures} - set(found):
        found |= get_image_model().objects.in_bulk(missing)
    specs = {spec for _image, use in pictures for spec in picture_specs(use)}
    renditions = get_image_model().get_rendition_model().objects.filter(filter_spec__in=specs)
    prefetch_related_objects(
        [*whole, *found.values()], Prefetch("renditions", renditions, to_attr="prefetched_renditions")
    )
    return found


def shared_picture(image: AbstractImage | None) -> str:
    """The full address of a picture as other sites show it; empty without one."""
    if not image:
        return ""
    url = get_renditions_or_not_found(image, [SHARED_PICTURE])[SHARED_PICTURE].url
    return url if "://" in url else f"{settings.PUBLIC_URL}{url}"
