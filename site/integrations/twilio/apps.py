from django.apps import AppConfig


class TwilioConfig(AppConfig):
    name = "integrations.twilio"
    label = "twilio_integration"
    verbose_name = "Twilio"

    def ready(self) -> None:
        from integrations.twilio import checks  # noqa: F401 - they join by being imported
