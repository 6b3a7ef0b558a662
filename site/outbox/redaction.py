"""What may be kept of an error: never who it was about, never a key."""

import re

ADDRESS = re.compile(r"[^\s<>()\[\]'\",;:]+@[^\s<>()\[\]'\",;:]+")
TELEPHONE = re.compile(r"\+\d[\d\s().-]{6,}\d")
# Stripe, its webhooks and Resend write their keys so.
SUPPLIER_KEY = re.compile(r"\b(?:sk|rk|pk|whsec|re)_\w{6,}")
LONGEST = 2_000


def redact(text: str) -> str:
    """The text without mail addresses, telephone numbers and suppliers' keys, at most 2,000 characters."""
    text = ADDRESS.sub("[address]", text.replace("\x00", ""))
    text = SUPPLIER_KEY.sub("[key]", TELEPHONE.sub("[number]", text))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
