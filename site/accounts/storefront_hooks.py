"""What accounts bring to the shop."""

from accounts import proofs  # noqa: F401 - listens to allauth by being imported
