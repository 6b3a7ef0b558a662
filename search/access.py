"""Pages that only some may read are found by nobody."""

from __future__ import annotations

from wagtail.models import Page

from search.models import Thing
from search.operations import want


def want_below(path: str) -> None:
    """Read everything anew whose page stands at or below a path of the tree."""
    keys = Page.objects.filter(path__startswith=path).values_list("translation_key", flat=True)
    there = Thing.objects.filter(key__in=list(keys)).order_by("pk")
    for kind, key in list(there.values_list("kind", "key")):
        want(kind, key)
