"""How messages travel, and how long they are kept."""

from datetime import timedelta

from accounts.contract import register_keeper
from messaging import checks, mail, tasks  # noqa: F401 - checks and tasks join by being imported
from messaging.channels import register_channel
from messaging.privacy import KEEPER
from outbox import contract as outbox

register_channel("mail", mail.carry)
register_keeper(KEEPER)
outbox.schedule("messaging.forget", kind="messaging.forget", every=timedelta(days=1))
