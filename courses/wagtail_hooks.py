"""What courses bring to the editors' desk."""

from django.urls import path
from wagtail import hooks

from courses.catalogue import admin
from courses.catalogue.checks import course_lacks
from courses.catalogue.desk import facts_of
from courses.catalogue.pages import CoursePage
from courses.topics import COURSES
from home.guide import register_topics
from home.pages.checks import register_check
from home.pages.copying import register_template
from home.translating.facts import register_facts

register_check(CoursePage, course_lacks)
register_template(admin.template)
register_facts(CoursePage, facts_of)
register_topics(COURSES)

hooks.register("before_delete_page", admin.keeping.keep)
hooks.register("before_bulk_action", admin.keeping.keep_many)
for moment in ("after_publish_page", "after_create_page", "after_edit_page"):
    hooks.register(moment, admin.keeping.tell_trouble)


@hooks.register("register_admin_urls")
def addresses():
    return [path("courses/<int:number>/sale/<slug:act>/", admin.sale, name="courses_sale")]


@hooks.register("register_admin_viewset")
def viewsets():
    return admin.CourseViewSet()
