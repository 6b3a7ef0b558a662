"""What editors may have forgotten on a page: said in Wagtail's bar and beside the form, with its own checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page

LONGEST_TITLE = 60  # what search engines show of it
# Wagtail's check runs in the browser and knows only what it sees. Whatever is found here is a rule that one heading
# of the page breaks by standing there: no heading passes for a picture with a text in its place.
NEVER_PASSES = "has-alt"
SHOWN_AT = "h1"

_checks: list[tuple[type[Page], Callable]] = []


@dataclass(frozen=True)
class Finding:
    """Something to look at again: its code, what it is, and what to do."""

    code: str
    name: str
    help: str


Check = Callable[..., Iterable[Finding]]  # check(page, at=…); the page may never have been saved


def register_check(model: type[Page], check: Check) -> None:
    """Have pages of a kind, or of every kind below it, looked at by `check(page, at=…)`."""
    _checks.append((model, check))


def findings_of(page: Page | None, *, at: datetime) -> list[Finding]:
    """Everything that is found on a page, in the order in which checks were registered."""
    return [finding for model, check in _checks if page and isinstance(page, model) for finding in check(page, at=at)]


class ShopChecks(ContentCheckerItem):
    """Wagtail's check of a page, with what this shop asks of it."""

    def __init__(self, page: Page | None, **kwargs) -> None:
        super().__init__(**kwargs)
        self.page = page.specific if page else None

    @cached_property
    def findings(self) -> list[Finding]:
        return findings_of(self.page, at=timezone.now())

    def get_axe_run_only(self, request: HttpRequest) -> list[str]:
        return [*super().get_axe_run_only(request), "image-alt", *(finding.code for finding in self.findings)]

    def get_axe_custom_rules(self, request: HttpRequest) -> list[dict]:
        rules = [
            {
                "id": finding.code,
                "impact": "moderate",
                "selector": SHOWN_AT,
                "tags": ["best-practice"],
                "any": [NEVER_PASSES],
                "enabled": True,
            }
            for finding in self.findings
        ]
        return [*super().get_axe_custom_rules(request), *rules]

    def get_axe_messages(self, request: HttpRequest) -> dict:
        ours = {finding.code: {"error_name": finding.name, "help_text": finding.help} for finding in self.findings}
        without = {
            "error_name": _("Picture without a text"),
            "help_text": _("Describe it, or say that it is there for looks"),
        }
        return super().get_axe_messages(request) | {"image-alt": without} | ours


def put_shop_checks(request: HttpRequest, items: list, page: Page | None) -> None:
    """In the place of Wagtail's own check, wherever it is asked."""
    for number, item in enumerate(items):
        if isinstance(item, ContentCheckerItem):
            items[number] = ShopChecks(page, in_editor=item.in_editor)


def title_too_long(page: Page, *, at: datetime) -> Iterable[Finding]:
    if len(page.seo_title or page.title) > LONGEST_TITLE:
        yield Finding(
            "shop-long-title",
            _("The title is too long for search engines"),
            _("Write a shorter one under Promote, up to 60 letters"),
        )


register_check(Page, title_too_long)
