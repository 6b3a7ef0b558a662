"""What the help says of pages, pictures and translations."""

from django.utils.translation import gettext_lazy as _

from home.guide import Topic
from home.translating.rights import TRANSLATE

PUBLISHING = Topic(
    "publishing",
    _("Drafts and publishing"),
    (
        _("A draft may lack anything. It is kept by itself; nothing is sold, sent or shown to readers by that."),
        _("What is sold changes when you publish, and only from the page in the language in which it was begun."),
        _("A page that is put off to a date waits until somebody presses “Schedule to publish”."),
    ),
    view="wagtailadmin_explore_root",
)
DELETING = Topic(
    "deleting",
    _("Deleting"),
    (
        _("What was sold or booked cannot be deleted. Unpublish it: it leaves the shop, and owners keep theirs."),
        _("Before a picture, a person or a venue goes, a page says where it is used; what is in use stays."),
        _("A page that moves or gets another address leads its readers on from the old one."),
    ),
)
PICTURES = Topic(
    "pictures",
    _("Pictures"),
    (
        _("Set the focal point on what must be seen: the same picture is shown wide, square and round."),
        _("Say for each use what the picture shows, or that it is there for looks."),
    ),
    view="wagtailimages:index",
)
TRANSLATING = Topic(
    "translating",
    _("Translations"),
    (
        _("The board shows every page in every language. Tick pages and languages, and send them to translate."),
        _("Readers see a page untranslated, and marked so, until its translation is published."),
        _("When a source is published again, its translations stay as they are; only what changed waits for words."),
    ),
    view="translations",
    right=TRANSLATE,
)
CHECKS = Topic(
    "checks",
    _("Checks"),
    (_("The bar on a page and the side of its form say what it lacks: a price, a free lesson, an alternative text."),),
)
