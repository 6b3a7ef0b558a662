"""Make the recordings of the shelf: the opening of each meditation, read aloud, small enough for the repository.

Beside what the lessons need, it needs lameenc.
"""

import re
from pathlib import Path

import lameenc
import numpy as np
import yaml
from voice import read_aloud

RATE = 22050
KILOBITS = 24
LONGEST = 50  # seconds
REST = 1.6
HERE = Path(__file__).resolve().parent.parent
SOUNDS = HERE / "sounds"


def sentences(words: str) -> list[str]:
    """What is read: sentence by sentence, without marks."""
    plain = re.sub(r"(?m)^#.*$|[*_]|^\[.*?\]$", "", words)
    return [" ".join(part.split()) for part in re.split(r"(?<=[.?!])\s+", plain) if part.strip()]


def made(words: str) -> np.ndarray:
    """A bell, then sentences with their rests, as far as they go."""
    pieces, length = [bell()], 4.0
    for line in sentences(words):
        spoken = read_aloud(line, pitch=1.0)[::2]  # the voice comes at twice our rate
        length += len(spoken) / RATE + REST
        if length > LONGEST:
            break
        pieces += [spoken, np.zeros(round(REST * RATE), np.float32)]
    return np.concatenate([*pieces, bell()])


def bell() -> np.ndarray:
    """A small bell: three partials that die away, each in its own time."""
    time = np.arange(4 * RATE) / RATE
    partials = [(392.0, 0.5, 1.6), (784.7, 0.25, 0.9), (1177.0, 0.12, 0.5)]
    sound = sum(size * np.sin(2 * np.pi * pitch * time) * np.exp(-time / dying) for pitch, size, dying in partials)
    return (0.35 * sound).astype(np.float32)


def coded(samples: np.ndarray) -> bytes:
    """As MP3 of a constant rate, without a head of its own."""
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(KILOBITS)
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_quality(2)
    loud = samples / max(1e-6, np.abs(samples).max()) * 0.8
    return bytes(encoder.encode((loud * 32767).astype(np.int16).tobytes()) + encoder.flush())


def main() -> None:
    SOUNDS.mkdir(exist_ok=True)
    for path in sorted((HERE / "content" / "en" / "products").glob("*.yaml")):
        product = yaml.safe_load(path.read_text(encoding="utf-8"))
        if product["kind"] == "meditation":
            (SOUNDS / f"{path.stem}.mp3").write_bytes(coded(made(product["text"])))
    (SOUNDS / "index.yaml").write_text(f"bytes_a_second: {KILOBITS * 1000 // 8}\n")


if __name__ == "__main__":
    main()
