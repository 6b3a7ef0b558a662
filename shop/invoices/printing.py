"""The press at work: one process for each of ours, kept while there are papers to set."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

PRESS = Path(__file__).parent / "press.py"
FONTS = Path(__file__).parent / "fonts"
LONGEST = 20  # seconds; a paper takes a hundredth of them
DONE = b"+"


class PaperFailed(Exception):
    """The paper could not be set; its row is whole, and another attempt may succeed."""


class Press:
    """Sets one paper at a time, whoever asks."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen | None = None

    def set(self, wish: bytes) -> bytes:
        """The finished file. Raises PaperFailed."""
        with self._lock:
            try:
                return self._asked(wish)
            except (BrokenPipeError, EOFError):
                self.stop()  # it had ended by itself, since nothing was wished for a while
            try:
                return self._asked(wish)
            except (BrokenPipeError, EOFError) as error:
                self.stop()
                raise PaperFailed("The press does not work.") from error

    def stop(self) -> None:
        """End the process; the next paper starts another."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None

    def _asked(self, wish: bytes) -> bytes:
        child = self._child = self._child or _started()
        tired = threading.Event()
        watch = threading.Timer(LONGEST, lambda: (tired.set(), child.kill()))
        watch.start()
        try:
            child.stdin.write(len(wish).to_bytes(4) + wish)
            child.stdin.flush()
            answer = _exactly(child.stdout, 5)
            made = _exactly(child.stdout, int.from_bytes(answer[1:]))
        except (BrokenPipeError, EOFError) as error:
            if tired.is_set():
                self.stop()
                raise PaperFailed(f"It took longer than {LONGEST} seconds.") from error
            raise
        finally:
            watch.cancel()
        if answer[:1] != DONE:
            raise PaperFailed(made.decode(errors="replace")[-500:])
        return made


def _started() -> subprocess.Popen:
    command = [sys.executable, "-I", str(PRESS)]  # -I: nothing of this process's surroundings
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - our own script


def _exactly(stream, length: int) -> bytes:
    read = stream.read(length)
    if len(read) < length:
        raise EOFError
    return read


press = Press()


def _of_another_process() -> None:
    """After a fork: the press is our parent's, and so may be whoever held its lock."""
    press.__init__()


os.register_at_fork(after_in_child=_of_another_process)


def set_in(template: Path, paper: dict, *, form: str = "pdf", resolution: float = 144, timestamp: int = 0) -> bytes:
    """What a template makes of a paper's content, with our fonts; of a picture (`png`) its first page.

    `resolution` is in dots per inch, `timestamp` in seconds since 1970. Not to be called in a transaction. Raises
    PaperFailed.
    """
    wish = {
        "template": str(template),
        "root": str(template.parent),
        "fonts": str(FONTS),
        "paper": paper,
        "form": form,
        "resolution": resolution,
        "timestamp": timestamp,
    }
    return press.set(json.dumps(wish).encode())
