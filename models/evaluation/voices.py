"""What `talk` and `commands` share: the synthesizers that speak, and how a recording is written."""

import wave

import numpy as np

from features import SAMPLE_RATE

# Debian's fast ones, by how often each speaks.
ENGINES = {"espeak": 4, "mbrola": 3, "rhvoice": 3, "pico": 2, "flite": 2}


def write(path, samples):
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(SAMPLE_RATE)
        out.writeframes(np.round(samples).astype("<i2").tobytes())
