"""What stops a start with a sentence."""

from django.conf import settings
from django.core.checks import Error, register

STAND_IN = "integrations.email.MailboxBackend"


@register
def letters_leave_the_house(app_configs, **kwargs) -> list[Error]:
    """A shop that is open to the world must not keep its buyers' letters to itself."""
    if settings.MAIL_TRANSPORT != STAND_IN or settings.SITE_OPEN_TOOLS:
        return []
    hint = "Set MAIL_TRANSPORT to a backend of Django or anymail; .env.example names some."
    return [Error("Letters would stay in the local mailbox, which is for development.", hint=hint, id="messaging.E001")]
