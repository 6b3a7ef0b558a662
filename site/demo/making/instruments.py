"""Everything that is heard beside the voice: bells, a glass, and the air of a place."""

from functools import cache
from pathlib import Path

import numpy as np
from scipy.signal import butter, sosfilt
from sound import RATE, faded, read, resampled

SAMPLES = Path("/usr/share/sonic-pi/samples")  # where Debian's package sonic-pi-samples puts them


def passed(samples: np.ndarray, band, kind: str) -> np.ndarray:
    """The part of the sound inside this band."""
    return sosfilt(butter(2, band, kind, fs=RATE, output="sos"), samples).astype(np.float32)


@cache
def bell() -> np.ndarray:
    """A small bell played an octave lower, so that it calls nobody."""
    low = resampled(read(SAMPLES / "perc_bell.flac"), source_rate=RATE / 2)
    soft = passed(low, 2600, "lowpass")[: 8 * RATE]
    return faded(soft / np.abs(soft).max() * np.float32(0.2), into=0.012, out=5)


@cache
def glass() -> np.ndarray:
    """A glass rubbed at its rim, and its ending."""
    rubbed = resampled(read(SAMPLES / "ambi_glass_rub.flac"), source_rate=RATE * 0.6)
    return faded(rubbed / np.abs(rubbed).max() * np.float32(0.22), into=0.4, out=2.5)


def noise(count: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal(count).astype(np.float32)


def swell(count: int, *, period: float, depth: float) -> np.ndarray:
    """Coming and going, never quite in step."""
    time = np.arange(count) / RATE
    wave = 0.5 + 0.3 * np.sin(2 * np.pi * time / period) + 0.2 * np.sin(2 * np.pi * time / (period * 0.618) + 1.7)
    return (1 - depth + depth * wave**1.6).astype(np.float32)


def sea(count: int) -> np.ndarray:
    """A low tide some way off."""
    far = passed(noise(count, 1), [60, 420], "bandpass") * swell(count, period=10.5, depth=0.75)
    foam = passed(noise(count, 2), [600, 2400], "bandpass") * swell(count, period=10.5, depth=0.95) ** 2
    return far + 0.28 * foam


def wind(count: int) -> np.ndarray:
    """Air in a garden, behind a window."""
    low = passed(noise(count, 3), [50, 300], "bandpass") * swell(count, period=17, depth=0.5)
    leaves = passed(noise(count, 4), [900, 3200], "bandpass") * swell(count, period=12, depth=0.9) ** 2
    return low + 0.12 * leaves


def hum(count: int) -> np.ndarray:
    """Humming glass an octave lower, one breath laid over the next."""
    breath = resampled(read(SAMPLES / "ambi_glass_hum.flac"), source_rate=RATE / 2)
    breath = passed(breath, 900, "lowpass") * np.hanning(len(breath)).astype(np.float32)
    out = np.zeros(count + 2 * len(breath), np.float32)
    for begin in range(0, count + len(breath), len(breath) // 2):
        out[begin : begin + len(breath)] += breath
    return out[len(breath) // 2 :][:count]


AIRS = {"sea": (sea, -40), "wind": (wind, -48), "glass": (hum, -46)}
SOUNDS = {"bell": bell, "glass": glass}
