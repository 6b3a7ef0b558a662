"""What events bring to the editors' desk."""

from django.urls import path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from events.catalogue import admin, bulk

register_snippet(admin.VenueViewSet)

hooks.register("before_delete_page", admin.keeping.keep)
hooks.register("before_bulk_action", admin.keeping.keep_many)
for moment in ("after_publish_page", "after_create_page", "after_edit_page"):
    hooks.register(moment, admin.keeping.tell_trouble)


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("events/<int:number>/sale/<slug:act>/", admin.sale, name="events_sale"),
        path("events/pages/<int:page_id>/dates/", bulk.dates, name="events_dates"),
    ]


@hooks.register("register_admin_viewset")
def viewsets():
    return admin.EventViewSet()
