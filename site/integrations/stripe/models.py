"""What the stand-in keeps, as Stripe would."""

from integrations.stripe.standin.models import Delivery, Fault, Record, SavedAnswer, TestClock

__all__ = ["Delivery", "Fault", "Record", "SavedAnswer", "TestClock"]
