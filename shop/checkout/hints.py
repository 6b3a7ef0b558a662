"""A suggestion where an e-mail looks mistyped; never an error, since it may be right."""

from difflib import get_close_matches

# Where most private mail lives; a right address is never far from itself, so the list may grow.
COMMON = [
    "aol.com",
    "fastmail.com",
    "gmail.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hotmail.com",
    "hotmail.de",
    "hotmail.es",
    "icloud.com",
    "live.com",
    "mac.com",
    "mail.com",
    "mailbox.org",
    "me.com",
    "msn.com",
    "outlook.com",
    "outlook.de",
    "outlook.es",
    "posteo.de",
    "proton.me",
    "protonmail.com",
    "t-online.de",
    "web.de",
    "yahoo.com",
    "yahoo.de",
    "yahoo.es",
    "ymail.com",
]
CLOSE = 0.84  # one letter wrong, missing or swapped


def likely_address(email: str) -> str:
    """The address that was probably meant; empty where nothing looks wrong."""
    local, at, domain = email.rpartition("@")
    domain = domain.lower()
    if not at or domain in COMMON:
        return ""
    close = get_close_matches(domain, COMMON, n=1, cutoff=CLOSE)
    return f"{local}@{close[0]}" if close else ""
