"""Check the demo content of the shop.

python site/demo/content/check.py            en/ fully, and that the other languages say the same things
python site/demo/content/check.py --words    also the number of words of each file

Exit status 0: clean. 1: something is wrong, each thing on its own line.
"""

import sys
from pathlib import Path

from checking import courses, events, house, rules, shelf, translations

HERE = Path(__file__).resolve().parent


def read_english():
    """Every file of en/, by kind."""
    root = HERE / "en"
    data = {kind: rules.folder(root, kind) for kind in rules.COUNTS}
    loose = {name: rules.load(root / f"{name}.yaml") for name in ("site", "themes", "reviews")}
    return data, loose


def check_english(data, loose):
    """Every rule, on every file."""
    for kind, least in rules.COUNTS.items():
        if len(data[kind]) < least:
            rules.bad(kind, f"{len(data[kind])}, wants {least}")
    house.check_site(loose["site"])
    house.check_themes(loose["themes"])
    house.check_people(data["people"])
    house.check_venues(data["venues"])
    courses.check_courses(data["courses"], data["people"])
    events.check_events(data["events"], data["people"], data["venues"])
    shelf.check_products(data["products"], data["people"])
    shelf.check_articles(data["articles"], data["people"])
    shelf.check_pages(data["pages"])
    shelf.check_reviews(loose["reviews"], data)
    # Reviews are other people's words: the house's manner does not bind them.
    rules.voice("site", loose["site"])
    rules.voice("themes", loose["themes"])
    for kind, group in data.items():
        for code, thing in group.items():
            rules.voice(f"{kind}/{code}", thing)


def check_other(language, english, loose):
    """A translation holds what en/ has, and nothing besides; reviews are not translated."""
    root = HERE / language
    for kind in rules.COUNTS:
        things = rules.folder(root, kind)
        for code in sorted(set(things) ^ set(english[kind])):
            rules.bad(f"{language}/{kind}/{code}", "not there" if code in english[kind] else "not in en")
        for code in sorted(set(things) & set(english[kind])):
            translations.check_translation(f"{language}/{kind}/{code}", english[kind][code], things[code])
    for name in ("site", "themes"):
        translations.check_translation(f"{language}/{name}", loose[name], rules.load(root / f"{name}.yaml"))


def report(data, loose):
    """How much there is; with --words, file by file."""
    things = {**loose, **{f"{kind}/{code}": thing for kind, group in data.items() for code, thing in group.items()}}
    counts = {name: sum(rules.words(text) for _, text in rules.texts(thing)) for name, thing in things.items()}
    if "--words" in sys.argv:
        for name, count in counts.items():
            print(f"{count:6} {name}")
    for code, course in data["courses"].items():
        total = courses.minutes(course)
        deep = ", deep" if courses.is_deep(course) else ""
        print(f"course {code}: {len(courses.lessons(course))} lessons, {total // 60} h {total % 60:02} min{deep}")
    kinds = ", ".join(f"{len(group)} {kind}" for kind, group in data.items())
    print(f"{kinds}, {len(loose['reviews'])} reviews, {sum(counts.values())} words")


def main():
    data, loose = read_english()
    check_english(data, loose)
    for language in rules.LANGS[1:]:
        if (HERE / language).is_dir():
            check_other(language, data, loose)
    report(data, loose)
    for problem in rules.problems:
        print("PROBLEM", problem)
    print(f"{len(rules.problems)} problems" if rules.problems else "clean")
    return 1 if rules.problems else 0


if __name__ == "__main__":
    sys.exit(main())
