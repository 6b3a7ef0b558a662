"""Pages of the catalogue: what editors write of a course."""

from django.conf import settings
from django.db import models
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from courses.catalogue.forms import CoursePageForm, LessonPageForm
from courses.catalogue.models import Lesson, Level
from courses.catalogue.panels import course_tabs, lesson_panels
from home.blocks import StoryBlock, StreamField
from home.blocks.lines import lines, questions
from home.listing.catalogue import Catalogue
from home.pages import BasePage, IndexPage


class CourseIndexPage(IndexPage):
    """The list of courses."""

    template = IndexPage.template  # Wagtail would name one after the class
    subpage_types = ["courses.CoursePage"]
    feed = "courses"
    page_description = _("The list of all courses, with filters. One for each language.")

    def catalogue_for(self, request) -> Catalogue:
        from courses.catalogue.listing import CourseCatalogue  # it reads pages

        return CourseCatalogue(request)


class CoursePage(BasePage):
    """One course."""

    outcome = models.CharField(
        _("outcome"),
        max_length=110,
        help_text=_("What one has at the end, in one sentence. E.g. “Six weeks to a breath that lets go by itself.”"),
    )
    summary = models.CharField(
        _("summary"),
        max_length=160,
        help_text=_("For cards, search and shared links. E.g. “Fourteen short lessons and one long walk.”"),
    )
    cover = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("cover"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Shown square in lists and wide on the page. Set its focal point."),
    )
    trailer = models.ForeignKey(
        "media.PrivateFile",
        verbose_name=_("trailer"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("A minute of sound or video that anyone may play. With captions."),
    )
    body = StreamField(StoryBlock(), verbose_name=_("story"), blank=True)
    learn = StreamField(
        lines(),
        verbose_name=_("you will learn"),
        blank=True,
        help_text=_("Four to six lines, e.g. “To lie awake with some dignity”."),
    )
    for_you = models.TextField(
        _("for you if"),
        blank=True,
        help_text=_("Goes on after “For you if …”, e.g. “you sit all day and want to stop sitting in pain.”"),
    )
    not_for_you = models.TextField(
        _("not for you if"), blank=True, help_text=_("Goes on after “Not for you if …”. Honesty here saves refunds.")
    )
    need = models.TextField(_("you need"), blank=True, help_text=_("E.g. “A chair, and a door that closes.”"))
    health_note = models.TextField(
        _("health note"), blank=True, help_text=_("Who should ask a doctor first. Empty where nothing can happen.")
    )
    faq = StreamField(questions(), verbose_name=_("before you ask"), blank=True)

    level = models.CharField(_("level"), max_length=10, choices=Level.choices, default=Level.ALL)
    spoken = models.CharField(_("spoken language"), max_length=10, choices=settings.LANGUAGES, default="en")
    subtitles = models.JSONField(_("subtitles"), default=list, blank=True)

    access_months = models.PositiveSmallIntegerField(
        _("access in months"), null=True, blank=True, help_text=_("Empty: for ever. E.g. 12 for one year.")
    )
    sale_from = models.DateTimeField(
        _("on sale from"), null=True, blank=True, help_text=_("Empty: as soon as published.")
    )
    sale_until = models.DateTimeField(_("on sale until"), null=True, blank=True, help_text=_("Empty: without an end."))

    template = "pages/course_page.html"
    parent_page_types = ["courses.CourseIndexPage"]
    subpage_types = ["courses.ModulePage"]
    page_description = _("A course that people buy. Its modules and lessons are pages below it.")
    # Selling facts are the record's: translations show the source's values and cannot have their own.
    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in (
            "level",
            "spoken",
            "subtitles",
            "access_months",
            "sale_from",
            "sale_until",
            "prices",
            "teachers",
            "themes",
        )
    ]

    base_form_class = CoursePageForm
    edit_handler = course_tabs(BasePage.promote_panels)
    preview_modes = [("", _("As a guest")), ("buyer", _("As a buyer"))]

    fetched_with = (*BasePage.fetched_with, "cover", "trailer")

    @property
    def social_picture(self):
        return self.social_image or self.cover

    def get_context(self, request, *args, as_owner: bool = False, **kwargs) -> dict:
        from courses.catalogue.offer_page import OfferPage  # it reads pages

        self.offer_page = OfferPage(self, request, as_owner=as_owner)
        return super().get_context(request, *args, **kwargs) | {"offer": self.offer_page}

    def ask(self, gathering) -> None:
        super().ask(gathering)
        self.offer_page.ask(gathering)

    def things(self, context: dict) -> list[dict]:
        return [*super().things(context), self.offer_page.structured]

    def get_preview_context(self, request, mode_name: str) -> dict:
        return self.get_context(request, as_owner=mode_name == "buyer")


class PartOfCourse(BasePage):
    """A page that has no place of its own in the shop: its address leads into the course."""

    stands_alone = False

    class Meta:
        abstract = True

    def serve(self, request, *args, **kwargs):
        from courses.catalogue.ways_in import way_to  # it reads pages

        return redirect(way_to(self, request))


class ModulePage(PartOfCourse):
    """A chapter of a course."""

    summary = models.CharField(_("summary"), max_length=200, blank=True, help_text=_("One sentence, or nothing."))

    parent_page_types = ["courses.CoursePage"]
    subpage_types = ["courses.LessonPage"]
    page_description = _("A chapter of a course. Its lessons are pages below it.")
    content_panels = [*BasePage.content_panels, FieldPanel("summary")]


class LessonPage(PartOfCourse):
    """One lesson."""

    summary = models.CharField(
        _("summary"),
        max_length=200,
        blank=True,
        help_text=_("Shown in the curriculum, also to those who have not bought."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Lesson.Kind.choices, default=Lesson.Kind.VIDEO)
    file = models.ForeignKey(
        "media.PrivateFile",
        verbose_name=_("sound or video"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Private: only who has bought the course, or anyone in a free preview, can play it."),
    )
    seconds = models.PositiveIntegerField(
        _("length"),
        null=True,
        blank=True,
        help_text=_("Minutes and seconds, e.g. 12:30, or minutes to read, e.g. 8. Empty: the file’s own length."),
    )
    preview = models.BooleanField(
        _("free preview"), default=False, help_text=_("Anyone may take this lesson, without an account.")
    )
    body = StreamField(StoryBlock(), verbose_name=_("text"), blank=True)

    parent_page_types = ["courses.ModulePage"]
    subpage_types = []
    page_description = _("A lesson: video, sound or text, with files beside it.")
    base_form_class = LessonPageForm
    content_panels = lesson_panels()
    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in ("kind", "file", "seconds", "preview")
    ]
