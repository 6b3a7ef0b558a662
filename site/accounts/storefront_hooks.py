"""What accounts bring to the shop."""

from django.contrib.auth.signals import user_logged_in

from accounts import proofs  # noqa: F401 - listens to allauth by being imported
from accounts.api import router
from accounts.ended import begin_anew
from accounts.privacy.own import KEEPER
from accounts.privacy.registry import register_keeper
from api import contract as api

# Django's own signal: allauth, the API and tests sign people in by it alike.
user_logged_in.connect(begin_anew, dispatch_uid="accounts.begin_anew")

register_keeper(KEEPER)
api.join("auth", router)
