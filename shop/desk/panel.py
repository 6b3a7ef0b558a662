"""The first page of the administration says how much waits for somebody."""

from __future__ import annotations

from wagtail.admin.ui.components import Component

from shop.desk.attention import needs_a_person


class AttentionPanel(Component):
    """How many things need a person, and the way to them."""

    name = "needs_a_person"
    template_name = "desk/attention_panel.html"
    order = 90

    def get_context_data(self, parent_context):
        found = needs_a_person()
        return {"count": len(found.concerns), "more": found.more}
