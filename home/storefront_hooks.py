"""What the pages bring to the house."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from accounts.contract import register_keeper
from home import tasks  # noqa: F401 - registers its handlers
from home.contact.privacy import KEEPER
from home.identity import identity
from home.passes import has_pass
from home.places import register_place
from media.contract import register_rule
from messaging.contract import register_identity
from outbox.contract import schedule

schedule("contact.forget", kind="contact.forget", every=timedelta(days=1))

register_identity(identity)
register_rule(has_pass)
register_keeper(KEEPER)
register_place("contact", _("Write to us"), "home:contact")
register_place("people", _("People who teach"), "home:people")
