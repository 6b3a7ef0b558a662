"""As in production where it costs time, with the pretended supplier and without its signs and seals."""

from storefront.settings.test import *  # noqa: F403
from storefront.settings.test import DATABASES

if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8}
DATABASES["default"]["NAME"] = environment.text("LOAD_DATABASE", default=DATABASES["default"]["NAME"])  # noqa: F405
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
PAGES_KEPT_SECONDS = 60
LOGGING = {"version": 1, "disable_existing_loggers": True}
