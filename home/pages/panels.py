"""Panels for pages of which some people see only a part."""

from __future__ import annotations

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import InlinePanel
from wagtail.admin.panels.base import get_form_for_model


class RowsPanel(InlinePanel):
    """Rows that some do not see: where the form has none of them, neither has the page."""

    class BoundPanel(InlinePanel.BoundPanel):
        def __init__(self, **kwargs) -> None:
            form = kwargs["form"]
            self.left_out = form is not None and kwargs["panel"].relation_name not in form.formsets
            super().__init__(**kwargs | {"form": None if self.left_out else form})

        def is_shown(self) -> bool:
            return not self.left_out


class FormRowsPanel(RowsPanel):
    """Rows with a form, or a set of forms, of their own."""

    row_form = None
    row_formset = None

    def get_form_options(self) -> dict:
        options = super().get_form_options()
        rows = options["formsets"][self.relation_name]
        rows["form"] = get_form_for_model(
            self.db_field.related_model, form_class=self.row_form, fields=rows["fields"], widgets=rows["widgets"]
        )
        if self.row_formset:
            rows["formset"] = self.row_formset
        return options


class PartlyShownForm(WagtailAdminPageForm):
    """A page's form that leaves out what is not this page's, or this editor's, to say."""

    def leave_out(self, fields: tuple[str, ...], rows: tuple[str, ...] = ()) -> None:
        """What is not in the form cannot be posted, and stays as it is."""
        for name in fields:
            self.fields.pop(name, None)
        for name in rows:
            self.formsets.pop(name, None)

    def may(self, permission: str) -> bool:
        """Whether whoever fills it in has a permission; a form that nobody fills in is whole."""
        return self.for_user is None or self.for_user.has_perm(permission)
