from django.apps import AppConfig


class StripeConfig(AppConfig):
    name = "integrations.stripe"
    label = "stripe_integration"
    verbose_name = "Stripe"

    def ready(self) -> None:
        from integrations.stripe import checks  # noqa: F401 - they join by being imported
