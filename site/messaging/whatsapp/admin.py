"""Where editors name the templates that WhatsApp has approved, and find the words to have approved."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from messaging.whatsapp.models import ApprovedTemplate
from messaging.whatsapp.registry import TemplateKind, as_submitted, examples, filled, template_kind, template_kinds


class TemplateForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(each.kind, each.label) for each in template_kinds()]
        for name, choices in (("kind", named), ("language", settings.LANGUAGES)):
            self.fields[name] = forms.ChoiceField(label=self.fields[name].label, choices=choices)
        self.fields["content_sid"].widget.attrs |= {"dir": "ltr", "spellcheck": "false"}

    def clean_content_sid(self) -> str:
        """One template cannot say two things."""
        sid = self.cleaned_data["content_sid"]
        if ApprovedTemplate.objects.filter(content_sid__iexact=sid).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("This template is named for another message or language already."))
        return sid


class ProposalPanel(Panel):
    """What to have approved for each message and language, place by place."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "desk/whatsapp_help.html"

        def get_context_data(self, parent_context=None):
            """One message where it is known which; all of them for a new one."""
            kind, language = template_kind(self.instance.kind), self.instance.language
            languages = [each for each in settings.LANGUAGES if language in ("", each[0])]
            helped = [_help(each, languages) for each in ([kind] if kind else template_kinds())]
            return super().get_context_data(parent_context) | {"helped": helped}


def _help(kind: TemplateKind, languages) -> dict:
    meanings = {"shop": _("the name of the shop"), **{name: each.meaning for name, each in kind.places.items()}}
    return {
        "label": kind.label,
        "proposals": [
            {
                "language": code,
                "name": name,
                "words": as_submitted(kind, language=code),
                "example": filled(kind, examples(kind, language=code), language=code),
            }
            for code, name in languages
        ],
        "places": [(f"{{{{{number}}}}}", meanings[name]) for number, name in enumerate(kind.names, start=1)],
    }


def _label(template: ApprovedTemplate) -> str:
    kind = template_kind(template.kind)
    return kind.label if kind else template.kind


class TemplateViewSet(SnippetViewSet):
    """The approved templates, one for each message and language."""

    model = ApprovedTemplate
    icon = "comment"
    menu_label = _("WhatsApp templates")
    menu_order = 355
    add_to_admin_menu = True
    list_display = (
        Column("__str__", label=_("Message"), accessor=_label),
        Column("language", label=_("Language"), accessor=lambda row: dict(settings.LANGUAGES).get(row.language)),
        "content_sid",
    )
    ordering = ("kind", "language")
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("kind"),
            FieldPanel("language"),
            FieldPanel("content_sid"),
            ProposalPanel(heading=_("Words to have approved")),
        ],
        base_form_class=TemplateForm,
    )
