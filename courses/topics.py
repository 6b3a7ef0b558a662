"""What the help says of courses."""

from django.utils.translation import gettext_lazy as _

from home.guide import Topic

COURSES = Topic(
    "courses",
    _("Courses"),
    (
        _("A course is a page; its modules are pages below it, and their lessons below those, in order."),
        _("Give it at least one free lesson: people try before they buy."),
        _("“Use as template” begins another course with the same lessons."),
    ),
)
