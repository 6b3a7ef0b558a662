"""Courses: their facts, their lessons, and the words spoken in them."""

import re

from checking.rules import CODE, LANGS, THEMES, at_most, bad, between, check_sale, codes, need, picture, price, texts

FIELDS = ["title", "outcome", "summary", "level", "spoken", "subtitles", "teachers", "themes", "cover", "price"]
FIELDS += ["access_months", "learn", "for_you", "not_for_you", "need", "faq", "modules"]
LESSON_FIELDS = ["code", "title", "kind", "minutes", "preview", "summary", "body"]


def lessons(course):
    """Every lesson of a course, in order."""
    return [lesson for module in course["modules"] for lesson in module["lessons"]]


def is_deep(course):
    """Whether every lesson that is heard has its words."""
    return all(lesson["kind"] == "text" or "script" in lesson for lesson in lessons(course))


def minutes(course):
    """How long all lessons are together."""
    return sum(lesson["minutes"] for lesson in lessons(course))


def check_courses(courses, people):
    """Each course, and that together they show every case."""
    whole = []
    for code, course in courses.items():
        where = f"courses/{code}"
        if need(where, course, FIELDS, ["sale"]):
            check_facts(where, course, people)
            check_sale(where, course)
            check_lessons(where, course)
            check_stated_length(where, course)
            whole.append(course)
    if sum(is_deep(course) for course in whole) < 3:
        bad("courses", "fewer than three deep")
    if not any(course["price"]["EUR"] == 0 for course in whole):
        bad("courses", "none free")
    if not any("sale" in course for course in whole):
        bad("courses", "none on sale")
    if not any(course["access_months"] == 12 for course in whole):
        bad("courses", "none for 12 months")


def check_facts(where, course, people):
    """What stands on the course's own page, outside its lessons."""
    at_most(where, "outcome", course["outcome"], 110)
    at_most(where, "summary", course["summary"], 160)
    if course["level"] not in ("beginner", "some", "all"):
        bad(where, "level")
    if course["spoken"] != "en" or course["subtitles"] != LANGS:
        bad(where, "spoken or subtitles")
    codes(where, "teachers", course["teachers"], people)
    codes(where, "themes", course["themes"], THEMES)
    picture(where, course["cover"])
    price(where, course["price"])
    if len(course["learn"]) != 6:
        bad(where, "learn wants 6 lines")
    for line in course["learn"]:
        at_most(where, "learn", line, 90)
    for question in course["faq"]:
        need(where + ".faq", question, ["q", "a"])


def check_lessons(where, course):
    """Four to eight lessons with codes of their own, one of them free, two of them spoken."""
    for module in course["modules"]:
        need(where + ".module", module, ["title", "lessons"])
    found = lessons(course)
    for lesson in found:
        place = f"{where}/{lesson.get('code')}"
        if need(place, lesson, LESSON_FIELDS, ["script"]):
            check_lesson(place, lesson)
    if len({lesson["code"] for lesson in found}) != len(found):
        bad(where, "a lesson's code twice")
    if not 4 <= len(found) <= 8:
        bad(where, f"{len(found)} lessons")
    if not any(lesson["preview"] for lesson in found):
        bad(where, "no free lesson")
    if sum("script" in lesson for lesson in found) < 2:
        bad(where, "fewer than two scripts")


def check_lesson(where, lesson):
    """One lesson's lengths and its script."""
    if not CODE.match(lesson["code"]):
        bad(where, "code")
    at_most(where, "summary", lesson["summary"], 160)
    if type(lesson["minutes"]) is not int or not 3 <= lesson["minutes"] <= 90 or type(lesson["preview"]) is not bool:
        bad(where, "minutes or preview")
    if lesson["kind"] == "text":
        between(where, "body", lesson["body"], 80, 220)
        if "script" in lesson:
            bad(where, "a text lesson with a script")
    elif lesson["kind"] in ("video", "audio"):
        between(where, "body", lesson["body"], 40, 90)
        if "script" in lesson:
            check_script(where, lesson["script"])
    else:
        bad(where, "kind")


def check_script(where, script):
    """Words that take some minutes to say, one sentence a line."""
    between(where, "script", script, 120, 300)
    for line in script.strip().split("\n"):
        if not re.search(r"[.?:]”?$", line):
            bad(where, f"script line without an end: {line}")


def check_stated_length(where, course):
    """A length that a text names is the sum of its lessons."""
    total = minutes(course)
    for path, text in texts({name: value for name, value in course.items() if name != "modules"}):
        for hours, rest in re.findall(r"(\d+) h (\d+) min", text):
            if int(hours) * 60 + int(rest) != total:
                bad(where, f"{path}: says {hours} h {rest} min, is {total // 60} h {total % 60} min")
