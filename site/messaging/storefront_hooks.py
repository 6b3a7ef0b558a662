"""How messages travel, and how long they are kept."""

from datetime import timedelta

from django.apps import apps
from django.db.models.signals import post_migrate
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from accounts.contract import Switch, Way, register_keeper, register_switch, register_way
from messaging import checks, mail, tasks  # noqa: F401 - checks and tasks join by being imported
from messaging.account_wordings import WORDINGS
from messaging.arrivals import register_on_undeliverable
from messaging.channels import register_channel
from messaging.newsletter import operations as joining
from messaging.newsletter import rights, sending
from messaging.operations import only_while
from messaging.privacy import KEEPER
from messaging.whatsapp import operations as whatsapp
from messaging.whatsapp import replies  # noqa: F401 - its handler joins by being imported
from messaging.wording import register_wording
from messaging.wording_admin import give_rights
from outbox import contract as outbox

register_channel("mail", mail.carry, second=mail.second)
register_keeper(KEEPER)
NEWS_HINT = _("You get our newsletter by e-mail. You can leave at any time, with one click in every letter.")
register_switch(Switch("newsletter", _("Our newsletter"), NEWS_HINT, is_on=joining.gets_news, turn=joining.turn))
register_way(Way("mail", _("E-mail")))
register_way(
    Way(
        "whatsapp",
        "WhatsApp",
        needs_phone=True,
        wording=lazy(whatsapp.wording, str)(),
        offered=whatsapp.is_offered,
        chosen=whatsapp.wants,
        turned=whatsapp.turn,
    )
)
register_on_undeliverable(joining.end_for)
only_while(sending.KIND, sending.wanted)
outbox.schedule("messaging.forget", kind="messaging.forget", every=timedelta(days=1))
for wording in WORDINGS:
    register_wording(wording)
# Django's own signal: groups and permissions are rows that are there after a migrate only.
post_migrate.connect(give_rights, sender=apps.get_app_config("messaging"), dispatch_uid="messaging.give_rights")
post_migrate.connect(rights.make_group, sender=apps.get_app_config("messaging"), dispatch_uid="messaging.make_group")
