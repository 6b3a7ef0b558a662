"""What is the same everywhere. What differs between machines is in dev, test and production."""

from datetime import timedelta
from pathlib import Path

from storefront.settings import environment
from storefront.settings.suppliers import *  # noqa: F403 - one namespace is what Django reads
from storefront.settings.taxes import SHOP_TAX_RATES  # noqa: F401

ROOT = Path(__file__).resolve().parents[3]

INSTALLED_APPS = [
    "storefront",
    "home",
    "courses",
    "events",
    "shop",
    "search",
    "outbox",
    "messaging",
    "media",
    "accounts",
    "api",
    "integrations.stripe",
    "integrations.twilio",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.apps.WagtailUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "storefront.health.HealthChecks",
    "storefront.pages.kept.KeptPages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "storefront.policies.ContentPolicies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "storefront.languages.Languages",
    "api.middleware.ApiFrame",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.zones.OwnZone",
    "django_htmx.middleware.HtmxMiddleware",
    "shop.cart.middleware.CartMiddleware",
    "accounts.ended.EndedSession",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "storefront.urls"
WSGI_APPLICATION = "storefront.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.frame.frame",
            ],
        },
    }
]

# Languages, time ------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("es", "Español"), ("ar", "العربية")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = "storefront.formats"
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
USE_TZ = True
TIME_ZONE = "UTC"

# Files ------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "static"]
STATICFILES_FINDERS = [
    "storefront.stylesheet.ShopStylesheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "/pictures/"
PRIVATE_FILE_MOST_BYTES = 2 * 1024**3  # what docs/nginx.conf lets through
DOWNLOADS_PER_FILE = 5  # of each line of an order; staff may give more
DOWNLOAD_LINK_DAYS = 30  # how long the link in a letter is good
DOWNLOAD_CLICK_HOURS = 24  # how long the address of a file is good, and may go on after it broke off
DOWNLOAD_COUNTRY_HEADER = ""  # where a proxy says from which country somebody comes; empty: nobody asks
PRIVATE_FILES_BY_WEB_SERVER = ""  # where the web server finds them, as docs/nginx.conf says; empty: we read them

# Pages ask for the sizes of their pictures together; Wagtail would write each into the cache on every view.
# Each process keeps whole pages of its own, and asks the shared cache whether they are still true.
OTHER_CACHES = {
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 300},
    },
}
METRICS_TOKEN = ""  # who may read /health/metrics; empty: nobody
PAGES_KEPT_SECONDS = 60  # at the most; 0 keeps none

# People -----------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["accounts.hashers.BCrypt12PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:dashboard"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_UNIQUE_EMAIL = True
MFA_ADAPTER = "accounts.second_step.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Stillpoint"
MFA_TOTP_TOLERANCE = 1  # telephones' clocks are not all right
WAGTAILADMIN_USER_LOGIN_FORM = "accounts.second_step.DeskLoginForm"
ACCOUNT_CHANGE_EMAIL = True  # one address; a new one takes its place when it is proven
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # only in the browser that signed up
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# Beside allauth's own limits: forms that anybody may send.
ACCOUNT_SESSION_REMEMBER = True
# Beside allauth's own; a withdrawal's way is asked for from one place and for one order. None is longer than what
# accounts.limits says to wait.
ACCOUNT_RATE_LIMITS = {
    "newsletter": "10/5m/ip",
    "contact": "5/5m/ip",
    "withdrawal": "20/5m/ip,5/5m/key",
    "waiting": "20/5m/ip,5/5m/key",
    "review": "20/5m/ip",
    "report": "10/5m/ip",
    "download_link": "20/5m/ip,3/5m/key",
    "ticket": "20/5m/ip,3/5m/key",
}
ACCOUNT_EMAIL_NOTIFICATIONS = True  # "your password was changed"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(timedelta(days=30).total_seconds())
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "storefront.errors.csrf_failure"

# Wagtail ------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Stillpoint"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_EXTENSIONS = ["pdf", "txt", "epub"]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# Wagtail's own background work joins ours: rows in the same database, leases, retries.
TASKS = {"default": {"BACKEND": "outbox.django_tasks.OutboxBackend"}}

# The shop ------------------------------------------------------------------------

SHOP_CURRENCIES = ["EUR", "USD", "GBP"]
SHOP_DEFAULT_CURRENCY = "EUR"
SHOP_COUNTRY = "DE"
# What stands before the year and the number of a paper: INV-2026-00001. Tests of payments count in series of their own.
SHOP_INVOICE_SERIES = {"invoice": "INV", "credit_note": "CN"}
SHOP_CART_DAYS = 30
API_REQUESTS_PER_MINUTE = {"read": 300, "write": 60}  # from one address; 0 is no limit
CONTACT_KEPT_DAYS = environment.number("CONTACT_KEPT_DAYS", default=365)  # answered messages to the shop
SHOP_PAYMENT_MINUTES = 31  # Stripe's shortest session is 30 minutes; one more for clocks that disagree

EMAIL_BACKEND = "messaging.backends.OutboxEmailBackend"
DEFAULT_FROM_EMAIL = "Stillpoint <hello@stillpoint.example>"

# Pages on which forms may lead to the supplier's own page.
CONTENT_SECURITY_FORM_TARGETS = ["https://checkout.stripe.com", "https://billing.stripe.com"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Below INFO the Stripe client logs whole bodies, the buyer's address among them; Twilio's logs numbers at INFO.
    "loggers": {name: {"level": "WARNING"} for name in ("stripe", "twilio", "django.request")},
}

LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # previews of Wagtail and letters in the mailbox say for themselves that we may frame them
