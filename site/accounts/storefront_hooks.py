"""What accounts bring to the shop."""

from accounts import proofs  # noqa: F401 - listens to allauth by being imported
from accounts.api import router
from accounts.privacy.own import KEEPER
from accounts.privacy.registry import register_keeper
from api import contract as api

register_keeper(KEEPER)
api.join("auth", router)
