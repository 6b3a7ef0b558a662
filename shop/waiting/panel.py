"""What the dashboard shows of waiting lists."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from shop.waiting.queries import of_member, shown

SHOWN = 5


def places_in_line(request: HttpRequest) -> dict | None:
    """What somebody waits for, with their place; nothing for someone who waits for nothing."""
    entries = shown(of_member(request.user)[:SHOWN], language=get_language(), at=timezone.now())
    return {"entries": entries} if entries else None
