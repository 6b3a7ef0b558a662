"""What `make demo` does before it does any work, and what it leaves alone."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from demo import kept, state
from demo.management.commands import demo
from demo.processes import is_free


@pytest.fixture
def listener():
    with socket.socket() as listening:
        listening.bind(("0.0.0.0", 0))  # noqa: S104
        listening.listen()
        yield listening


def test_a_taken_port_is_said_before_any_work(listener, settings, tmp_path):
    port = listener.getsockname()[1]
    settings.DATA = tmp_path / "data"

    with pytest.raises(CommandError) as refused:
        call_command(demo.Command(), port=port)

    assert str(refused.value) == f"Port {port} is taken. Choose another: make demo PORT={port + 1}"
    assert not settings.DATA.exists()


def test_a_free_port_is_free(listener):
    port = listener.getsockname()[1]
    listener.close()

    assert is_free(port)


def test_beginning_anew_takes_away_only_what_the_demonstration_wrote(tmp_path):
    (tmp_path / "pictures").mkdir()
    for name in ("pictures/lake.webp", "shop.sqlite3", "loaded", "letter.txt"):
        (tmp_path / name).write_text("something")

    state.clear(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_shop_of_other_migrations_is_whole_but_does_not_fit(tmp_path):
    state.mark(tmp_path)

    (tmp_path / "loaded").write_text("other migrations")

    assert (state.is_loaded(tmp_path), state.fits(tmp_path)) == (True, False)


def test_what_is_kept_ready_never_replaces_a_database(tmp_path):
    there = tmp_path / "shop.sqlite3"
    there.write_text("somebody's orders")

    assert kept.lay_out(there) is False
    assert there.read_text() == "somebody's orders"


@pytest.mark.whole
def test_what_is_kept_ready_fits_these_migrations_words_and_loader():
    # With the settings of the demonstration, whose apps are not those of tests.
    checked = subprocess.run(
        [sys.executable, "-m", "demo.kept", "check"],
        env=os.environ | {"PYTHONPATH": "site:.", "DJANGO_SETTINGS_MODULE": "storefront.settings.dev"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (checked.returncode, checked.stderr) == (0, "")
