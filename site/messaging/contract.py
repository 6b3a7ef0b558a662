"""What other apps may use of messaging: tell someone something, once for each fact, say who writes, look at
what was told, send it again, and forget it."""

from messaging.letters import Identity, Letter, register_identity
from messaging.operations import send, send_again
from messaging.privacy import forget_letters
from messaging.queries import ToldLetter, letters, letters_about

__all__ = [
    "Identity",
    "Letter",
    "ToldLetter",
    "forget_letters",
    "letters",
    "letters_about",
    "register_identity",
    "send",
    "send_again",
]
