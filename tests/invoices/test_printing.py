"""The press: a process that is kept, that may end at any time, and that a fork does not share."""

import json
import os

import pytest

from shop.invoices import printing
from shop.invoices.printing import FONTS, PaperFailed, Press


@pytest.fixture
def press():
    press = Press()
    yield press
    press.stop()


def wish(tmp_path, source: str = "Hello") -> bytes:
    (tmp_path / "a.typ").write_text(source)
    values = {"template": str(tmp_path / "a.typ"), "root": str(tmp_path), "fonts": str(FONTS), "paper": {}}
    return json.dumps(values | {"form": "pdf", "resolution": 144, "timestamp": 0}).encode()


def test_one_process_sets_many_papers(press, tmp_path):
    first = press.set(wish(tmp_path))
    child = press._child.pid

    assert press.set(wish(tmp_path)) == first
    assert first.startswith(b"%PDF")
    assert press._child.pid == child


def test_a_paper_that_cannot_be_set_fails_with_its_reason_and_the_next_one_does_not(press, tmp_path):
    with pytest.raises(PaperFailed, match="unknown variable"):
        press.set(wish(tmp_path, "#nothing"))

    assert press.set(wish(tmp_path)).startswith(b"%PDF")


def test_a_press_that_has_ended_is_started_again(press, tmp_path):
    press.set(wish(tmp_path))
    press._child.kill()
    press._child.wait()

    assert press.set(wish(tmp_path)).startswith(b"%PDF")


def test_a_press_that_does_not_start_is_a_failure_that_may_be_tried_again(press, tmp_path, monkeypatch):
    monkeypatch.setattr(printing, "PRESS", FONTS / "nowhere.py")

    with pytest.raises(PaperFailed):
        press.set(wish(tmp_path))


def test_a_paper_that_takes_too_long_is_given_up(press, tmp_path, monkeypatch):
    press.set(wish(tmp_path))
    monkeypatch.setattr(printing, "LONGEST", 0.5)

    with pytest.raises(PaperFailed, match="longer"):
        press.set(wish(tmp_path, "#for i in range(9000) { lorem(300) }"))


def test_a_fork_has_a_press_of_its_own(tmp_path):
    printing.press.set(wish(tmp_path))
    child = os.fork()
    if not child:
        try:
            made = printing.press.set(wish(tmp_path))
            os._exit(0 if made.startswith(b"%PDF") else 1)
        finally:
            os._exit(2)

    assert os.waitpid(child, 0)[1] == 0
    assert printing.press.set(wish(tmp_path)).startswith(b"%PDF")
