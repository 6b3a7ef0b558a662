"""Listening to what happens to pages: one that cannot be taken over into the shop stops no other."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

logger = logging.getLogger(__name__)


def never_raises(tell: Callable[[Page, str], None]) -> Callable[[Callable], Callable]:
    """Keep a receiver's failure to its page: it is logged, undone as a whole, and `tell` says it where editors read.

    A publication is not one transaction, and one failure would stop every later scheduled page.
    """

    def guarded(receiver: Callable) -> Callable:
        @wraps(receiver)
        def quiet(sender, instance: Page, **kwargs) -> None:
            try:
                with transaction.atomic():
                    receiver(instance, **kwargs)
            except Exception:
                logger.exception("Page %s could not be taken over into the shop", instance.pk)
                _tell(instance, tell)

        return quiet

    return guarded


def _tell(page: Page, tell: Callable[[Page, str], None]) -> None:
    words = _("The last publication could not be taken over into the shop. Publish again, or ask whoever runs it.")
    try:
        with transaction.atomic():
            tell(page, words)
    except Exception:
        logger.exception("Nor could the trouble be noted")
