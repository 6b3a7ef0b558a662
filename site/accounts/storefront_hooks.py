"""What accounts bring to the shop."""

from accounts import proofs  # noqa: F401 - listens to allauth by being imported
from accounts.privacy.own import KEEPER
from accounts.privacy.registry import register_keeper

register_keeper(KEEPER)
