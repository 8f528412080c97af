"""Rooms, microphones, noise and throats that the synthesizers do not have."""

import math

import numpy as np
import torch
from scipy.fft import next_fast_len
from scipy.signal import fftconvolve

from features import SAMPLE_RATE
from sounds import Scene

WARPS = (0.82, 0.86, 0.9, 0.93, 0.96, 1.0, 1.0, 1.04, 1.07, 1.1, 1.14, 1.18)
FULL_SCALE = 32767


class Spoiler:
    """Turns a clean recording into one of some room and microphone.

    Babble is mixed from recordings seen before; real sounds (see sounds.py) are played too where there are some.
    """

    def __init__(self, seed, sounds=()):
        self.rng = np.random.default_rng(seed)
        self.talkers = []
        self.scene = Scene(sounds, self.rng) if sounds else None

    def remember(self, samples):
        if len(self.talkers) < 150:
            self.talkers.append(samples / _rms(samples))
        else:
            self.talkers[self.rng.integers(150)] = samples / _rms(samples)

    def spoil(self, samples, natural=False):
        """Returns the samples changed, the factor of its tempo and the seconds of silence put before it.

        A natural recording brings its own room and noise: it is changed less.
        """
        rng = self.rng
        tempo = 1.0 if rng.random() < 0.3 else rng.uniform(0.82, 1.2)
        length = int(len(samples) / tempo)
        samples = np.interp(np.arange(length) * tempo, np.arange(len(samples)), samples)
        before = 0.0 if natural else rng.uniform(0, 0.4) + (rng.uniform(0.3, 1.5) if rng.random() < 0.2 else 0)
        after = 0.0 if natural else rng.uniform(0, 0.4) + (rng.uniform(0.2, 1.2) if rng.random() < 0.3 else 0)
        samples = np.pad(samples, (int(before * SAMPLE_RATE), int(after * SAMPLE_RATE)))
        samples = samples / _rms(samples)
        if rng.random() < (0.3 if natural else 0.7):
            samples = fftconvolve(samples, self._room())[: len(samples)]
        if rng.random() < 0.5:
            samples = self._microphone(samples)
        quiet = 15 if natural else 3
        if rng.random() < 0.9:
            samples = samples + 10 ** (-rng.uniform(quiet, 42) / 20) * self._noise(len(samples))
        if rng.random() < 0.25 and self.talkers:
            samples = samples + 10 ** (-rng.uniform(quiet + 3, 28) / 20) * self._babble(len(samples))
        if rng.random() < 0.15:
            samples = samples + 10 ** (-rng.uniform(quiet + 3, 25) / 20) * self._clatter(len(samples))
        if self.scene and rng.random() < 0.5:
            samples = samples + 10 ** (-rng.uniform(quiet, 25) / 20) * self._scene(len(samples))
        loudness = 10 ** rng.uniform(1.9, 3.9)
        # Loud recordings clip at times, as real ones do.
        samples = np.clip(np.round(samples * loudness), -FULL_SCALE, FULL_SCALE).astype("f4")
        return samples, tempo, before

    def noise_alone(self):
        """Some seconds in which nobody speaks, at any loudness: hiss, clatter, a tune, talk in the background."""
        rng = self.rng
        length = int(rng.uniform(1.5, 6) * SAMPLE_RATE)
        samples = 10 ** (-rng.uniform(0, 30) / 20) * self._noise(length)
        if rng.random() < 0.7:
            samples = samples + 10 ** (-rng.uniform(-6, 15) / 20) * self._clatter(length)
        if rng.random() < 0.3:
            samples = samples + 10 ** (-rng.uniform(0, 15) / 20) * self._tune(length)
        if self.scene and rng.random() < 0.6:
            samples = samples + 10 ** (-rng.uniform(-10, 10) / 20) * self._scene(length)
        if rng.random() < 0.3 and len(self.talkers) > 8:
            # At least as many that no voice can be followed, and far away.
            crowd = fftconvolve(self._babble(length, 5), self._room())[:length]
            samples = samples + 10 ** (-rng.uniform(0, 12) / 20) * crowd / _rms(crowd)
        if rng.random() < 0.5:
            samples = self._microphone(samples)
        samples = samples / _rms(samples) * 10 ** rng.uniform(1.0, 3.6)
        return np.clip(np.round(samples), -FULL_SCALE, FULL_SCALE).astype("f4")

    def _scene(self, length):
        """Real sounds, mostly from another place in the room."""
        played = self.scene(length)
        if self.rng.random() < 0.7:
            played = fftconvolve(played, self._room())[:length]
        return played / _rms(played)

    def _room(self):
        """A few early reflections, then a tail that dies sooner for high tones."""
        rng = self.rng
        decay = rng.uniform(0.08, 0.7)
        length = int(SAMPLE_RATE * min(decay, 0.5))
        seconds = np.arange(length) / SAMPLE_RATE
        tail = rng.standard_normal(length) * np.exp(-6.9 * seconds / decay)
        dull = rng.standard_normal(length) * np.exp(-6.9 * seconds / (0.5 * decay))
        tail = np.convolve(tail, np.ones(4) / 4, "same") + 0.5 * dull
        tail[: int(rng.uniform(0.002, 0.02) * SAMPLE_RATE)] = 0
        for _ in range(rng.integers(2, 9)):
            place = rng.integers(int(0.0008 * SAMPLE_RATE), int(0.03 * SAMPLE_RATE))
            tail[place] += rng.choice([-1, 1]) * rng.uniform(0.2, 1.5) * abs(tail).max()
        tail /= np.sqrt((tail**2).sum())
        tail *= 10 ** (-rng.uniform(-3, 15) / 20)
        tail[0] = 1
        return tail

    def _microphone(self, samples):
        """A random smooth frequency response, and now and then the band of a telephone."""
        rng = self.rng
        length = next_fast_len(len(samples), real=True)
        spectrum = np.fft.rfft(samples, length)
        octave = np.log2(np.maximum(np.fft.rfftfreq(length, 1 / SAMPLE_RATE), 30) / 30) / 8
        decibels = rng.normal(0, 6) * (octave - 0.5)
        for wave in (1, 2, 3, 5):
            decibels = decibels + rng.normal(0, 4 / wave) * np.cos(2 * math.pi * wave * octave + rng.uniform(0, 6.3))
        if rng.random() < 0.2:
            decibels = decibels - 30 * (octave < rng.uniform(0.2, 0.45))
        if rng.random() < 0.2:
            decibels = decibels - 40 * (octave > rng.uniform(0.86, 0.99))
        samples = np.fft.irfft(spectrum * 10 ** (decibels / 20), length)[: len(samples)]
        return samples / _rms(samples)

    def _noise(self, length):
        """From white to red, at times with a hump somewhere and with a level that swells."""
        rng = self.rng
        fast = next_fast_len(length, real=True)
        frequency = np.maximum(np.fft.rfftfreq(fast, 1 / SAMPLE_RATE), 20)
        spectrum = rng.standard_normal(len(frequency)) + 1j * rng.standard_normal(len(frequency))
        spectrum *= frequency ** -rng.uniform(0, 1.2)
        if rng.random() < 0.3:
            spectrum *= np.exp(-(((frequency - rng.uniform(100, 4000)) / rng.uniform(200, 2000)) ** 2)) + 0.05
        if rng.random() < 0.2:
            hum = rng.choice([50, 60]) * rng.integers(1, 5)
            spectrum[np.abs(frequency % hum) < 1] *= 30
        noise = np.fft.irfft(spectrum, fast)[:length]
        if rng.random() < 0.4:
            swell = np.interp(np.arange(length), np.linspace(0, length, 7), rng.uniform(0.2, 1.5, 7))
            noise = noise * swell
        return noise / _rms(noise)

    def _babble(self, length, fewest=1):
        rng = self.rng
        total = np.zeros(length)
        for _ in range(rng.integers(fewest, fewest + 5)):
            talker = self.talkers[rng.integers(len(self.talkers))]
            total += np.resize(np.roll(talker, rng.integers(len(talker))), length) * rng.uniform(0.3, 1)
        return total / _rms(total)

    def _clatter(self, length):
        """Short ringing knocks: dishes, steps, keys."""
        rng = self.rng
        total = np.zeros(length)
        for _ in range(rng.integers(1, 8)):
            size = int(rng.uniform(0.02, 0.25) * SAMPLE_RATE)
            seconds = np.arange(size) / SAMPLE_RATE
            ring = np.sin(2 * math.pi * rng.uniform(300, 6000) * seconds) + 0.5 * rng.standard_normal(size)
            ring *= np.exp(-seconds / rng.uniform(0.005, 0.08)) * rng.uniform(0.3, 1)
            start = rng.integers(length)
            total[start : start + size] += ring[: length - start]
        return total / _rms(total)


    def _tune(self, length):
        """Tones of a few harmonics, one after the other, some together."""
        rng = self.rng
        total = np.zeros(length)
        start = 0
        while start < length:
            size = min(int(rng.uniform(0.08, 0.6) * SAMPLE_RATE), length - start)
            seconds = np.arange(size) / SAMPLE_RATE
            for _ in range(rng.integers(1, 4)):
                pitch = 110 * 2 ** (rng.integers(0, 40) / 12)
                for harmonic in range(1, rng.integers(2, 8)):
                    tone = np.sin(2 * math.pi * harmonic * pitch * seconds + rng.uniform(0, 6.3)) / harmonic
                    total[start : start + size] += tone * np.exp(-seconds * rng.uniform(0, 6))
            start += size
        return total / _rms(total)


class Masker:
    """Changes a batch of log mel energies anew in every epoch: a tilt of the spectrum, masked bands and moments."""

    def __init__(self, seed):
        self.rng = np.random.default_rng(seed)
        self.band = torch.arange(40).float()[None, :] / 40

    def __call__(self, frames):
        rng = self.rng
        count, length, bands = frames.shape
        normal = lambda: torch.from_numpy(rng.standard_normal((count, 1)).astype("f4"))
        tilt = 0.8 * normal()
        for wave in (1, 2, 3, 4):
            phase = torch.from_numpy(rng.uniform(0, 2 * math.pi, (count, 1)).astype("f4"))
            tilt = tilt + normal() * (0.9 / wave) * torch.cos(math.pi * wave * self.band + phase)
        frames = frames + tilt[:, None, :]
        for index in range(count):
            if rng.random() < 0.4:
                size = rng.integers(1, 8)
                start = rng.integers(bands - size + 1)
                frames[index, :, start : start + size] = frames[index].mean()
            if rng.random() < 0.4:
                size = rng.integers(2, 15)
                start = rng.integers(max(1, length - size))
                frames[index, start : start + size] = frames[index].mean(0)
        return frames


def _rms(samples):
    return np.sqrt(np.mean(np.square(samples))) + 1e-6
