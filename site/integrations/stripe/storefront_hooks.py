"""What Stripe's integration brings to the house."""

from integrations.stripe.standin import tasks  # noqa: F401 - registers its handlers
