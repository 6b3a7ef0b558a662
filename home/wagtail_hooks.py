"""What the pages bring to the editors' desk."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from home import topics
from home.admin import PeopleAndThemes, SiteFrameViewSet
from home.contact.admin import ContactMessageViewSet
from home.guide import guide, register_topics
from home.pages.checks import put_shop_checks, register_check
from home.pages.copying import as_template, template_button
from home.pages.drafts import DraftsPanel
from home.pages.filters import EveryKind
from home.translating import admin as translating
from home.translating import publishing
from home.translating.checks import outdated
from home.translating.panel import TranslationsPanel
from home.translating.rights import TRANSLATE

register_snippet(ContactMessageViewSet)
register_snippet(PeopleAndThemes)
register_snippet(SiteFrameViewSet)

register_check(Page, outdated)
hooks.register("construct_wagtail_userbar", put_shop_checks)
hooks.register("register_page_header_buttons", template_button)
hooks.register("register_page_listing_more_buttons", template_button)

register_topics(topics.PUBLISHING, topics.CHECKS, topics.PICTURES, topics.TRANSLATING, topics.DELETING)

# Before Wagtail Localize's own, which knows an alias only as something that is not translated yet.
hooks.register("before_edit_page", translating.edit_alias, order=-1)


@hooks.register("register_log_actions")
def acts_on_messages(registry):
    registry.register_action("home.contact.answer", _("Say that a message is answered"), _("said that it is answered"))


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("guide/", guide, name="guide"),
        path("pages/<int:page_id>/as-template/", as_template, name="page_as_template"),
        path("translations/", translating.translations, name="translations"),
        path("translations/files/", translating.files, name="translation_files"),
        path("translations/<int:translation_id>/changes/", translating.changes, name="translation_changes"),
        # In the place of Wagtail Localize's own: this app comes first.
        path("localize/submit/page/<int:page_id>/", translating.SendPage.as_view(), name="translations_send_page"),
    ]


@hooks.register("register_admin_viewset")
def tree_of_pages():
    return EveryKind()


class BoardItem(MenuItem):
    """The way to the board, for those who translate."""

    def is_shown(self, request) -> bool:
        return request.user.has_perm(TRANSLATE)


@hooks.register("register_admin_menu_item")
def board_in_the_menu():
    return BoardItem(_("Translations"), reverse("translations"), icon_name="wagtail-localize-language", order=320)


@hooks.register("register_help_menu_item")
def help_in_our_words():
    return MenuItem(_("How this shop is edited"), reverse("guide"), icon_name="help", order=1)


@hooks.register("construct_reports_menu")
def one_way_to_translations(request, menu_items):
    menu_items[:] = [item for item in menu_items if item.url != reverse("wagtail_localize:translations_report")]


@hooks.register("after_edit_snippet")
def source_of_translations_changed(request, instance):
    if hasattr(instance, "translation_key"):
        publishing.say_changed(instance)


@hooks.register("construct_homepage_panels")
def what_waits(request, panels):
    panels += [DraftsPanel(), TranslationsPanel()]


@hooks.register("insert_global_admin_css")
def style_of_the_desk():
    return format_html('<link rel="stylesheet" href="{}">', static("desk/desk.css"))
