"""How messages travel."""

from messaging import mail
from messaging.channels import register_channel

register_channel("mail", mail.carry)
