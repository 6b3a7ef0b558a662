"""Typed readers of the environment: each variable is read once, here, or the start stops with a sentence."""

import os
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, *, default: str | None = None) -> str:
    """Read one variable, or stop the start with a sentence that helps."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set {name}; .env.example says what it is for.")
    return value


def flag(name: str, *, default: bool) -> bool:
    """Read yes or no."""
    value = os.environ.get(name, "")
    if value == "":
        return default
    if value.lower() in {"1", "yes", "true", "on"}:
        return True
    if value.lower() in {"0", "no", "false", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")


def number(name: str, *, default: int) -> int:
    """Read a whole number."""
    value = os.environ.get(name, "")
    if value == "":
        return default
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None


def items(name: str, *, default: str | None = None) -> list[str]:
    """Read a list, separated by commas."""
    return [item.strip() for item in text(name, default=default).split(",") if item.strip()]


def database(name: str, *, default: str | None = None) -> dict:
    """Read an address such as postgresql://user:password@host:5432/name or sqlite:////path/to/file."""
    address = urlsplit(text(name, default=default))
    if address.scheme == "sqlite":
        return sqlite(unquote(address.path)[1:] or ":memory:")
    if address.scheme in {"postgresql", "postgres"}:
        options = dict(parse_qsl(address.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(address.path)[1:],
            "USER": unquote(address.username or ""),
            "PASSWORD": unquote(address.password or ""),
            "HOST": options.pop("host", address.hostname or ""),
            "PORT": str(address.port or ""),
            "OPTIONS": options,
        }
    raise ImproperlyConfigured(f"{name} must begin with postgresql:// or sqlite://.")


def sqlite(path: str) -> dict:
    """SQLite as this shop needs it: readers never wait, and a writer locks before it reads."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
