"""What other apps may use of messaging: tell someone something, once for each fact, say who writes, and
forget what was told."""

from messaging.letters import Identity, Letter, register_identity
from messaging.operations import send
from messaging.privacy import forget_letters

__all__ = ["Identity", "Letter", "forget_letters", "register_identity", "send"]
