"""Everything that is kept about a person, in a file that people and machines can read."""

from __future__ import annotations

import json
import tempfile
from datetime import datetime
from pathlib import PurePosixPath
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder

from accounts.models import User
from accounts.privacy.registry import keepers

NAME = "about-you.json"
IN_MEMORY = 5 * 1024**2


def written(user: User, *, at: datetime) -> tuple[str, BinaryIO]:
    """The name and content of the file: JSON alone, or a zip where there are files to go with it."""
    told = json.dumps(everything(user, at=at), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2).encode()
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
    names: set[str] = {NAME}
    files = ((keeper.code, part) for keeper in keepers() for part in keeper.files(user))
    archive = None
    for code, (name, content) in files:
        archive = archive or ZipFile(file, "w", ZIP_DEFLATED)
        archive.writestr(_free(f"{code}/{PurePosixPath(name).name}", names), content)
    if archive is None:
        file.write(told)
    else:
        with archive:
            archive.writestr(NAME, told)
    file.seek(0)
    return (NAME if archive is None else "about-you.zip"), file


def everything(user: User, *, at: datetime) -> dict:
    """All tables of all apps, by app and table."""
    told = {keeper.code: {name: list(rows) for name, rows in keeper.tell(user).items()} for keeper in keepers()}
    return {"made_at": at, **told}


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number where another file has it already."""
    path, number, free = PurePosixPath(name), 1, name
    while free in taken:
        number += 1
        free = str(path.with_name(f"{path.stem}-{number}{path.suffix}"))
    taken.add(free)
    return free
