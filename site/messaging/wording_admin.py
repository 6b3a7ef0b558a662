"""Where editors find the words of letters in Wagtail's administration, and who may write them in a new shop."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from messaging.models import Wording
from messaging.wording import PARTS, WordedKind, built_in, kind_of, kinds, preview
from messaging.wording_forms import WordingForm

WRITERS = ("Editors", "Moderators", "Shop managers")


class PlaceholderPanel(Panel):
    """What may stand in braces, what it means, and the built-in words to begin with."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "desk/wording_help.html"

        def get_context_data(self, parent_context=None):
            """One letter where it is known which; all of them for a new one."""
            kind, language = kind_of(self.instance.kind), self.instance.language
            named = dict(settings.LANGUAGES)
            return super().get_context_data(parent_context) | {
                "language": language,
                "helped": [
                    _help(each, language if language in named else "en") for each in ([kind] if kind else kinds())
                ],
            }


def _help(kind: WordedKind, language: str) -> dict:
    names = {"subject": gettext("Subject"), "opening": gettext("Opening words"), "closing": gettext("Closing words")}
    words = built_in(kind, language)
    return {
        "label": kind.label,
        "placeholders": [
            *((f"{{{name}}}", each.meaning) for name, each in kind.placeholders.items()),
            ("{shop}", gettext("the name of the shop")),
        ],
        "parts": [(names[part], words.get(part, "")) for part in PARTS],
        "language": language,
    }


def _label(wording: Wording) -> str:
    kind = kind_of(wording.kind)
    return kind.label if kind else wording.kind


def _language(wording: Wording) -> str:
    return dict(settings.LANGUAGES).get(wording.language, wording.language)


class WordingViewSet(SnippetViewSet):
    """The words of letters, one for each letter and language."""

    model = Wording
    icon = "mail"
    menu_label = _("Words of letters")
    menu_order = 350
    add_to_admin_menu = True
    list_display = (
        Column("__str__", label=_("Letter"), accessor=_label),
        Column("language", label=_("Language"), accessor=_language),
        "subject",
    )
    ordering = ("kind", "language")
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("kind"),
            FieldPanel("language"),
            FieldPanel("subject", help_text=_("Empty: the built-in words.")),
            FieldPanel("opening", help_text=_("Empty: the built-in words. An empty line begins a new paragraph.")),
            FieldPanel("closing", help_text=_("Empty: the built-in words.")),
            PlaceholderPanel(heading=_("Placeholders and built-in words")),
        ],
        base_form_class=WordingForm,
    )


def show(wording: Wording, mode: str) -> HttpResponse:
    """A preview: the HTML part under its subject, or the plain part."""
    if kind_of(wording.kind) is None:
        return HttpResponse(gettext("Choose a letter first."), content_type="text/plain; charset=utf-8")
    subject, letter = preview(wording, html=mode != "text")
    if mode == "text":
        return HttpResponse(f"{subject}\n\n{letter}", content_type="text/plain; charset=utf-8")
    line = format_html('<p style="margin:0;padding:12px;font-family:sans-serif;"><strong>{}</strong></p>', subject)
    start = letter.index("<body")
    start = letter.index(">", start) + 1
    return HttpResponse(letter[:start] + line + letter[start:])


def give_rights(*, app_config, **kwargs) -> None:
    """Let editors of a new shop word letters and name templates; once some group may, who may is the owner's matter."""
    create_permissions(app_config, verbosity=0)  # Django's own turn may come after ours
    for model in ("wording", "approvedtemplate"):
        rights = Permission.objects.filter(content_type__app_label="messaging", content_type__model=model)
        if not Group.objects.filter(permissions__in=rights).exists():
            for group in Group.objects.filter(name__in=WRITERS):
                group.permissions.add(*rights)
