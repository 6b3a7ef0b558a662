"""What Twilio's integration brings to the house."""

from integrations.twilio import whatsapp
from integrations.twilio.standin import tasks  # noqa: F401 - registers its handlers
from messaging.channels import register_channel

register_channel("whatsapp", whatsapp.carry, find=whatsapp.find)
