"""Snippets: small things that many pages share, with words in each language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin


class Person(TranslatableMixin, models.Model):
    """Someone who teaches."""

    code = models.SlugField(_("code"), help_text=_("Part of the address, e.g. “bela-horvath”."))
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=120, help_text=_("A few words, e.g. “Teaches sitting”."))
    bio = models.TextField(_("about"), help_text=_("80 to 140 words."))
    quote = models.TextField(_("in their own words"), blank=True)
    portrait = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("portrait"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    panels = [FieldPanel(name) for name in ("name", "code", "role", "bio", "quote", "portrait")]
    override_translatable_fields: list = []

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name


class Theme(TranslatableMixin, models.Model):
    """What a thing is about; the code is the same in every language and stands in addresses."""

    class Hue(models.TextChoices):
        CLAY = "clay", _("Clay")
        SAFFRON = "saffron", _("Saffron")
        TEAL = "teal", _("Teal")
        SAGE = "sage", _("Sage")
        NIGHT = "night", _("Night")

    code = models.SlugField(_("code"), help_text=_("Part of addresses, e.g. “breath”."))
    title = models.CharField(_("title"), max_length=80)
    description = models.TextField(_("description"), blank=True)
    hue = models.CharField(_("colour"), max_length=10, choices=Hue.choices, default=Hue.SAFFRON)

    panels = [FieldPanel(name) for name in ("title", "code", "description", "hue")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self) -> str:
        return self.title
