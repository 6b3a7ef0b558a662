"""The course index and every course, with its modules and lessons."""

from __future__ import annotations

from datetime import datetime, timedelta

from wagtail.models import Page

from courses.catalogue.models import Lesson
from courses.catalogue.pages import CourseIndexPage, CoursePage, LessonPage, ModulePage
from courses.catalogue.rows import CoursePrice, CourseTeacher, CourseTheme
from demo.loader import files, people, pictures
from demo.loader.tree import find, put
from demo.loader.words import SOURCE, read, rich, site, stream

# From the newest to the oldest; what stands first is what the home page calls new.
NEWEST = [
    "the-long-exhale",
    "sleep-like-a-tide",
    "a-slower-spine",
    "listening-for-a-living",
    "sitting-without-gritting",
    "walking-as-practice",
    "first-light",
    "yin-for-tired-people",
    "grief-kept-company",
    "enough-an-inventory",
]
BETWEEN = timedelta(days=37)  # "we publish when a thing is finished, which is not often"
SENTENCES = 4  # of a spoken script, in one paragraph


def load(home: Page, *, at: datetime) -> None:
    """The index and the courses below it; the oldest first, as they came."""
    index = put(CourseIndexPage, "courses", parent=home, slug="courses", **index_words(SOURCE))
    for place, code in reversed(list(enumerate(NEWEST))):
        since = at - BETWEEN * place - timedelta(days=3)
        _begin_course(index, code, first_published_at=since)
        _put_course(index, code, at=at, first_published_at=since)


def load_sales(*, at: datetime) -> None:
    """Reduced prices, from and until days that are counted from today."""
    index = find(CourseIndexPage, "courses")
    for code in NEWEST:
        if read(SOURCE, f"courses/{code}").get("sale"):
            _put_course(index, code, at=at)


def index_words(language: str) -> dict[str, str]:
    """What the list of courses says of itself."""
    house = site(language)
    section = next(section for section in house["sections"] if section["code"] == "door-courses")
    return {"title": house["navigation"]["courses"], "summary": section["text"]}


def course_words(language: str, code: str) -> dict[str, str]:
    """What is said of a course in one language."""
    words = read(language, f"courses/{code}")
    plain = {name: words[name] for name in ("title", "outcome", "summary", "for_you", "not_for_you", "need")}
    questions = [("item", {"question": item["q"], "answer": item["a"]}) for item in words["faq"]]
    return plain | {
        "learn": stream("courses", code, "learn", blocks=[("line", line) for line in words["learn"]]),
        "faq": stream("courses", code, "faq", blocks=questions),
        "search_description": words["summary"],
    }


def lesson_words(language: str, course: str, lesson: str) -> dict[str, str]:
    """What is said of a lesson in one language; what was never recorded is there to read."""
    words = _lesson_of(language, course, lesson)
    text = words["body"].strip()
    spoken = words.get("script", "").strip().splitlines()
    if spoken and not files.recorded(course, lesson):
        paragraphs = [" ".join(spoken[first : first + SENTENCES]) for first in range(0, len(spoken), SENTENCES)]
        text = "\n\n".join([text, f"*{site(language)['unrecorded']}*", *paragraphs])
    return {
        "title": words["title"],
        "summary": words["summary"],
        "body": stream("courses", course, "lessons", lesson, blocks=[("text", rich(text))]),
    }


def _lesson_of(language: str, course: str, lesson: str) -> dict:
    modules = read(language, f"courses/{course}")["modules"]
    return next(words for module in modules for words in module["lessons"] if words["code"] == lesson)


def _begin_course(index: Page, code: str, *, first_published_at: datetime) -> None:
    """Its lessons come first: the course's own publication is what puts it on sale."""
    page = find(CoursePage, "courses", code) or put(
        CoursePage, "courses", code, parent=index, slug=code, publish=False, **course_words(SOURCE, code)
    )
    for place, module in enumerate(read(SOURCE, f"courses/{code}")["modules"], start=1):
        _put_module(page, code, place, module, first_published_at=first_published_at)


def _put_course(index: Page, code: str, *, at: datetime, first_published_at: datetime | None = None) -> None:
    facts = read(SOURCE, f"courses/{code}")
    put(
        CoursePage,
        "courses",
        code,
        parent=index,
        slug=code,
        first_published_at=first_published_at,
        rows={
            "teachers": [CourseTeacher(person=people.person(teacher)) for teacher in facts["teachers"]],
            "themes": [CourseTheme(theme=people.theme(theme)) for theme in facts["themes"]],
            "prices": _prices(facts, at=at),
        },
        cover=pictures.named(facts["cover"]),
        **{name: facts[name] for name in ("level", "spoken", "subtitles", "access_months")},
        **course_words(SOURCE, code),
    )


def _prices(facts: dict, *, at: datetime) -> list[CoursePrice]:
    sale = facts.get("sale")
    if not sale:
        return [CoursePrice(currency=currency, amount=amount) for currency, amount in facts["price"].items()]
    today = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return [
        CoursePrice(
            currency=currency,
            amount=amount,
            sale_amount=sale["price"][currency],
            sale_from=today + timedelta(days=sale["from_days"]),
            sale_until=today + timedelta(days=sale["until_days"]),
        )
        for currency, amount in facts["price"].items()
    ]


def _put_module(course: Page, code: str, place: int, words: dict, *, first_published_at: datetime) -> None:
    names = ("courses", code, "modules", str(place))
    since = {"first_published_at": first_published_at}
    module = put(ModulePage, *names, parent=course, slug=f"part-{place}", title=words["title"], **since)
    for lesson in words["lessons"]:
        recording = files.recorded(code, lesson["code"])
        put(
            LessonPage,
            *lesson_names(code, lesson["code"]),
            parent=module,
            slug=lesson["code"],
            kind=lesson["kind"] if recording else Lesson.Kind.TEXT,
            file=recording,
            seconds=None if recording else lesson["minutes"] * 60,
            preview=lesson["preview"],
            **since,
            **lesson_words(SOURCE, code, lesson["code"]),
        )


def lesson_names(course: str, lesson: str) -> tuple[str, ...]:
    """The name of a lesson's page."""
    return ("courses", course, "lessons", lesson)
