"""What courses bring to the house."""

from django.utils.translation import gettext_lazy as _

from courses.catalogue import publishing, queries
from courses.catalogue.fulfiller import CourseFulfiller
from home.cards import register_page_cards, register_source
from shop.contract import register_fulfiller

publishing.join()

register_fulfiller(CourseFulfiller())
register_source("newest_courses", _("Newest courses"), queries.newest)
register_page_cards(queries.of_pages)
