"""What the API brings to the house."""

from datetime import timedelta

from api import tasks  # noqa: F401 - registers its handler
from outbox.contract import schedule

schedule("api.forget", kind="api.forget", every=timedelta(hours=1))
