"""What may be asked about accounts."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from accounts.registry import panels


@dataclass(frozen=True)
class FilledPanel:
    """A panel with what it shows."""

    code: str
    template: str
    context: dict


def filled_panels(request: HttpRequest) -> list[FilledPanel]:
    """The dashboard's panels that have something to show, in their order."""
    filled = ((panel, panel.context(request)) for panel in panels())
    return [FilledPanel(panel.code, panel.template, context) for panel, context in filled if context is not None]
