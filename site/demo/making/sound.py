"""Sound as rows of numbers: the few things that every other file needs."""

from pathlib import Path

import numpy as np
from programs import run
from scipy.signal import fftconvolve

RATE = 44100
QUIET = 0.012


def silence(seconds: float) -> np.ndarray:
    """Nothing, for a while."""
    return np.zeros(round(seconds * RATE), np.float32)


def resampled(samples: np.ndarray, *, source_rate: float) -> np.ndarray:
    """The same sound at our rate."""
    count = round(len(samples) * RATE / source_rate)
    spectrum = np.fft.rfft(samples)
    wanted = np.zeros(count // 2 + 1, complex)
    shared = min(len(spectrum), len(wanted))
    wanted[:shared] = spectrum[:shared]
    return (np.fft.irfft(wanted, count) * count / len(samples)).astype(np.float32)


def trimmed(samples: np.ndarray) -> np.ndarray:
    """The sound without the silence at its ends, and without a click."""
    loud = np.flatnonzero(np.abs(samples) > QUIET)
    margin = round(0.04 * RATE)
    heard = samples[max(0, loud[0] - margin) : loud[-1] + 2 * margin].copy()
    return faded(heard, into=0.01, out=0.05)


def faded(samples: np.ndarray, *, into: float, out: float) -> np.ndarray:
    """The sound with a soft beginning and a soft end."""
    samples = samples.copy()
    first, last = round(into * RATE), round(out * RATE)
    samples[:first] *= np.sin(np.linspace(0, np.pi / 2, first)) ** 2
    samples[-last:] *= np.cos(np.linspace(0, np.pi / 2, last)) ** 2
    return samples


def at_level(samples: np.ndarray, decibel: float) -> np.ndarray:
    """The sound with this root mean square, counted over what is not silence."""
    heard = samples[np.abs(samples) > QUIET / 4]
    return samples * np.float32(10 ** (decibel / 20) / np.sqrt(np.mean(heard**2)))


def in_a_room(samples: np.ndarray, *, wet: float = 0.16) -> np.ndarray:
    """The sound as it is heard in a small room with a carpet."""
    chance = np.random.default_rng(7)
    time = np.arange(round(0.5 * RATE)) / RATE
    walls = chance.standard_normal(len(time)) * np.exp(-time / 0.09) * (time > 0.012)
    walls = np.convolve(walls, np.hanning(18) / np.hanning(18).sum(), "same")
    walls /= np.sqrt(np.sum(walls**2))
    return samples + np.float32(wet) * fftconvolve(samples, walls)[: len(samples)].astype(np.float32)


def read(path: Path) -> np.ndarray:
    """A sound file as one row."""
    raw = run("ffmpeg", "-v", "error", "-i", path, "-ac", "1", "-ar", RATE, "-f", "f32le", "-")
    return np.frombuffer(raw, np.float32)
