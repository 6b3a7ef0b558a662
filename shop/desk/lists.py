"""What lists of the desk have in common: found by words, in a sure order, taken along as a table."""

from __future__ import annotations

from wagtail.admin.views.reports import ReportView

from shop.desk.cells import no_formula


class DeskList(ReportView):
    """Rows of a model. `exported` has for each column of the table its heading and how a row gives its value."""

    template_name = "desk/orders.html"
    permission_required = "view"
    is_searchable = True
    table_classname = "listing desk-orders"
    custom_value_preprocess = ReportView.custom_value_preprocess | {str: {"csv": no_formula}}
    exported: dict = {}

    def __init_subclass__(cls, **kwargs) -> None:
        super().__init_subclass__(**kwargs)
        cls.list_export = list(cls.exported)
        cls.export_headings = {name: heading for name, (heading, _value) in cls.exported.items()}

    def found_by(self, rows, words: str):
        """The rows that have these words in them."""
        raise NotImplementedError

    def order_queryset(self, queryset):
        # The id breaks the tie, so that no row is on two pages or on none.
        return queryset.order_by(self.ordering, "-id" if self.ordering.startswith("-") else "id")

    def search_queryset(self, queryset):
        return self.found_by(queryset, self.search_query.strip()) if self.is_searching else queryset

    def get_filtered_queryset(self):
        return self.search_queryset(super().get_filtered_queryset())

    def to_row_dict(self, item):
        return {name: value(item) for name, (_heading, value) in self.exported.items()}
