"""What a web server runs."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for entry in (str(ROOT / "site"), str(ROOT)):
    if entry not in sys.path:
        sys.path.insert(0, entry)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storefront.settings.production")

from django.conf import settings  # noqa: E402 - paths first
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()
if not settings.SITE_OPEN_TOOLS:
    call_command("check")  # a shop that pretends, or keeps its letters to itself, does not open
