"""Playing dead: what the next requests shall suffer."""

from __future__ import annotations

from django.db import transaction

from integrations.stripe.standin.models import Fault


@transaction.atomic
def take(method: str, path: str) -> str:
    """The kind of fault that this request suffers, used up by one; empty where all is well."""
    for fault in Fault.objects.select_for_update().filter(left__gt=0).order_by("id"):
        if fault.method in ("", method) and fault.path in path:
            fault.left -= 1
            fault.save(update_fields=["left"])
            return fault.kind
    return ""
