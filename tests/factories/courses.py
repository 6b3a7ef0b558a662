"""Courses as editors write them: pages below a course list, made through Wagtail, and published.

`make_course("The Long Exhale", modules={"Before": ["A chair", "A breath"]}, prices={"EUR": 4900})`
"""

from __future__ import annotations

from io import BytesIO

from django.core.files.images import ImageFile
from django.utils.text import slugify
from PIL import Image as PillowImage
from wagtail.images.models import Image
from wagtail.models import Locale, Page, Site

from courses.catalogue.models import Course, Lesson
from courses.catalogue.pages import CourseIndexPage, CoursePage, LessonPage, ModulePage
from courses.catalogue.rows import CoursePrice, CourseTeacher, CourseTheme
from home.pages import HomePage
from home.snippets import Person, Theme

MODULES = {"Before": ["A chair", "A breath"], "After": ["A door"]}


def make_locale(language: str = "en") -> Locale:
    return Locale.objects.get_or_create(language_code=language)[0]


def make_home() -> HomePage:
    """The site's first page, in English."""
    home = HomePage.objects.filter(locale=make_locale()).first()
    if home is None:
        root = Page.objects.get(depth=1)
        home = root.add_child(instance=HomePage(title="Home", slug="shop-home", opening_line="The world turns."))
        Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "testserver", "root_page": home})
    return home


def make_index() -> CourseIndexPage:
    """The list of courses, in English."""
    index = CourseIndexPage.objects.filter(locale=make_locale()).first()
    return index or make_home().add_child(instance=CourseIndexPage(title="Courses", slug="courses"))


def make_person(name: str = "Inés Calderón", **fields) -> Person:
    fields = {"code": slugify(name), "role": "Teaches breath", "bio": "She was a freediver.", **fields}
    return Person.objects.get_or_create(locale=make_locale(), name=name, defaults=fields)[0]


def make_theme(title: str = "Breath", **fields) -> Theme:
    fields = {"code": slugify(title), "hue": Theme.Hue.TEAL, **fields}
    return Theme.objects.get_or_create(locale=make_locale(), title=title, defaults=fields)[0]


def make_cover(title: str = "A lake", colour: str = "teal") -> Image:
    """A picture of one colour."""
    file = BytesIO()
    PillowImage.new("RGB", (800, 640), colour).save(file, "PNG")
    return Image.objects.create(title=title, file=ImageFile(BytesIO(file.getvalue()), name=f"{slugify(title)}.png"))


def draft_course(
    title: str = "The Long Exhale",
    *,
    prices: dict[str, int] | None = None,
    modules: dict[str, list[str]] | None = None,
    teachers: list[Person] = (),
    themes: list[Theme] = (),
    preview_first: bool = True,
    seconds: int = 600,
    **fields,
) -> CoursePage:
    """A course that nobody has published yet; its modules and lessons are ready below it."""
    fields = {"outcome": "A breath that lets go by itself.", "summary": "Fourteen short lessons.", **fields}
    page = CoursePage(title=title, slug=slugify(title), live=False, **fields)
    page.prices = [
        CoursePrice(currency=currency, amount=amount) for currency, amount in (prices or {"EUR": 14900}).items()
    ]
    page.teachers = [CourseTeacher(person=person) for person in teachers]
    page.themes = [CourseTheme(theme=theme) for theme in themes]
    make_index().add_child(instance=page)
    for number, (module_title, lessons) in enumerate((MODULES if modules is None else modules).items()):
        module = add_module(page, module_title)
        for place, lesson_title in enumerate(lessons):
            add_lesson(module, lesson_title, seconds=seconds, preview=preview_first and number == place == 0)
    return page


def add_module(course: CoursePage, title: str) -> ModulePage:
    return course.add_child(instance=ModulePage(title=title, slug=slugify(title)))


def add_lesson(module: ModulePage, title: str, *, kind=Lesson.Kind.TEXT, seconds: int = 600, **fields) -> LessonPage:
    slug = slugify(title)
    return module.add_child(instance=LessonPage(title=title, slug=slug, kind=kind, seconds=seconds, **fields))


def publish(page: Page) -> Page:
    """What the editor's button does; the page as it is afterwards."""
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def make_course(title: str = "The Long Exhale", **wishes) -> Course:
    """A course on sale, by its record; takes what `draft_course` takes."""
    page = publish(draft_course(title, **wishes))
    return Course.objects.get(translation_key=page.translation_key)


def page_of(course: Course, language: str = "en") -> CoursePage:
    return CoursePage.objects.get(translation_key=course.translation_key, locale__language_code=language)


def translate(page: Page, language: str = "ar", *, alias: bool = False) -> Page:
    """A translation of a page, with its parents; a draft, or an alias as syncing makes them."""
    copy = page.copy_for_translation(make_locale(language), copy_parents=True, alias=alias)
    return type(page).objects.get(pk=copy.pk)
