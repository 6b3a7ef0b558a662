"""How a course is laid out for editors: what it says, what happens in it, how it is sold, how it is found."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
)

from courses.catalogue.desk import curriculum_of, planned_of, sale_of
from courses.catalogue.forms import MAY_SELL, PriceForm, PriceFormSet
from home.pages.panels import FormRowsPanel, RowsPanel
from home.pages.planned import PlannedPanel


class PricesPanel(FormRowsPanel):
    """Prices, with a form that reads money."""

    row_form = PriceForm
    row_formset = PriceFormSet


class SalePanel(Panel):
    """How the course is sold now, and the switch that stops it at once; to read for everybody."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "desk/sale.html"

        def get_context_data(self, parent_context=None) -> dict:
            context = super().get_context_data(parent_context)
            may_sell = self.request is not None and self.request.user.has_perm(MAY_SELL)
            return context | {"sale": sale_of(self.instance, at=timezone.now()), "may_sell": may_sell}


class CurriculumPanel(Panel):
    """Modules and lessons below the course, with the ways to them."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "desk/curriculum.html"

        def get_context_data(self, parent_context=None) -> dict:
            return super().get_context_data(parent_context) | {"modules": curriculum_of(self.instance)}


def course_tabs(promote: list) -> TabbedInterface:
    """The tabs of a course's form."""
    content = [
        TitleFieldPanel("title"),
        FieldPanel("outcome"),
        FieldPanel("summary"),
        FieldPanel("cover"),
        FieldPanel("trailer"),
        RowsPanel("teachers", heading=_("Teachers"), label=_("Teacher"), help_text=_("In the order of the page.")),
        RowsPanel("themes", heading=_("Themes"), label=_("Theme"), help_text=_("The first gives the page its colour.")),
        MultiFieldPanel(
            [FieldPanel("level"), FieldPanel("spoken"), FieldPanel("subtitles")],
            heading=_("For whom, in which languages"),
        ),
        MultiFieldPanel(
            [FieldPanel("learn"), FieldPanel("for_you"), FieldPanel("not_for_you"), FieldPanel("need")],
            heading=_("What it gives, and to whom"),
        ),
        FieldPanel("body"),
        FieldPanel("health_note"),
        FieldPanel("faq"),
    ]
    selling = [
        SalePanel(heading=_("On sale now")),
        PlannedPanel(also=planned_of),
        PricesPanel(
            "prices",
            heading=_("Prices"),
            label=_("Price"),
            help_text=_("One for each currency. They hold from the moment the page is published."),
        ),
        FieldPanel("access_months", permission=MAY_SELL),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel("sale_from", permission=MAY_SELL), FieldPanel("sale_until", permission=MAY_SELL)]
                )
            ],
            heading=_("When it is on sale"),
            permission=MAY_SELL,
        ),
    ]
    return TabbedInterface(
        [
            ObjectList(content, heading=_("Content")),
            ObjectList([CurriculumPanel(heading=_("Modules and lessons"))], heading=_("Curriculum")),
            ObjectList(selling, heading=_("Selling")),
            ObjectList(promote, heading=_("Promote")),
        ]
    )


def lesson_panels() -> list:
    """The fields of a lesson, in the order in which one makes it."""
    return [
        TitleFieldPanel("title"),
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("seconds"), FieldPanel("preview")]),
        FieldPanel("file"),
        FieldPanel("body"),
        InlinePanel("downloads", heading=_("Files beside it"), label=_("File")),
    ]
