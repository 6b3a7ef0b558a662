"""What a demonstration's folder holds, and of which code it was made."""

from __future__ import annotations

import shutil
from pathlib import Path

from demo import kept

MARK, DATABASE = "loaded", "shop.sqlite3"
FOLDERS = ["pictures", "private"]


def is_loaded(data: Path) -> bool:
    """Whether a whole shop was written here once."""
    return (data / MARK).exists()


def fits(data: Path) -> bool:
    """Whether the database has the shape that this code wants."""
    return is_loaded(data) and (data / MARK).read_text() == kept.shape()


def mark(data: Path) -> None:
    """Remember that the shop is whole, and its shape."""
    (data / MARK).write_text(kept.shape())


def clear(data: Path) -> None:
    """Take away what the demonstration wrote, and nothing else that may lie there."""
    for name in FOLDERS:
        shutil.rmtree(data / name, ignore_errors=True)
    for name in (MARK, DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"):
        (data / name).unlink(missing_ok=True)
