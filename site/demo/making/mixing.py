"""A lesson as one sound: bell, lines with their rests, bell, and the air under it all."""

import re
from pathlib import Path

import numpy as np
import spoken_text
from instruments import AIRS, SOUNDS, bell
from plan import Lesson
from programs import complaints, run
from sound import RATE, at_level, faded, in_a_room
from voice import read_aloud

LOUDNESS = -18  # LUFS
FIRST_WORD_AT = 5.0
REST = 1.4
LAST_BELL_RINGS = 8.0


def rest_after(lesson: Lesson, line: str) -> float:
    """The silence that belongs to a line."""
    return next((rest for start, rest in lesson.rest_after.items() if line.startswith(start)), REST)


def sound_after(lesson: Lesson, line: str) -> np.ndarray | None:
    """The bell or glass that a line has announced."""
    return next((SOUNDS[name]() for start, name in lesson.sound_after.items() if line.startswith(start)), None)


def mix(lesson: Lesson) -> tuple[np.ndarray, list[tuple[float, float]]]:
    """The whole sound, and when each line begins and ends."""
    placed, times, at = [], [], FIRST_WORD_AT
    for line in spoken_text.lines(lesson.course, lesson.code, "en"):
        spoken = read_aloud(spoken_text.as_said(line), pitch=lesson.pitch)
        placed.append((at, spoken))
        times.append((at, at + len(spoken) / RATE))
        at = times[-1][1] + rest_after(lesson, line)
        announced = sound_after(lesson, line)
        if announced is not None:
            placed.append((at, announced))
            at += len(announced) / RATE
    placed += [(0.6, bell()), (at + 0.8, bell())]
    count = round((at + 0.8 + LAST_BELL_RINGS) * RATE)
    return faded(laid_together(placed, count, air=lesson.air), into=2.0, out=4.0), times


def laid_together(placed, count: int, *, air: str) -> np.ndarray:
    """Every sound at its time, in one room, over the air of the place."""
    voice = np.zeros(count, np.float32)
    for at, sound in placed:
        begin = round(at * RATE)
        kept = sound[: count - begin]
        voice[begin : begin + len(kept)] += kept
    blow, decibel = AIRS[air]
    # The air's own level is measured over all of it, so that a swell stays a swell.
    return in_a_room(at_level(voice, -24)) + at_level(blow(count), decibel)


def write(path: Path, samples: np.ndarray) -> None:
    """A sound file at the house's loudness."""
    raw = samples.astype(np.float32).tobytes()
    form = ["-f", "f32le", "-ar", RATE, "-ac", "1", "-i", "-"]
    run("ffmpeg", "-v", "error", "-y", *form, "-c:a", "pcm_f32le", path, fed=raw)
    gain = 0.0
    # Twice: the limiter takes a little of what the first gain gave.
    for _ in range(2):
        gain += LOUDNESS - loudness(path)
        louder = f"volume={gain:.2f}dB,alimiter=limit=0.8:level=false"
        run("ffmpeg", "-v", "error", "-y", *form, "-af", louder, "-c:a", "pcm_s16le", path, fed=raw)


def loudness(path: Path) -> float:
    """The integrated loudness in LUFS."""
    said = complaints("ffmpeg", "-nostats", "-i", path, "-af", "ebur128", "-vn", "-f", "null", "-")
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", said)[-1])
