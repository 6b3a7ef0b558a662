"""What people search for is found, in four languages: forms of words, slips, names, places, compounds, nothing."""

from __future__ import annotations

from statistics import mean

import pytest

from search.engine import engine
from tests.search.corpus import ask, gain, judgements, said, write_corpus

pytestmark = [pytest.mark.django_db, pytest.mark.prove]

FLOOR = 0.85


def test_what_was_judged_is_found(capsys):
    write_corpus()

    gains = [(judged, gain(judged, ask(engine(), judged))) for judged in judgements()]

    with capsys.disabled():
        print(f"\n{said(gains)}")
    assert len(gains) >= 120
    assert mean(value for _one, value in gains) >= FLOOR
    assert mean(value for one, value in gains if one.kept) >= FLOOR
