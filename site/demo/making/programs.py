"""The one place that starts other programs."""

import shutil
import subprocess


def program(name: str) -> str:
    """Where the program is; a sentence that helps when it is missing."""
    path = shutil.which(name)
    if path is None:
        raise SystemExit(f"Install {name}; README.md says how.")
    return path


def run(name: str, *words, fed: bytes | None = None) -> bytes:
    """What the program wrote; its complaint when it failed."""
    done = subprocess.run([program(name), *map(str, words)], input=fed, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    return done.stdout


def complaints(name: str, *words) -> str:
    """What the program said beside its work; the measuring filters speak there."""
    done = subprocess.run([program(name), *map(str, words)], capture_output=True, check=True)  # noqa: S603
    return done.stderr.decode()


def seconds(path) -> float:
    """How long a sound or film is."""
    shown = run("ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", path)
    return float(shown)
