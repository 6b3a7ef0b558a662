"""The interface's words: collected from code and templates, kept in locale/, compiled and checked.

`python -m tests.catalogues update` or `check`. Babel reads the code and polib the catalogues, so that nothing but
Python is needed, and the same words give the same bytes on every machine.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from gettext import c2py
from io import BytesIO
from pathlib import Path

import django
import polib
from babel.messages.extract import extract
from django.utils.translation.template import templatize

# Languages whose catalogue must be whole. What another language lacks is shown in English and told as a warning.
REQUIRED_LANGUAGES = ("ar",)

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "locale"
NOT_OURS = {".venv", "var", "tests", "docs", "node_modules"}
TRANSLATING = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# What a translation must carry over as it is: places for values, and tags.
MARK = re.compile(r"%\(\w+\)[a-z]|%[sd%]|\{\w*\}|</?\w[^>]*>")

# On top of each catalogue.
HEADER = """`make messages` collects the words from code and templates, and compiles. What stands after msgstr is
written here. Invisible U+2068 and U+2069 around a name or number keep its own direction amid words of another."""

Key = tuple[str | None, str]  # context, words


@dataclass
class Word:
    """Words that the code asks for."""

    plural: str = ""
    comments: list[str] = field(default_factory=list)


def collected() -> dict[Key, Word]:
    """Every word of our own code and templates, sorted."""
    words: dict[Key, Word] = {}
    for path in own_files():
        for message, comments, context in words_in(path):
            said, plural = message if isinstance(message, tuple) else (message, "")
            word = words.setdefault((context, said), Word())
            word.plural = word.plural or plural
            word.comments += [comment for comment in comments if comment not in word.comments]
    return dict(sorted(words.items(), key=lambda item: (item[0][1], item[0][0] or "")))


def own_files() -> Iterator[Path]:
    for folder in sorted(ROOT.iterdir()):
        if folder.is_dir() and folder.name not in NOT_OURS and not folder.name.startswith("."):
            yield from sorted(folder.rglob("*.py"))
            yield from sorted(path for end in ("html", "txt") for path in folder.rglob(f"templates/**/*.{end}"))
            if folder.name == "templates":
                yield from sorted(path for end in ("html", "txt") for path in folder.rglob(f"*.{end}"))


def words_in(path: Path) -> Iterator[tuple[str | tuple[str, str], list[str], str | None]]:
    source = path.read_text()
    if path.suffix != ".py":
        # What is left of a template are calls of gettext amid crossed-out text, whose indentation means nothing.
        source = re.sub(r"(?m)^\s+", "", templatize(source))
    file = BytesIO(source.encode())
    for _, message, comments, context in extract("python", file, TRANSLATING, comment_tags=("Translators:",)):
        yield message, comments, context


def catalogues() -> list[Path]:
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def language_of(path: Path) -> str:
    return path.parts[-3]


def plural_rule(language: str) -> str:
    """As Django's own catalogue writes it: only catalogues with the same rule are joined."""
    path = Path(django.__file__).parent / "conf" / "locale" / language / "LC_MESSAGES" / "django.mo"
    return polib.mofile(str(path)).metadata["Plural-Forms"]


def number_of_forms(rule: str) -> int:
    return int(re.search(r"nplurals=(\d+)", rule)[1])


def update() -> None:
    """Bring every catalogue to the words of the code, keep what is translated, compile."""
    words = collected()
    for path in catalogues():
        joined(words, path).save(str(path), newline="\n")
        path.with_suffix(".mo").write_bytes(compiled(path))
        print(f"{language_of(path)}: {len(words)} words, {len(lacking(words, path))} to be translated")


def joined(words: dict[Key, Word], path: Path) -> polib.POFile:
    """A catalogue with exactly these words and the translations that there were."""
    known = {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(path))}
    rule = plural_rule(language_of(path))
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.header = HEADER
    catalogue.metadata = {
        "Language": language_of(path),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": rule,
    }
    for (context, said), word in words.items():
        entry = polib.POEntry(msgctxt=context, msgid=said, comment="\n".join(word.comments))
        before = known.get((context, said), polib.POEntry())
        entry.tcomment = before.tcomment
        entry.flags = [flag for flag in before.flags if flag == "fuzzy"]
        if "%" in said:
            entry.flags.append("python-format")
        if word.plural:
            entry.msgid_plural = word.plural
            entry.msgstr_plural = {form: before.msgstr_plural.get(form, "") for form in range(number_of_forms(rule))}
        else:
            entry.msgstr = before.msgstr
        catalogue.append(entry)
    return catalogue


def compiled(path: Path) -> bytes:
    return polib.pofile(str(path)).to_binary()


def lacking(words: dict[Key, Word], path: Path) -> list[str]:
    """Words of the code that this catalogue does not say."""
    said = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(path)) if entry.translated()}
    return [key[1] for key in words if key not in said]


def check() -> int:
    words = collected()
    warnings, faults = [], []
    for path in catalogues():
        language = language_of(path)
        told = faults if language in REQUIRED_LANGUAGES else warnings
        if untold := lacking(words, path):
            told.append(f"{language}: {len(untold)} not translated, such as {', '.join(map(repr, untold[:3]))}")
        faults += [f"{language}: {fault}" for fault in faults_in(path)]
    missing = set(REQUIRED_LANGUAGES) - {language_of(path) for path in catalogues()}
    faults += [f"{language}: there is no catalogue" for language in sorted(missing)]
    for line in [*(f"warning: {warning}" for warning in warnings), *faults]:
        print(line)
    if faults or warnings:
        print("`make messages` collects and compiles; what is empty then is to be written in locale/*/*/django.po.")
    return 1 if faults else 0


def faults_in(path: Path) -> Iterator[str]:
    """What would be shown wrongly, or is not what it says it is."""
    catalogue = polib.pofile(str(path))
    rule = plural_rule(language_of(path))
    if catalogue.metadata.get("Plural-Forms") != rule:
        yield f"Plural-Forms is not {rule!r}"
    for entry in catalogue:
        if entry.msgid_plural and any(entry.msgstr_plural.values()):
            yield from faults_in_plural(entry, rule)
        elif entry.msgstr and marks(entry.msgstr) != marks(entry.msgid):
            yield f"other placeholders or tags: {entry.msgid!r}"
    if not path.with_suffix(".mo").exists() or path.with_suffix(".mo").read_bytes() != compiled(path):
        yield f"{path.with_suffix('.mo').name} is not what {path.name} compiles to"


def faults_in_plural(entry: polib.POEntry, rule: str) -> Iterator[str]:
    forms = number_of_forms(rule)
    if sorted(entry.msgstr_plural) != list(range(forms)) or not all(entry.msgstr_plural.values()):
        yield f"not all {forms} plural forms: {entry.msgid!r}"
    for form, words in entry.msgstr_plural.items():
        lost, added = marks(entry.msgid_plural) - marks(words), marks(words) - marks(entry.msgid_plural)
        # A form for one number alone may say it in words: “two lessons” has a word of its own in Arabic.
        if added or lost.total() > (1 if form in forms_of_one_number(rule) else 0):
            yield f"other placeholders or tags in form {form}: {entry.msgid!r}"


def marks(words: str) -> Counter[str]:
    return Counter(MARK.findall(words))


def forms_of_one_number(rule: str) -> set[int]:
    """The plural forms that stand for a single number."""
    form_of = c2py(re.search(r"plural=([^;]+)", rule)[1])
    numbers = Counter(form_of(number) for number in range(1000))
    return {form for form, count in numbers.items() if count == 1}


if __name__ == "__main__":
    command = {"update": update, "check": check}[sys.argv[1]]
    sys.exit(command())
