"""What the demonstration brings: work that is done after its pages are written."""

from demo import indexes  # noqa: F401 - its job joins by being imported
