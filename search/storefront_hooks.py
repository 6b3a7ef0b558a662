"""What the search brings to the house."""

from datetime import timedelta

from outbox.contract import schedule
from search import (
    listening,
    tasks,  # noqa: F401 - registers its handlers
)
from search.house import KINDS
from search.registry import register_kind

for kind in KINDS:
    register_kind(kind)
listening.join()
schedule("search.turn", kind="search.turn", every=timedelta(minutes=1))
