"""What events bring to the editors' desk."""

from django.contrib.auth.models import Permission
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from events.catalogue import admin, bulk
from events.catalogue.checks import event_lacks
from events.catalogue.desk import facts_of
from events.catalogue.pages import EventPage
from events.changes import admin as changes
from events.circulars import admin as circulars
from events.door import desk
from events.roster import admin as roster
from events.roster.panel import NextDatesPanel
from events.topics import EVENTS
from home.guide import register_topics
from home.pages.checks import register_check
from home.pages.copying import register_template
from home.translating.facts import register_facts

RIGHTS = ("announce_change", "view_booking", "add_circular")

register_snippet(admin.VenueViewSet)
register_check(EventPage, event_lacks)
register_template(admin.template)
register_facts(EventPage, facts_of)
register_topics(EVENTS)

hooks.register("before_delete_page", admin.keeping.keep)
hooks.register("before_bulk_action", admin.keeping.keep_many)
for moment in ("after_publish_page", "after_create_page", "after_edit_page"):
    hooks.register(moment, admin.keeping.tell_trouble)


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("events/<int:number>/sale/<slug:act>/", admin.sale, name="events_sale"),
        path("events/pages/<int:page_id>/dates/", bulk.dates, name="events_dates"),
        path("events/dates/<int:date_id>/who-comes/", roster.roster, name="events_roster"),
        path("events/dates/<int:date_id>/write/", circulars.circular, name="events_circular"),
        path("events/circulars/<int:circular_id>/", circulars.report, name="events_circular_report"),
        path("events/dates/<int:date_id>/change/", changes.change, name="events_change"),
        path("events/changes/<int:change_id>/", changes.report, name="events_change_report"),
        path("events/changes/<int:change_id>/again/", changes.again, name="events_change_again"),
        path("events/changes/<int:change_id>/drop/", changes.drop, name="events_change_drop"),
        path("events/dates/<int:date_id>/door/", desk.door, name="events_door"),
    ]


@hooks.register("register_admin_viewset")
def viewsets():
    return admin.EventViewSet()


@hooks.register("register_permissions")
def permissions():
    return Permission.objects.filter(content_type__app_label="events", codename__in=RIGHTS)


@hooks.register("register_log_actions")
def acts_of_staff(registry):
    registry.register_action("events.date.moved", _("Move a date"), _("moved a date and had everybody told"))
    registry.register_action("events.date.cancelled", _("Cancel a date"), _("cancelled a date and had everybody told"))


@hooks.register("construct_homepage_panels")
def next_dates_panel(request, panels):
    panels.append(NextDatesPanel())
