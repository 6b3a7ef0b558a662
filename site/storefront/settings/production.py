"""The real shop: everything that matters comes from the environment, and nothing has a guess."""

from storefront.settings import environment
from storefront.settings.base import *  # noqa: F403
from storefront.settings.base import ROOT

DEBUG = False
SECRET_KEY = environment.text("SECRET_KEY")
ALLOWED_HOSTS = environment.items("ALLOWED_HOSTS")
PUBLIC_URL = environment.text("PUBLIC_URL").rstrip("/")
WAGTAILADMIN_BASE_URL = PUBLIC_URL
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
DATABASES = {"default": environment.database("DATABASE_URL")}
DATABASES["default"].setdefault("OPTIONS", {})
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8}
REDIS_URL = environment.text("REDIS_URL", default="")
CACHES = OTHER_CACHES | {  # noqa: F405
    "default": {"BACKEND": "storefront.caching.SpareRedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_entry"}
}
METRICS_TOKEN = environment.text("METRICS_TOKEN", default="")
API_REQUESTS_PER_MINUTE = {
    "read": environment.number("API_READS_PER_MINUTE", default=300),
    "write": environment.number("API_WRITES_PER_MINUTE", default=60),
}
PAGES_KEPT_SECONDS = environment.number("PAGES_KEPT_SECONDS", default=60)
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
MEDIA_ROOT = environment.text("PICTURES_ROOT", default=str(ROOT / "var" / "pictures"))
PRIVATE_ROOT = environment.text("PRIVATE_ROOT", default=str(ROOT / "var" / "private"))
PRIVATE_FILES_BY_WEB_SERVER = environment.text("PRIVATE_FILES_BY_WEB_SERVER", default="")
DOWNLOAD_COUNTRY_HEADER = environment.text("DOWNLOAD_COUNTRY_HEADER", default="")
PRIVATE_BUCKET = environment.text("PRIVATE_BUCKET", default="")
STATIC_ROOT = environment.text("STATIC_ROOT", default=str(ROOT / "var" / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "integrations.storage.s3.PrivateBucket",
        "OPTIONS": {
            "bucket_name": PRIVATE_BUCKET,
            "endpoint_url": environment.text("S3_ENDPOINT", default="") or None,
            "region_name": environment.text("S3_REGION", default="") or None,
            "access_key": environment.text("S3_ACCESS_KEY"),
            "secret_key": environment.text("S3_SECRET_KEY"),
        },
    }
    if PRIVATE_BUCKET
    else {
        "BACKEND": "media.storage.PrivateFolder",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL")
SECURE_SSL_REDIRECT = environment.flag("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = environment.number("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
# How many proxies of ours stand before the web server; limits on attempts count the address before them.
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("TRUSTED_PROXY_COUNT", default=1)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
SITE_OPEN_TOOLS = False
