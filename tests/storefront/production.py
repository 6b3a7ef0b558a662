"""A whole environment as a real shop has it, for processes that tests start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "DJANGO_SETTINGS_MODULE": "storefront.settings.production",
    "SECRET_KEY": "a-sentence-long-enough-that-nobody-guesses-it-0123456789-and-a-few-more",
    "ALLOWED_HOSTS": "shop.example.org",
    "PUBLIC_URL": "https://shop.example.org",
    "DEFAULT_FROM_EMAIL": "Stillpoint <hello@shop.example.org>",
    "DATABASE_URL": "sqlite://:memory:",
    "STRIPE_SECRET_KEY": "rk_live_000000000000000000000000",
    "STRIPE_WEBHOOK_SECRETS": "whsec_000000000000000000000000",
    "MAIL_TRANSPORT": "integrations.email.resend.EmailBackend",
    "RESEND_API_KEY": "re_000000000000",
}


def run(*command: str, without: str = "", **changed: str) -> subprocess.CompletedProcess:
    """What a process says that starts with this environment, less one variable or with others changed."""
    environment = {name: value for name, value in (ENVIRONMENT | changed).items() if name != without}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
