"""The demonstration as it is on every day, kept ready: minutes of migrating and translating that nobody waits for.

It is what the loader makes of just these migrations and words, without what has dates, and its name says so: as soon
as any of them changes, it is not found and all is made anew. `make kept` keeps it again.
"""

from __future__ import annotations

import hashlib
import lzma
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.apps import apps

HERE = Path(__file__).parent
KEPT = HERE / "kept"
# What the rows are made of, beside the migrations.
MADE_OF = ["content/**/*.yaml", "loader/*.py", "*/index.yaml", "lessons/*.vtt", "people.py"]
# The files of renditions are drawn on the machine, and work that was written down is done.
LEFT_OUT = ["wagtailimages_rendition", "outbox_job"]


def shape() -> str:
    """Changes whenever any app's migrations do."""
    configs = sorted(apps.get_app_configs(), key=lambda config: config.label)
    return _digest(path for config in configs for path in sorted(Path(config.path).glob("migrations/*.py")))


def fingerprint() -> str:
    """Changes whenever the migrations do, or the words and the loader."""
    return _digest([path for made in MADE_OF for path in sorted(HERE.glob(made))], shape())


def kept() -> Path:
    """Where the demonstration of this code is, if it was made."""
    return KEPT / f"{fingerprint()}.sqlite3.xz"


def lay_out(path: Path) -> bool:
    """Put what is kept there, if it fits and there is nothing that it would replace."""
    if path.exists():
        return False
    ready = kept()  # once: all migrations and words are read for its name
    if not ready.exists():
        return False
    unpack(ready, path)
    return True


def unpack(ready: Path, to: Path) -> None:
    """Write the database that is packed in one file into another."""
    to.write_bytes(lzma.decompress(ready.read_bytes()))


def make() -> Path:
    """Write the demonstration into an empty file and keep it in the place of the one before."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"DATA": folder, "DATABASE_URL": f"sqlite:///{folder}/shop.sqlite3", "DEBUG": "no"}
        subprocess.run([sys.executable, "manage.py", "demo", "--keep"], env=environment, check=True)
        small = Path(folder) / "small.sqlite3"
        with sqlite3.connect(f"{folder}/shop.sqlite3", isolation_level=None) as database:
            for table in LEFT_OUT:
                database.execute(f"DELETE FROM {table}")  # noqa: S608
            database.execute("VACUUM INTO ?", [str(small)])
        KEPT.mkdir(exist_ok=True)
        for old in KEPT.glob("*.xz"):
            old.unlink()
        kept().write_bytes(lzma.compress(small.read_bytes(), preset=9 | lzma.PRESET_EXTREME))
    return kept()


def _digest(paths: Iterable[Path], begun: str = "") -> str:
    digest = hashlib.sha256(begun.encode())
    for path in paths:
        digest.update(f"{path.parent.parent.name}/{path.name}".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storefront.settings.dev")
    django.setup()
    if "check" not in sys.argv:
        print(f"Kept {make()}")
    elif not kept().exists():
        sys.exit("Migrations, words or loader have changed since the demonstration was kept: run `make kept`.")
