"""What the stand-in keeps, as Twilio would."""

from integrations.twilio.standin.models import Callback, SentMessage, Trouble

__all__ = ["Callback", "SentMessage", "Trouble"]
