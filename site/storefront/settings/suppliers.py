"""Who answers in a supplier's place: keys where there are some, stand-ins where there are none."""

from storefront.settings import environment

# Stripe. Without a key the embedded stand-in answers; production refuses to start with it.
STRIPE_STANDIN_KEY = "sk_test_embedded"
STRIPE_SECRET_KEY = environment.text("STRIPE_SECRET_KEY", default=STRIPE_STANDIN_KEY)
SHOP_TEST_MODE = "_test_" in STRIPE_SECRET_KEY  # every page says that no real money moves
STRIPE_STANDIN_WEBHOOK_SECRET = "whsec_embedded"
STRIPE_WEBHOOK_SECRETS = environment.items("STRIPE_WEBHOOK_SECRETS", default=STRIPE_STANDIN_WEBHOOK_SECRET)
STRIPE_API_BASE = environment.text("STRIPE_API_BASE", default="")

# Who takes the money: any class that keeps the promises of shop.payments.gateway.
SHOP_PAYMENT_GATEWAY = "integrations.stripe.gateway.StripeGateway"

# Who is asked whether a VAT number exists; empty: nobody, and numbers are only looked at.
SHOP_VAT_REGISTER = environment.text("SHOP_VAT_REGISTER", default="")
VIES_API_BASE = "https://ec.europa.eu/taxation_customs/vies/rest-api"
# What must be known of a business's number before it owes the tax itself: never, format or confirmed.
SHOP_REVERSE_CHARGE = environment.text("SHOP_REVERSE_CHARGE", default="format")

# Whether a withdrawal whose right clearly holds is paid back by itself, or waits for a person as well.
SHOP_WITHDRAWALS_AT_ONCE = environment.flag("SHOP_WITHDRAWALS_AT_ONCE", default=True)

# How long a cart keeps places of what is limited: leaves time to read the terms.
SHOP_HOLD_MINUTES = environment.number("SHOP_HOLD_MINUTES", default=20)

# How long places are kept for somebody on a waiting list after they were offered.
SHOP_WAITING_HOURS = environment.number("SHOP_WAITING_HOURS", default=24)

# Whether reviews wait for a moderator before they are shown.
SHOP_REVIEWS_MODERATED = environment.flag("SHOP_REVIEWS_MODERATED", default=True)
# So many days after finishing a course or attending an event people are asked how it was; 0: never.
SHOP_REVIEW_INVITATION_DAYS = environment.number("SHOP_REVIEW_INVITATION_DAYS", default=3)

# Mail. "mailbox" keeps letters for the local mailbox page; else any of Django's or anymail's backends.
MAIL_TRANSPORT = environment.text("MAIL_TRANSPORT", default="integrations.email.MailboxBackend")
# Who is asked when the first refuses for good or has not taken a letter for a day; empty: nobody.
MAIL_TRANSPORT_SECOND = environment.text("MAIL_TRANSPORT_SECOND", default="")
# What signs the suppliers' reports of delivered and bounced letters; without one nothing is heard.
RESEND_WEBHOOK_SECRETS = environment.items("RESEND_WEBHOOK_SECRETS", default="")
SENDGRID_WEBHOOK_KEYS = environment.items("SENDGRID_WEBHOOK_KEYS", default="")
EMAIL_HOST = environment.text("EMAIL_HOST", default="localhost")
EMAIL_PORT = environment.number("EMAIL_PORT", default=587)
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 20  # seconds; a letter's lease is 60
ANYMAIL = {
    "RESEND_API_KEY": environment.text("RESEND_API_KEY", default=""),
    "SENDGRID_API_KEY": environment.text("SENDGRID_API_KEY", default=""),
    "REQUESTS_TIMEOUT": 20,
}

# Messages by WhatsApp, beside letters, for those who asked for it. In production it is off unless it is switched on.
WHATSAPP = environment.flag("WHATSAPP", default=False)
# Who carries them. Without an account the embedded stand-in answers; production refuses to start with it.
TWILIO_STANDIN_SID = "AC" + "0" * 32
TWILIO_STANDIN_TOKEN = "embedded"
TWILIO_ACCOUNT_SID = environment.text("TWILIO_ACCOUNT_SID", default=TWILIO_STANDIN_SID)
# The first asks; all of them may have signed what comes in.
TWILIO_AUTH_TOKENS = environment.items("TWILIO_AUTH_TOKENS", default=TWILIO_STANDIN_TOKEN)
# The number that writes, or a messaging service (MG…).
TWILIO_WHATSAPP_SENDER = environment.text("TWILIO_WHATSAPP_SENDER", default="+14155238886")

# The address under which people reach the shop; links in mails and at suppliers begin with it.
PUBLIC_URL = environment.text("PUBLIC_URL", default="http://localhost:8000").rstrip("/")

# Search. Without an Elasticsearch server the shop's own database searches; with one, it stands in while that is away.
ELASTICSEARCH_URL = environment.text("ELASTICSEARCH_URL", default="")
# Of its indexes, where several shops share a server.
ELASTICSEARCH_PREFIX = environment.text("ELASTICSEARCH_PREFIX", default="")
SEARCH_ENGINE_FIRST = "integrations.elasticsearch.engine.ElasticsearchEngine"
SEARCH_ENGINE = "search.spare.SpareEngine" if ELASTICSEARCH_URL else "search.database.engine.DatabaseEngine"

# Maps, which pages load only when somebody presses for them. The first of these that is set draws them; none, no map.
GOOGLE_MAPS_KEY = environment.text("GOOGLE_MAPS_KEY", default="")
MAPBOX_KEY = environment.text("MAPBOX_KEY", default="")
# With {z}, {x} and {y}; whose it is may want to be asked first (OpenStreetMap: operations.osmfoundation.org/policies).
MAP_TILES = environment.text("MAP_TILES", default="")
MAP_ATTRIBUTION = environment.text(
    "MAP_ATTRIBUTION", default='© <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>'
)
if MAPBOX_KEY:
    MAP_TILES = (
        f"https://api.mapbox.com/styles/v1/mapbox/streets-v12/tiles/256/{{z}}/{{x}}/{{y}}?access_token={MAPBOX_KEY}"
    )
    MAP_ATTRIBUTION = '© <a href="https://www.mapbox.com/about/maps/">Mapbox</a> ' + MAP_ATTRIBUTION

# Machine translation, which begins what a person reads and publishes. The first of these that is set; none, no machine.
DEEPL_KEY = environment.text("DEEPL_KEY", default="")
LIBRETRANSLATE_URL = environment.text("LIBRETRANSLATE_URL", default="").rstrip("/")
if DEEPL_KEY:
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "wagtail_localize.machine_translators.deepl.DeepLTranslator",
        "OPTIONS": {"AUTH_KEY": DEEPL_KEY, "TIMEOUT": 30},  # seconds; a job's lease is 120
    }
elif LIBRETRANSLATE_URL:
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "wagtail_localize.machine_translators.libretranslate.LibreTranslator",
        "OPTIONS": {
            "LIBRETRANSLATE_URL": LIBRETRANSLATE_URL,
            "API_KEY": environment.text("LIBRETRANSLATE_KEY", default=""),
            "TIMEOUT": 60,
        },
    }
