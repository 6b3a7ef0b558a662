"""What the pages bring to the house."""

from django.utils.translation import gettext_lazy as _

from home import tasks  # noqa: F401 - registers its handlers
from home.identity import identity
from home.passes import has_pass
from home.places import register_place
from media.contract import register_rule
from messaging.contract import register_identity

register_identity(identity)
register_rule(has_pass)
register_place("people", _("People who teach"), "home:people")
