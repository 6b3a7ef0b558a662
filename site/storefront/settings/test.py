"""Tests: quick hashes, files that vanish, suppliers' stand-ins, no network."""

import os
import tempfile

from storefront.settings import environment
from storefront.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = "tests" + "x" * 50
ALLOWED_HOSTS = ["*"]
PUBLIC_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
DATABASES = {"default": environment.database("DATABASE_URL", default="sqlite:///:memory:")}
REDIS_URL = environment.text("REDIS_URL", default="")
# Tests that run side by side must not see each other's entries: a Redis database for each of them.
NEIGHBOUR = os.environ.get("NEIGHBOUR") or os.environ.get("PYTEST_XDIST_WORKER", "gw14").removeprefix("gw")
CACHES = OTHER_CACHES | {  # noqa: F405
    "default": {"BACKEND": "storefront.caching.SpareRedisCache", "LOCATION": f"{REDIS_URL}/{NEIGHBOUR}"}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_entry"}
}
FILES = tempfile.mkdtemp(prefix="stillpoint-")
MEDIA_ROOT = f"{FILES}/pictures"
PRIVATE_ROOT = f"{FILES}/private"
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
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SITE_OPEN_TOOLS = True
SEARCH_ENGINE = "search.database.engine.DatabaseEngine"  # tests of Elasticsearch name theirs
WHATSAPP = True
PAGES_KEPT_SECONDS = 0  # each test's page is made anew; tests of keeping keep
# A kind of goods that only tests know: it joins like any other app, by its storefront_hooks.py.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.contracts.goods"]  # noqa: F405
API_REQUESTS_PER_MINUTE = {"read": 0, "write": 0}  # tests of the limits set their own
