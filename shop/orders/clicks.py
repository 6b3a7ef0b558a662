"""Names for forms that are shown, so that sending one twice is known for what it is."""

import secrets

CLICK = r"^[0-9a-f]{32}\Z"


def new_click() -> str:
    """A name that no other form has."""
    return secrets.token_hex(16)
