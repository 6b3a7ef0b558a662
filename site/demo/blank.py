"""A blank database, kept ready: half a minute of migrations that nobody has to wait for.

It is what the migrations of just this code make of an empty file, and its name says so: as soon as any
migration changes, it is not found and the migrations run. `make blank` makes it anew.
"""

from __future__ import annotations

import hashlib
import lzma
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from django.apps import apps

KEPT = Path(__file__).parent / "blank"


def fingerprint() -> str:
    """Changes whenever any app's migrations do."""
    digest = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        for path in sorted(Path(config.path).glob("migrations/*.py")):
            digest.update(f"{config.label}/{path.name}".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def kept() -> Path:
    """Where the blank database of this code is, if it was made."""
    return KEPT / f"{fingerprint()}.sqlite3.xz"


def lay_out(path: Path) -> bool:
    """Put the blank database there, if there is one that fits and nothing that it would replace."""
    if path.exists() or not kept().exists():
        return False
    path.write_bytes(lzma.decompress(kept().read_bytes()))
    return True


def make() -> Path:
    """Migrate an empty file and keep it in the place of the one before."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"DATA": folder, "DATABASE_URL": f"sqlite:///{folder}/shop.sqlite3"}
        for command in (["migrate", "--verbosity", "0"], ["createcachetable"]):
            subprocess.run([sys.executable, "manage.py", *command], env=environment, check=True)  # noqa: S603
        small = Path(folder) / "small.sqlite3"
        with sqlite3.connect(f"{folder}/shop.sqlite3") as database:
            database.execute("VACUUM INTO ?", [str(small)])
        KEPT.mkdir(exist_ok=True)
        for old in KEPT.glob("*.xz"):
            old.unlink()
        kept().write_bytes(lzma.compress(small.read_bytes(), preset=9 | lzma.PRESET_EXTREME))
    return kept()


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storefront.settings.dev")
    django.setup()
    if "check" not in sys.argv:
        print(f"Kept {make()}")
    elif not kept().exists():
        sys.exit("The migrations have changed since the blank database was made: run `make blank`.")
