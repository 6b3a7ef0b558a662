"""What other apps may use of accounts: the dashboard's panels, proven addresses, an account for a guest's
order, what is kept about people, telephone numbers, a limit for what anybody may try, and what was written in vain."""

from accounts.groups import make_group
from accounts.limits import TOO_OFTEN, is_too_often, refuse, too_many
from accounts.operations import AccountExists, create_account_for_order
from accounts.phones import e164
from accounts.privacy.registry import Keeper, NotNow, register_keeper
from accounts.queries import addresses_of
from accounts.registry import (
    Panel,
    Switch,
    Way,
    address_proven,
    panels,
    register_on_proven_address,
    register_panel,
    register_switch,
    register_way,
)
from accounts.written import given_back, keep_written

__all__ = [
    "TOO_OFTEN",
    "AccountExists",
    "Keeper",
    "NotNow",
    "Panel",
    "Switch",
    "Way",
    "address_proven",
    "addresses_of",
    "create_account_for_order",
    "e164",
    "given_back",
    "is_too_often",
    "keep_written",
    "make_group",
    "panels",
    "refuse",
    "register_keeper",
    "register_on_proven_address",
    "register_panel",
    "register_switch",
    "register_way",
    "too_many",
]
