"""How editors find and change people, themes and the frame of the shop."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LocaleColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from home.site_frame import SiteFrame
from home.snippets import Person, Theme


class PersonViewSet(SnippetViewSet):
    model = Person
    icon = "user"
    menu_label = _("People")
    list_display = ("name", "role", Column("code", label=_("Code"), sort_key="code"), LocaleColumn())
    search_fields = ("name", "role", "code")
    ordering = ("name", "pk")
    list_export = ("name", "code", "role", "bio", "quote")
    copy_view_enabled = False  # a copy would have the same code


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    menu_label = _("Themes")
    list_display = ("title", "code", "hue", LocaleColumn())
    search_fields = ("title", "code")
    ordering = ("title", "pk")
    copy_view_enabled = False


class PeopleAndThemes(SnippetViewSetGroup):
    items = (PersonViewSet, ThemeViewSet)
    menu_label = _("People and themes")
    menu_icon = "group"
    menu_order = 300


class SiteFrameViewSet(SnippetViewSet):
    """One for each language: the first is written, the others are translated from it."""

    model = SiteFrame
    icon = "home"
    menu_label = _("Name, menu and footer")
    menu_order = 100
    add_to_settings_menu = True
    list_display = ("name", "tagline", LocaleColumn())
    copy_view_enabled = False
