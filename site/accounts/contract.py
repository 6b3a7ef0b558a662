"""What other apps may use of accounts: the dashboard's panels, proven addresses, an account for a guest's
order, and what is kept about people."""

from accounts.operations import AccountExists, create_account_for_order
from accounts.privacy.registry import Keeper, NotNow, register_keeper
from accounts.queries import addresses_of
from accounts.registry import (
    Panel,
    Way,
    address_proven,
    panels,
    register_on_proven_address,
    register_panel,
    register_way,
)

__all__ = [
    "AccountExists",
    "Keeper",
    "NotNow",
    "Panel",
    "Way",
    "address_proven",
    "addresses_of",
    "create_account_for_order",
    "panels",
    "register_keeper",
    "register_on_proven_address",
    "register_panel",
    "register_way",
]
