"""Real sounds that are no speech: things that fall, close and burn, weather, instruments, music.

Debian ships them with games and music programs. They are played over the utterances and learnt as silence; nothing of
them is kept in the model.
"""

import math

import numpy as np
from scipy.signal import resample_poly

from features import SAMPLE_RATE

ENDINGS = (".ogg", ".wav", ".flac")
LONGEST_SECONDS = 40  # of a piece of music
SHORT_SECONDS = 4  # what is no longer is struck again and again, as dishes are
QUIETEST = 1e-3


def read_sounds(directories):
    """The sounds in all folders below, at 16 kHz, in the order of their paths, each as loud as the others."""
    import soundfile

    sounds = []
    for path in sorted(path for directory in directories for path in directory.rglob("*") if path.suffix in ENDINGS):
        with soundfile.SoundFile(path) as file:
            rate = file.samplerate
            samples = file.read(rate * LONGEST_SECONDS, dtype="float32", always_2d=True)[:, 0]
        divisor = math.gcd(rate, SAMPLE_RATE)
        samples = resample_poly(samples, SAMPLE_RATE // divisor, rate // divisor).astype("f4")
        loudness = np.sqrt(np.mean(samples**2)) if len(samples) else 0
        if loudness > QUIETEST:
            sounds.append(samples / loudness)
    if directories and not sounds:
        raise SystemExit(f"no sounds ({', '.join(ENDINGS)}) below {', '.join(map(str, directories))}")
    return sounds


class Scene:
    """What may be heard in a room while somebody speaks, of the length asked for and of loudness 1."""

    def __init__(self, sounds, rng):
        self.rng = rng
        self.short = [one for one in sounds if len(one) <= SHORT_SECONDS * SAMPLE_RATE]
        self.long = [one for one in sounds if len(one) > SHORT_SECONDS * SAMPLE_RATE]

    def __call__(self, length):
        rng = self.rng
        total = np.zeros(length, "f4")
        lasting = bool(self.long) and (rng.random() < 0.5 or not self.short)
        if lasting:
            total += self._piece(self.long, length)
        if self.short and (rng.random() < 0.7 or not lasting):
            for _ in range(1 + rng.poisson(2 * length / SAMPLE_RATE)):
                sound = self._faster_or_slower(self.short[rng.integers(len(self.short))])
                start = rng.integers(-len(sound) // 2, length)
                part = sound[max(0, -start) : length - start]
                total[max(0, start) : max(0, start) + len(part)] += part * 10 ** (-rng.uniform(0, 20) / 20)
        return total / (np.sqrt(np.mean(total**2)) + 1e-6)

    def _piece(self, sounds, length):
        sound = sounds[self.rng.integers(len(sounds))]
        return np.resize(np.roll(sound, self.rng.integers(len(sound))), length)

    def _faster_or_slower(self, sound):
        tempo = self.rng.uniform(0.7, 1.4)
        return np.interp(np.arange(int(len(sound) / tempo)) * tempo, np.arange(len(sound)), sound).astype("f4")
