"""What the pages bring to the house."""

from datetime import timedelta

from django.apps import apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from accounts.contract import register_keeper
from home import tasks  # noqa: F401 - registers its handlers
from home.cards import register_page_cards, register_source
from home.contact.privacy import KEEPER
from home.feeds.registry import register_feed
from home.identity import identity
from home.journal import publishing as journal
from home.journal import queries as articles
from home.journal.pages import ArticlePage
from home.passes import has_pass
from home.places import register_place
from home.translating import aliases, publishing, rights
from home.translating import tasks as _translating  # noqa: F401 - registers its handlers
from media.contract import register_rule
from messaging.contract import register_identity
from outbox.contract import schedule

schedule("contact.forget", kind="contact.forget", every=timedelta(days=1))
schedule("sharing.tidy", kind="sharing.tidy", every=timedelta(days=1))

publishing.join()
aliases.join()
post_migrate.connect(rights.make_translators, sender=apps.get_app_config("home"), dispatch_uid="home.make_translators")

register_identity(identity)
register_rule(has_pass)
register_keeper(KEEPER)
register_place("contact", _("Write to us"), "home:contact")
register_place("people", _("People who teach"), "home:people")

journal.join()
register_feed("journal", _("Journal"), ArticlePage)
register_source("newest_articles", _("Newest articles"), articles.newest)
register_page_cards(articles.of_pages)
