"""Work on places that time asks for."""

import logging

from outbox.contract import handler
from shop.capacity.recounting import differing

logger = logging.getLogger("shop.capacity")


@handler("places.recount")
def recount() -> None:
    """Say it loudly where a counter is not what its rows say; staff see it too, and nothing is changed by itself."""
    for quota in differing():
        logger.error("Places of %s: the counter says %d, the rows say %d.", quota.key, quota.taken, quota.counted)
