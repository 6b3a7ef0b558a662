"""What the search brings to the house."""

from datetime import timedelta

from django.apps import apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from api import contract as api
from home.places import register_place
from outbox.contract import schedule
from search import (
    listening,
    tasks,  # noqa: F401 - registers its handlers
)
from search.api import router
from search.groups import give_rights
from search.house import KINDS
from search.journal import KIND as ARTICLES
from search.registry import register_kind

for kind in (ARTICLES, *KINDS):
    register_kind(kind)
listening.join()
schedule("search.turn", kind="search.turn", every=timedelta(minutes=1))
schedule("search.forget", kind="search.forget", every=timedelta(days=1))
register_place("search", _("Search"), "search:search", listed=False)
api.join("search", router)
post_migrate.connect(give_rights, sender=apps.get_app_config("search"), dispatch_uid="search.give_rights")
