"""Every address of the shop. Pages people read begin with their language; machines' addresses do not."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from integrations.email.webhooks import resend_reports, sendgrid_reports
from integrations.stripe.webhook import webhook
from integrations.twilio.webhooks import incoming, status

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/checkout/webhook", webhook, name="stripe_webhook"),
    path("api/mail/resend/", resend_reports, name="resend_reports"),
    path("api/mail/sendgrid/", sendgrid_reports, name="sendgrid_reports"),
    path("api/whatsapp/status/<int:number>/", status, name="twilio_status"),
    path("api/whatsapp/incoming/", incoming, name="twilio_incoming"),
    path("api/", include("api.urls")),
    path("files/", include("media.urls")),
    path("", include("home.engines.urls")),
    path("feeds/", include("home.feeds.urls")),
]

if settings.SITE_OPEN_TOOLS:
    urlpatterns += [path("", include("storefront.tools"))]

urlpatterns += i18n_patterns(
    path("account/", include("accounts.urls")),
    path("account/", include("accounts.entrance_urls")),
    path("learn/", include("courses.learning.urls")),
    path("tickets/", include("events.booking.urls")),
    path("door/", include("events.door.urls")),
    path("dates/", include("events.almanac.urls")),
    path("dates/", include("events.catalogue.urls")),
    path("search/", include("search.urls")),
    path("", include("shop.urls")),
    path("", include("home.urls")),
    path("", include(wagtail_urls)),
)

handler404 = "storefront.errors.not_found"
handler429 = "accounts.limits.too_many"  # not Django's: allauth looks for it here
