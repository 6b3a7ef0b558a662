"""What editors call the parts of a page, and how two versions of a sentence differ."""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from wagtail.admin.panels import Panel, get_edit_handler


def label_of(model: str, path: str) -> str:
    """The heading under which editors find what stands at a path such as “body.3f…text”."""
    name = path.split(".")[0]
    return capfirst(str(_headings(model).get(name) or _own_name(model, name)))


@cache
def _headings(model: str) -> dict[str, str]:
    """By field or rows, the headings of a form; they stay lazy, so each reader gets them in their language."""
    found: dict[str, str] = {}

    def walk(panel: Panel) -> None:
        name = getattr(panel, "relation_name", None) or getattr(panel, "field_name", None)
        if name:
            found.setdefault(name, panel.heading)
        for child in getattr(panel, "children", ()):
            walk(child)

    walk(_handler(apps.get_model(model)))
    return found


def _handler(model: type) -> Panel:
    viewset = getattr(model, "snippet_viewset", None)
    return viewset.get_edit_handler() if viewset else get_edit_handler(model)


def _own_name(model: str, name: str) -> str:
    try:
        field = apps.get_model(model)._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    return getattr(field, "verbose_name", name)
