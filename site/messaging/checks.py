"""What stops a start with a sentence."""

from django.conf import settings
from django.core.checks import Error, register

STAND_IN = "integrations.email.MailboxBackend"


@register
def letters_leave_the_house(app_configs, **kwargs) -> list[Error]:
    """A shop that is open to the world must not keep its buyers' letters to itself."""
    if STAND_IN not in (settings.MAIL_TRANSPORT, settings.MAIL_TRANSPORT_SECOND) or settings.SITE_OPEN_TOOLS:
        return []
    hint = "Set MAIL_TRANSPORT to a backend of Django or anymail; .env.example names some."
    return [Error("Letters would stay in the local mailbox, which is for development.", hint=hint, id="messaging.E001")]


@register
def second_supplier_is_another(app_configs, **kwargs) -> list[Error]:
    """Who refused a letter is not asked again under another name."""
    if not settings.MAIL_TRANSPORT_SECOND or settings.MAIL_TRANSPORT_SECOND != settings.MAIL_TRANSPORT:
        return []
    hint = "Set it to another backend than MAIL_TRANSPORT, or leave it out."
    return [Error("MAIL_TRANSPORT_SECOND is the first supplier again.", hint=hint, id="messaging.E002")]
