"""What other apps may use of messaging: tell someone something, once for each fact, and say who writes."""

from messaging.letters import Identity, Letter, register_identity
from messaging.operations import send

__all__ = ["Identity", "Letter", "register_identity", "send"]
