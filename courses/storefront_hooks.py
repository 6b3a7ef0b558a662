"""What courses bring to the house."""

from django.utils.translation import gettext_lazy as _

from accounts.contract import Panel, register_keeper, register_panel
from api import contract as api
from courses.catalogue import found, publishing, queries
from courses.catalogue.api import router
from courses.catalogue.fulfiller import CourseFulfiller
from courses.catalogue.pages import CoursePage
from courses.learning.panels import learning
from courses.learning.privacy import KEEPER
from courses.learning.reviews import REVIEWED
from courses.learning.rules import may_read
from home.cards import register_page_cards, register_person_cards, register_source
from home.feeds.registry import register_feed
from media.contract import register_rule
from search.contract import register_kind
from shop.contract import register_fulfiller, register_reviewed

publishing.join()

register_fulfiller(CourseFulfiller())
register_feed("courses", _("Courses"), CoursePage)
register_reviewed(REVIEWED)
register_source("newest_courses", _("Newest courses"), queries.newest)
register_page_cards(queries.of_pages)
register_person_cards(queries.taught_by)
register_rule(may_read)
register_panel(Panel("learning", "partials/learning_panel.html", learning, order=10))
register_keeper(KEEPER)
register_kind(found.KIND)
api.join("courses", router)
