"""What the pages bring to the house."""

from home import tasks  # noqa: F401 - registers its handlers
