"""The demonstration's words and pictures fit together, before anything is loaded."""

import subprocess
import sys

import yaml
from django.conf import settings

from demo.loader import pictures, renditions

CONTENT = settings.ROOT / "site" / "demo" / "content"


def test_the_words_pass_their_own_check():
    checked = subprocess.run([sys.executable, CONTENT / "check.py"], capture_output=True, text=True, check=False)

    assert (checked.returncode, checked.stdout.splitlines()[-1]) == (0, "clean")


def test_every_picture_says_what_is_to_be_seen_on_it():
    painted = {path.stem for path in pictures.PICTURES.rglob("*.webp") if not path.stem.endswith("-square")}
    told = yaml.safe_load((pictures.PICTURES / "index.yaml").read_text(encoding="utf-8"))

    assert set(told) == painted


def test_every_picture_that_pages_show_is_there():
    assert set(renditions.uses()) - {path.stem for path in pictures.paths()} == set()


def test_pictures_and_recordings_stay_below_thirty_megabytes():
    kept = [
        path for folder in ("pictures", "lessons") for path in (settings.ROOT / "site" / "demo" / folder).rglob("*")
    ]

    assert sum(path.stat().st_size for path in kept if path.is_file()) < 30_000_000
