"""How messages travel."""

from messaging import checks, mail  # noqa: F401 - checks join by being imported
from messaging.channels import register_channel

register_channel("mail", mail.carry)
