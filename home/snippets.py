"""Snippets: small things that many pages share, with words in each language."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField


def best_in(language: str, rows: Iterable) -> dict[UUID, models.Model]:
    """Of each thing the row that readers of that language see: theirs, else the shop's own, else the first written."""

    def distance(row) -> tuple[bool, bool, int]:
        code = row.locale.language_code
        return code == language, code == settings.LANGUAGE_CODE, -row.pk

    # The best comes last, and so is the one that stays.
    return {row.translation_key: row for row in sorted(rows, key=distance)}


class TranslatedQuerySet(models.QuerySet):
    """Things with a row for each language, read in one of them."""

    def in_language(self, language: str) -> dict[UUID, models.Model]:
        """By translation key, the row that readers of that language see. One query."""
        return best_in(language, self.select_related("locale"))

    def same_as(self, ids: Collection[int]) -> TranslatedQuerySet:
        """These rows and their translations."""
        chosen = self.model.objects.filter(pk__in=ids)
        return self.filter(translation_key__in=chosen.values("translation_key"))


class Coded(TranslatableMixin, models.Model):
    """Something with a code that is the same in every language, so that addresses are too."""

    code = models.SlugField(
        _("code"), help_text=_("Part of addresses, the same in every language. E.g. “bela-horvath” or “breath”.")
    )

    objects = TranslatedQuerySet.as_manager()

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def clean(self) -> None:
        super().clean()
        # The constraint names the locale, which no form shows, so Django's own check passes it over.
        others = type(self).objects.filter(code=self.code).exclude(translation_key=self.translation_key)
        if self.code and others.exists():
            raise ValidationError({"code": _("Something else has the code “%(code)s”.") % {"code": self.code}})


class Person(Coded):
    """Someone who teaches."""

    name = models.CharField(_("name"), max_length=120, help_text=_("E.g. “Bela Horváth”."))
    role = models.CharField(_("role"), max_length=120, help_text=_("A few words, e.g. “Teaches sitting”."))
    bio = models.TextField(_("about"), help_text=_("80 to 140 words, in the third person."))
    quote = models.TextField(
        _("in their own words"), blank=True, help_text=_("One or two sentences, without quotation marks.")
    )
    portrait = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("portrait"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Shown round. Set the focal point on the face."),
    )

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("code"), FieldPanel("role")], heading=_("Who")),
        FieldPanel("portrait"),
        FieldPanel("bio"),
        FieldPanel("quote"),
    ]
    override_translatable_fields = [SynchronizedField("code", overridable=False), SynchronizedField("name")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(fields=["locale", "code"], name="one_person_per_code_and_language")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Their page, in the language that is active."""
        return reverse("home:person", args=[self.code])

    @property
    def as_quote(self) -> dict:
        """Their own words, for the quote's template."""
        return {"text": self.quote, "hue": Theme.Hue.SAFFRON}


class Theme(Coded):
    """What a thing is about; the code is the same in every language and stands in addresses."""

    class Hue(models.TextChoices):
        CLAY = "clay", _("Clay")
        SAFFRON = "saffron", _("Saffron")
        TEAL = "teal", _("Teal")
        SAGE = "sage", _("Sage")
        NIGHT = "night", _("Night")

    title = models.CharField(_("title"), max_length=80, help_text=_("E.g. “Breath”."))
    description = models.TextField(_("description"), blank=True, help_text=_("One or two sentences."))
    hue = models.CharField(
        _("colour"),
        max_length=10,
        choices=Hue.choices,
        default=Hue.SAFFRON,
        help_text=_("Behind the pictures of everything on this theme."),
    )

    panels = [FieldPanel(name) for name in ("title", "code", "description", "hue")]
    override_translatable_fields = [
        SynchronizedField("code", overridable=False),
        SynchronizedField("hue", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        constraints = [models.UniqueConstraint(fields=["locale", "code"], name="one_theme_per_code_and_language")]

    def __str__(self) -> str:
        return self.title


def people_in(language: str, *, ids: Collection[int]) -> dict[int, Person]:
    """The people with these ids, each as readers of that language see them: by the id asked for. One query."""
    rows = list(Person.objects.same_as(ids).select_related("locale", "portrait"))
    keys = {row.pk: row.translation_key for row in rows}
    shown = best_in(language, rows)
    return {pk: shown[keys[pk]] for pk in ids if pk in keys}


def people_by_key(keys: Collection[str], *, language: str) -> dict[str, Person]:
    """The people with these translation keys, in the reader's language where there are words in it, in one query."""
    if not keys:
        return {}
    people = Person.objects.filter(translation_key__in=keys).select_related("portrait").in_language(language)
    return {str(key): person for key, person in people.items()}
