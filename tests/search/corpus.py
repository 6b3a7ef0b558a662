"""Everything that the demonstration has words for, as documents in four languages; and what was judged of it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import mean
from uuid import UUID, uuid5

from demo.loader.words import codes, key, read
from search import writing
from search.documents import Document, Named, Place
from search.engine import Engine, Question
from search.models import Listing, Thing

AT = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
LANGUAGES = ("en", "de", "es", "ar")
JUDGED = Path(__file__).with_name("judged.txt")
SPOKEN = ("title", "outcome", "summary", "body", "for_you", "not_for_you", "need", "sample", "text")


@dataclass(frozen=True)
class Judgement:
    """Words, and how good each thing is for them; kept ones were not looked at while the engine was tuned."""

    language: str
    words: str
    grades: dict[str, int]
    kept: bool


def judgements() -> list[Judgement]:
    found = []
    for line in JUDGED.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        language, words, things = (part.strip() for part in line.removeprefix("+ ").split("|"))
        grades = {} if things == "nothing" else dict(_grade(one) for one in things.split())
        found.append(Judgement(language, words, grades, kept=line.startswith("+")))
    return found


def gain(judged: Judgement, found: list[str]) -> float:
    """Normalised discounted cumulative gain of the first ten (nDCG@10); finding nothing is right where nothing is."""
    if not judged.grades:
        return float(not found)
    best = sorted(judged.grades.values(), reverse=True)
    return _sum([judged.grades.get(code, 0) for code in found[:10]]) / _sum(best[:10])


def ask(engine: Engine, judged: Judgement) -> list[str]:
    """Codes of what an engine finds, the best first."""
    found = engine.search(Question(judged.words, judged.language, "EUR", at=AT, size=10))
    by_key = {uuid_of(kind, code): code for kind in ("courses", "events", "products", "people") for code in codes(kind)}
    return [by_key[hit.key] for hit in found.hits]


def said(gains: list[tuple[Judgement, float]]) -> str:
    """The result in one line, for docs/measurements.md."""
    by_language = {code: mean(value for one, value in gains if one.language == code) for code in LANGUAGES}
    kept = mean(value for one, value in gains if one.kept)
    told = ", ".join(f"{code} {value:.3f}" for code, value in by_language.items())
    return f"nDCG@10 {mean(value for _one, value in gains):.3f} of {len(gains)} queries ({told}; kept {kept:.3f})"


def write_corpus(languages: tuple[str, ...] = LANGUAGES) -> list[Listing]:
    """All of it in the database; its listings."""
    for kind, folder in (("course", "courses"), ("event", "events"), ("product", "products"), ("person", "people")):
        said = [document for language in languages for document in documents(folder, language)]
        keys = sorted({document.key for document in said})
        things = [Thing.objects.create(kind=kind, key=one, wanted=1) for one in keys]
        writing.write(things, said, at=AT)
    return list(Listing.objects.select_related("thing").order_by("pk"))


def uuid_of(folder: str, code: str) -> UUID:
    return key(folder, code)


def documents(folder: str, language: str) -> Iterator[Document]:
    """What the demonstration has of one folder, in the words of one language."""
    for number, code in enumerate(codes(folder), start=1):
        if (words := read(language, f"{folder}/{code}")) is None:
            continue
        facts = read("en", f"{folder}/{code}") | words
        person = folder == "people"
        yield Document(
            key=uuid_of(folder, code),
            language=language,
            written=language,
            number=number,
            title=facts["name"] if person else facts["title"],
            summary=facts["role"] if person else f"{facts['outcome']} {facts['summary']}",
            text=" ".join([facts["bio"], facts.get("quote", "")] if person else _said(words)),
            teachers=tuple(_person(language, one) for one in ([code] if person else facts.get("teachers", ()))),
            themes=tuple(_theme(language, theme) for theme in facts.get("themes", ())),
            level=facts.get("level", ""),
            spoken=("en",),
            place=_place(language, facts.get("venue")),
            dates=((AT.date() + timedelta(days=7 * number),) * 2,) if folder == "events" else (),
            prices={} if person else {"EUR": 1000 * number},
            free=True if folder == "events" else None,
            published_at=AT - timedelta(days=37 * number),
        )


def _said(words: dict) -> list[str]:
    """What anybody may read of a thing; nothing of what stands in lessons."""
    said = [str(words[name]) for name in SPOKEN if name in words]
    said += [line for name in ("learn", "contents", "bring") for line in words.get(name, ()) if isinstance(line, str)]
    for module in words.get("modules", ()):
        said += [module["title"], *(text for one in module["lessons"] for text in (one["title"], one["summary"]))]
    return said


def _person(language: str, code: str) -> Named:
    words = read("en", f"people/{code}") | (read(language, f"people/{code}") or {})
    return Named(code, words["name"], str(uuid5(key("people", code), "named")))


def _theme(language: str, code: str) -> Named:
    title = next(theme["title"] for theme in read(language, "themes") if theme["code"] == code)
    return Named(code, title, str(key("themes", code)))


def _place(language: str, code: str | None) -> Place | None:
    if code in (None, "online"):
        return None
    words = read("en", f"venues/{code}") | (read(language, f"venues/{code}") or {})
    return Place(code, words["city"], words["name"], words["lat"], words["lng"], key=str(key("venues", code)))


def _grade(one: str) -> tuple[str, int]:
    code, _colon, grade = one.partition(":")
    return code, int(grade)


def _sum(grades: list[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))
