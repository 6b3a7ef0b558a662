"""What people search for is found, in four languages: forms of words, slips, names, places, compounds, nothing."""

from __future__ import annotations

from statistics import mean

import pytest

from search.engine import engine
from tests.search.corpus import LANGUAGES, Judgement, ask, gain, judgements, write_corpus

pytestmark = [pytest.mark.django_db, pytest.mark.prove]

FLOOR = 0.85


def said(gains: list[tuple[Judgement, float]]) -> str:
    """The result in one line, for docs/measurements.md."""
    by_language = {code: mean(value for one, value in gains if one.language == code) for code in LANGUAGES}
    kept = mean(value for one, value in gains if one.kept)
    told = ", ".join(f"{code} {value:.3f}" for code, value in by_language.items())
    return f"nDCG@10 {mean(value for _one, value in gains):.3f} of {len(gains)} queries ({told}; kept {kept:.3f})"


def test_what_was_judged_is_found(capsys):
    write_corpus()

    gains = [(judged, gain(judged, ask(engine(), judged))) for judged in judgements()]

    with capsys.disabled():
        print(f"\n{said(gains)}")
    assert len(gains) >= 120
    assert mean(value for _one, value in gains) >= FLOOR
    assert mean(value for one, value in gains if one.kept) >= FLOOR
