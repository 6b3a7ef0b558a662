"""The dashboard's panels, made into markup."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from accounts import contract


def rendered_panels(request: HttpRequest) -> list[SafeString]:
    """The panels that have something to show, in their order; each template is given its own context."""
    filled = ((panel, panel.context(request)) for panel in contract.panels())
    return [render_to_string(panel.template, context, request) for panel, context in filled if context is not None]
