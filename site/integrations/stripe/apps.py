from django.apps import AppConfig


class StripeConfig(AppConfig):
    name = "integrations.stripe"
    label = "stripe_integration"
    verbose_name = "Stripe"
