"""Private files in Wagtail's administration: uploaded once, told by their content, captioned, not taken from a page."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.db.models import ProtectedError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import CreateView, DeleteView, SnippetViewSet

from media.kinds import KINDS, label_of
from media.models import PrivateFile
from media.operations import describe, facts_of, fitting_name


class UploadInput(forms.FileInput):
    """A field for a file, and beside it how far its upload has come, where there is script."""

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        field = super().render(name, value, attrs, renderer)
        return format_html("{}{}", field, render_to_string("desk/upload_progress.html"))


class PrivateFileForm(WagtailAdminModelForm):
    """A new file with its content; later only what is said about it.

    The content stays what it is: published lessons show this very file, and nothing that is sold changes
    before a page is published. A better recording is a new file, chosen on the page.
    """

    name = forms.CharField(
        label=gettext_lazy("File name"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("What it is called when someone saves it. Empty: as it is called now."),
    )

    class Meta:
        model = PrivateFile
        fields = ["title", "file", "name", "seconds"]
        formsets: list[str] = []
        widgets = {"file": UploadInput}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["file"]

    def clean_file(self):
        """Whether we keep such a thing; the sentence stands beside the field."""
        content = self.cleaned_data["file"]
        self.facts = facts_of(content)
        return content

    def clean(self):
        cleaned = super().clean()
        facts = getattr(self, "facts", None)
        if facts:
            describe(self.instance, facts)
            given = cleaned.get("name") or cleaned["file"].name or ""
            cleaned["name"] = fitting_name(given, facts.kind)
            cleaned["seconds"] = facts.seconds or cleaned.get("seconds")
        elif self.instance.pk:
            given = cleaned.get("name") or self.initial["name"]
            cleaned["name"] = fitting_name(given, KINDS[self.instance.content_type])
        return cleaned


class PrivateFileCreate(CreateView):
    """To our script, which shows how far the upload is, it says where to go on, or all that is wrong."""

    http_method_names = ["get", "head", "post", "options"]

    @property
    def by_script(self) -> bool:
        return self.request.headers.get("X-Requested-With") == "XMLHttpRequest"

    def form_valid(self, form) -> HttpResponse:
        answer = super().form_valid(form)
        # Not a redirection: the script would read the next page itself, and with it the message that is shown once.
        return JsonResponse({"url": answer["Location"]}) if self.by_script and answer.has_header("Location") else answer

    def form_invalid(self, form) -> HttpResponse:
        if self.by_script:
            return JsonResponse({"errors": list(errors_of(form))}, status=422)
        return super().form_invalid(form)


def errors_of(form) -> Iterator[dict[str, str]]:
    """Each thing that is wrong with a form and its rows: the field's label, the sentence."""
    rows = [row for formset in form.formsets.values() for row in formset.forms]
    for one in (form, *rows):
        for name, errors in one.errors.items():
            label = one.fields[name].label if name in one.fields else ""
            yield from ({"field": str(label or ""), "words": words} for words in errors)
    for formset in form.formsets.values():
        yield from ({"field": "", "words": words} for words in formset.non_form_errors())


class PrivateFileDelete(DeleteView):
    """A file in use stays; the index of references may not know every use, the database does."""

    http_method_names = ["get", "post", "head", "options"]  # Django's own DELETE asks nobody

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ProtectedError:
            messages.error(
                self.request,
                _("“%(title)s” is in use and stays. Take it from its pages first.") % {"title": self.object.title},
            )
            return redirect(self.get_success_url())


class TitleFilter(BaseFilterForm):
    """Files by their title, as it is now: an upload of a moment ago is found too."""

    q = forms.CharField(label=gettext_lazy("Search term"), required=False)

    def filter(self, objects):
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        return objects.filter(title__icontains=self.search_query)


class FileChooseView(ChooseView):
    filter_form_class = TitleFilter


class FileChooseResultsView(ChooseResultsView):
    filter_form_class = TitleFilter


class PrivateFileChooser(SnippetChooserViewSet):
    """On page forms a file is chosen or uploaded on the spot."""

    choose_view_class = FileChooseView
    choose_results_view_class = FileChooseResultsView
    creation_form_class = PrivateFileForm
    create_action_label = gettext_lazy("Upload")
    create_action_clicked_label = gettext_lazy("Uploading …")
    creation_tab_label = gettext_lazy("Upload")
    choose_one_text = gettext_lazy("Choose a file")
    choose_another_text = gettext_lazy("Choose another file")


def kind_of(file: PrivateFile) -> str:
    """What the list says of a file's kind and size."""
    return f"{label_of(file.content_type)}, {filesizeformat(file.size)}"


class PrivateFileViewSet(SnippetViewSet):
    """Sound, video and papers that only some may have."""

    model = PrivateFile
    icon = "media"
    add_to_admin_menu = True
    menu_label = gettext_lazy("Private files")
    menu_order = 320
    copy_view_enabled = False
    inspect_view_enabled = False
    add_view_class = PrivateFileCreate
    delete_view_class = PrivateFileDelete
    chooser_viewset_class = PrivateFileChooser
    list_display = ["title", Column("kind", label=gettext_lazy("Kind"), accessor=kind_of), "seconds", "created_at"]
    search_fields = ["title", "name"]
    ordering = ["-created_at", "-pk"]
    list_per_page = 50
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("file"),
            FieldPanel("name"),
            FieldPanel("seconds"),
            InlinePanel("captions", heading=gettext_lazy("Captions"), label=gettext_lazy("Captions in one language")),
        ],
        base_form_class=PrivateFileForm,
    )
