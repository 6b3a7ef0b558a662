"""One thing that two read anew at once: its listings show the newest, whoever writes last."""

from __future__ import annotations

from uuid import uuid4

from django.utils import timezone

from search import registry
from search.documents import Document, Kind
from search.models import Thing
from search.operations import rebuild, take_over, want
from tests.factories.courses import make_course
from tests.guards.meanwhile import PATIENCE, Second, meanwhile, rows_are_locked
from tests.search.conftest import run

pytestmark = rows_are_locked


def changed(thing: Thing) -> bool:
    """It changes, and is read at once."""
    want(thing.kind, thing.key)
    return read(thing)


def read(thing: Thing) -> bool:
    wanted = Thing.objects.get(pk=thing.pk).wanted
    return take_over(kind=thing.kind, key=thing.key, wanted=wanted, at=timezone.now())


def make_course_that_is_found() -> Thing:
    make_course("The Long Exhale")
    run()
    return Thing.objects.get(listings__title="The Long Exhale")


def test_a_change_is_shown_by_one_of_two_readers():
    thing = make_course_that_is_found()
    want(thing.kind, thing.key)

    both = meanwhile(lambda: read(thing), lambda: read(thing))

    assert (both.first, both.second) == (True, False)


def test_a_change_that_comes_while_a_rebuild_reads_is_shown_in_the_end(monkeypatch):
    key = uuid4()
    thing = Thing.objects.create(kind="walk", key=key, wanted=1)
    change = Second(lambda: changed(thing))

    def read_slowly(keys, at):
        if not change.ident:
            change.come_as_far_as_it_can()
        return [Document(key=key, language="en", title="Dawn walk", written="en", number=1)]

    walks = Kind("walk", "Walk", keys=lambda: [key], read=read_slowly, things=lambda card: [], cards=lambda *_: {})
    monkeypatch.setattr(registry, "_kinds", {"walk": walks})

    rebuild(at=timezone.now())
    change.join(PATIENCE)

    thing.refresh_from_db()
    assert (change.gave, thing.wanted, thing.version) == (True, 2, 2)
