"""The event index and every event, with dates that are to come on the day of loading."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils.timezone import localdate
from wagtail.models import Locale, Page

from demo.loader import people, pictures, venues
from demo.loader.tree import find, publish_now, put
from demo.loader.words import SOURCE, codes, key, read, rich, site, stream
from events.catalogue.models import Question
from events.catalogue.pages import EventIndexPage, EventPage
from events.catalogue.rows import (
    CancellationRow,
    DateRow,
    EventTeacher,
    EventTheme,
    LetterRow,
    OptionRow,
    QuestionRow,
    QuotaRow,
    TicketRow,
)

WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
KINDS = {"text": Question.Kind.TEXT, "choice": Question.Kind.CHOICE, "boolean": Question.Kind.YES_NO}
ONLINE = "online"
ZONE = "Europe/Berlin"  # the house is in Lindau
PUBLISHED = timedelta(days=60)  # so long before the day of loading


LETTERS = {LetterRow.Kind.REMINDER: 3, LetterRow.Kind.THANKS: 1}  # days before and after, at ten


def load(home: Page, *, at: datetime) -> None:
    """The index and the events below it, without their dates."""
    index = put(EventIndexPage, "events", parent=home, slug="events", **index_words(SOURCE))
    for code in codes("events"):
        _put_event(index, code, at=at)


def load_dates(*, at: datetime) -> None:
    """When the events are, counted from today; those that have dates already keep them."""
    for code in codes("events"):
        page = find(EventPage, "events", code)
        if not page.dates.exists():
            page.dates = _dates(read(SOURCE, f"events/{code}"), today=localdate(at))
            publish_now(page)


def index_words(language: str) -> dict[str, str]:
    """What the list of events says of itself."""
    house = site(language)
    section = next(section for section in house["sections"] if section["code"] == "door-retreats")
    return {"title": house["navigation"]["retreats"], "summary": section["text"]}


def event_words(language: str, code: str) -> dict[str, object]:
    """What is said of an event in one language, by its page and by the rows that are translated with it."""
    words = read(language, f"events/{code}")
    return {name: words[name] for name in ("title", "outcome", "summary")} | {
        "search_description": words["summary"],
        "body": stream("events", code, "body", blocks=[("text", rich(words["body"]))]),
        "bring": stream("events", code, "bring", blocks=[("line", line) for line in words["bring"]]),
        "programme": stream("events", code, "programme", blocks=_days(language, code)),
        "attendees_only": words["attendees_only"].strip(),
        "tickets": [_ticket(code, place, words) for place, words in enumerate(_rows(language, code, "tickets"))],
        "options": [_option(code, place, words) for place, words in enumerate(_rows(language, code, "options"))],
        "questions": [_question(code, place, words) for place, words in enumerate(_rows(language, code, "questions"))],
    }


def _put_event(index: Page, code: str, *, at: datetime) -> None:
    facts = read(SOURCE, f"events/{code}")
    online = facts["venue"] == ONLINE
    words = event_words(SOURCE, code)
    translated = {name: words.pop(name) for name in ("tickets", "options", "questions")}
    put(
        EventPage,
        "events",
        code,
        parent=index,
        slug=code,
        first_published_at=at - PUBLISHED,
        rows={
            **translated,
            "teachers": [
                EventTeacher(person=people.person(teacher), sort_order=place)
                for place, teacher in enumerate(facts["teachers"])
            ],
            "themes": [
                EventTheme(theme=people.theme(theme), sort_order=place) for place, theme in enumerate(facts["themes"])
            ],
            "quotas": [
                QuotaRow(code=quota["code"], size=quota["size"], covers=_covers(facts, quota["code"]), sort_order=place)
                for place, quota in enumerate(facts["quotas"])
            ],
            "cancellation": [
                CancellationRow(days_before=step["days_before"], percent=step["refund_percent"], sort_order=place)
                for place, step in enumerate(facts["cancellation"])
            ],
            "letters": [
                LetterRow(kind=kind, days=days, time=time(10), sort_order=place)
                for place, (kind, days) in enumerate(LETTERS.items())
            ],
        },
        cover=pictures.named(facts["picture"]),
        venue=None if online else venues.venue(facts["venue"]),
        online=online,
        spoken=SOURCE,
        **words,
    )


def _dates(facts: dict, *, today: date) -> list[DateRow]:
    """The dates, each put on the weekday that is meant."""
    online = facts["venue"] == ONLINE
    if weekly := facts.get("weekly"):
        first = _next(WEEKDAYS.index(weekly["weekday"]), after=today)
        days = [first + timedelta(weeks=week) for week in range(weekly["count"])]
        return [_date(place, day, day, weekly, online=online) for place, day in enumerate(days)]
    rows = []
    for place, said in enumerate(facts["dates"]):
        day = today + timedelta(days=said["starts_in_days"])
        if said.get("weekday"):
            day = _next(WEEKDAYS.index(said["weekday"]), after=day)
        rows.append(_date(place, day, day + timedelta(days=said["end_after_days"]), said, online=online))
    return rows


def _next(weekday: int, *, after: date) -> date:
    """That day, or the next one that is such a weekday."""
    return after + timedelta(days=(weekday - after.weekday()) % 7)


def _date(place: int, first: date, last: date, hours: dict, *, online: bool) -> DateRow:
    return DateRow(
        code=first.isoformat(),
        day=first,
        starts=_clock(hours["start"]),
        last_day=last if last != first else None,
        ends=_clock(hours["end"]),
        zone=ZONE if online else "",
        sort_order=place,
    )


def _clock(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


def _covers(facts: dict, quota: str) -> str:
    """Codes of the tickets that name these places."""
    return ", ".join(ticket["code"] for ticket in facts["tickets"] if ticket.get("quota") == quota)


def _rows(language: str, code: str, name: str) -> list[dict]:
    """The facts of rows, said once in English, with the words of a language."""
    words = {row["code"]: row for row in read(language, f"events/{code}").get(name, [])}
    return [facts | words.get(facts["code"], {}) for facts in read(SOURCE, f"events/{code}")[name]]


def _named(event: str, name: str, row: dict, place: int) -> dict:
    return {
        "translation_key": key("events", event, name, row["code"]),
        "locale": Locale.get_default(),
        "sort_order": place,
        "code": row["code"],
    }


def _ticket(event: str, place: int, row: dict) -> TicketRow:
    early = row.get("early")
    return TicketRow(
        **_named(event, "tickets", row, place),
        title=row["title"],
        text=row["text"],
        prices=row["price"],
        early_prices=early["price"] if early else {},
        early_days=early["until_days_before"] if early else None,
        places=row.get("places"),
    )


def _option(event: str, place: int, row: dict) -> OptionRow:
    named = _named(event, "options", row, place)
    return OptionRow(**named, title=row["title"], prices=row["price"], places=row["places"])


def _question(event: str, place: int, row: dict) -> QuestionRow:
    return QuestionRow(
        **_named(event, "questions", row, place),
        label=row["label"],
        kind=KINDS[row["kind"]],
        choices="\n".join(row["choices"]),
    )


def _days(language: str, code: str) -> list[tuple[str, dict]]:
    """What happens hour by hour; the clock is said once, in English."""
    days = []
    said = zip(read(SOURCE, f"events/{code}")["programme"], read(language, f"events/{code}")["programme"], strict=True)
    for number, (facts, words) in enumerate(said):
        hours = [
            {
                "type": "item",
                "value": {"time": fact["time"], "text": word["text"]},
                "id": str(key("events", code, "programme", str(number), str(place))),
            }
            for place, (fact, word) in enumerate(zip(facts["items"], words["items"], strict=True))
        ]
        days.append(("day", {"title": words["day"], "hours": hours}))
    return days
