"""What other apps may use of accounts: the dashboard's panels, proven addresses, an account for a guest's order."""

from accounts.operations import AccountExists, create_account_for_order
from accounts.registry import Panel, address_proven, panels, register_on_proven_address, register_panel

__all__ = [
    "AccountExists",
    "Panel",
    "address_proven",
    "create_account_for_order",
    "panels",
    "register_on_proven_address",
    "register_panel",
]
