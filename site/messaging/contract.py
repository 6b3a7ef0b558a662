"""What other apps may use of messaging: tell someone something, once for each fact, by letter and where they asked for
it by WhatsApp as well, say who writes, look at what was told and whether it arrived, send it again, forget it, and the
newsletter."""

from messaging.arrivals import register_on_undeliverable
from messaging.letters import Identity, Letter, register_identity
from messaging.newsletter.operations import NoSuchProof
from messaging.newsletter.operations import ask as ask_for_news
from messaging.newsletter.operations import asked_for as news_asked_for
from messaging.newsletter.operations import confirm as confirm_news
from messaging.newsletter.operations import leave as leave_news
from messaging.newsletter.operations import leaving as leaving_news
from messaging.newsletter.operations import wording as newsletter_wording
from messaging.operations import send, send_again
from messaging.privacy import forget_letters
from messaging.queries import ToldLetter, came_back, letters, letters_about, letters_by_key
from messaging.whatsapp.operations import is_offered as whatsapp_is_offered
from messaging.whatsapp.operations import number_of as whatsapp_number_of
from messaging.whatsapp.operations import opt_in as opt_in_to_whatsapp
from messaging.whatsapp.operations import wording as whatsapp_wording
from messaging.whatsapp.registry import Place, Template, TemplateKind, register_template
from messaging.whatsapp.sending import say
from messaging.wording import Placeholder, WordedKind, register_wording

__all__ = [
    "Identity",
    "Letter",
    "NoSuchProof",
    "Place",
    "Placeholder",
    "Template",
    "TemplateKind",
    "ToldLetter",
    "WordedKind",
    "ask_for_news",
    "came_back",
    "confirm_news",
    "forget_letters",
    "leave_news",
    "leaving_news",
    "letters",
    "letters_about",
    "letters_by_key",
    "news_asked_for",
    "newsletter_wording",
    "opt_in_to_whatsapp",
    "register_identity",
    "register_on_undeliverable",
    "register_template",
    "register_wording",
    "say",
    "send",
    "send_again",
    "whatsapp_is_offered",
    "whatsapp_number_of",
    "whatsapp_wording",
]
