"""Venues: where events take place, with words in each language."""

from __future__ import annotations

from zoneinfo import available_timezones

from babel.core import Locale
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from home.snippets import Coded, TranslatedQuerySet

SAME_IN_ALL = ("code", "street", "postcode", "country", "latitude", "longitude", "zone", "picture")


def require_zone(name: str) -> None:
    """Refuse what is no time zone of this machine's IANA database."""
    if name not in available_timezones():
        raise ValidationError(_("There is no time zone “%(name)s”. Write it like Europe/Lisbon.") % {"name": name})


def require_country(code: str) -> None:
    """Refuse what is no country's code (ISO 3166-1)."""
    if len(code) != 2 or not code.isalpha() or code not in Locale("en").territories:
        raise ValidationError(_("There is no country “%(code)s”. Write two capital letters, like PT.") % {"code": code})


class Venue(Coded):
    """A house, a hall, a garden."""

    name = models.CharField(_("name"), max_length=120, help_text=_("E.g. “Casa Fonte”."))
    street = models.CharField(_("street and number"), max_length=120, help_text=_("E.g. “Caminho da Fonte 3”."))
    postcode = models.CharField(_("postcode"), max_length=20, blank=True)
    city = models.CharField(_("town"), max_length=80, help_text=_("E.g. “Monchique”. Shoppers filter by it."))
    country = models.CharField(
        _("country"),
        max_length=2,
        validators=[require_country],
        help_text=_("Two letters, e.g. PT. Tickets are taxed there."),
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("E.g. 37.31890. Maps and “near me” need it."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("E.g. -8.55610."),
    )
    zone = models.CharField(
        _("time zone"), max_length=64, validators=[require_zone], help_text=_("E.g. Europe/Lisbon.")
    )
    picture = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The house as one comes to it."),
    )
    text = models.TextField(_("about"), blank=True, help_text=_("What it is like there, in a few sentences."))
    by_train = models.TextField(
        _("by train or bus"), blank=True, help_text=_("E.g. “Lisbon to Portimão in about three hours, then bus 94.”")
    )
    by_car = models.TextField(_("by car"), blank=True, help_text=_("E.g. “One hour from Faro. Eight parking places.”"))
    steps = models.TextField(_("steps"), blank=True, help_text=_("E.g. “Hall and two bedrooms without steps.”"))
    toilet = models.TextField(_("toilet"), blank=True, help_text=_("E.g. “Accessible, on the ground floor.”"))
    hearing = models.TextField(_("hearing"), blank=True, help_text=_("E.g. “Hearing loop in the hall.”"))

    objects = TranslatedQuerySet.as_manager()

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("code")], heading=_("Which")),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("city"), FieldPanel("country")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude"), FieldPanel("zone")]),
            ],
            heading=_("Where"),
        ),
        FieldPanel("picture"),
        FieldPanel("text"),
        MultiFieldPanel([FieldPanel("by_train"), FieldPanel("by_car")], heading=_("How to get there")),
        MultiFieldPanel(
            [FieldPanel("steps"), FieldPanel("toilet"), FieldPanel("hearing")], heading=_("Getting around there")
        ),
    ]
    override_translatable_fields = [SynchronizedField(name, overridable=False) for name in SAME_IN_ALL]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        constraints = [models.UniqueConstraint(fields=["locale", "code"], name="one_venue_per_code_and_language")]

    def __str__(self) -> str:
        return self.name
