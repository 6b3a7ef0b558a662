"""One person's machine: SQLite, stand-ins, a local mailbox."""

import os

from storefront.settings import environment
from storefront.settings.base import *  # noqa: F403
from storefront.settings.base import ROOT

DEBUG = environment.flag("DEBUG", default=True)
SECRET_KEY = "only-for-this-machine-" + "x" * 40
ALLOWED_HOSTS = ["*"]
DATA = os.environ.get("DATA") or str(ROOT / "var" / "demo")
os.makedirs(DATA, exist_ok=True)
DATABASES = {"default": environment.database("DATABASE_URL", default=f"sqlite:///{DATA}/shop.sqlite3")}
DATABASES["default"]["CONN_MAX_AGE"] = 60
# Processes must agree on what is cached, so it is the database, never a process's own memory.
CACHES = OTHER_CACHES | {  # noqa: F405
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_entry"}
}
API_REQUESTS_PER_MINUTE = {
    "read": environment.number("API_READS_PER_MINUTE", default=300),
    "write": environment.number("API_WRITES_PER_MINUTE", default=60),
}
PAGES_KEPT_SECONDS = environment.number("PAGES_KEPT_SECONDS", default=60)
MEDIA_ROOT = os.path.join(DATA, "pictures")
PRIVATE_ROOT = os.path.join(DATA, "private")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "media.storage.PrivateFolder",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
WHATSAPP = environment.flag("WHATSAPP", default=True)
SITE_OPEN_TOOLS = True  # mailbox, pretended payments and the parts' gallery have addresses
WAGTAILADMIN_BASE_URL = PUBLIC_URL  # noqa: F405
INSTALLED_APPS = [*INSTALLED_APPS, "demo"]  # noqa: F405
