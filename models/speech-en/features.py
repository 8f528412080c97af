"""The features of libvosk (Kaldi's MFCC without dithering), in numpy.

Work is done on log mel energies, because noise, channel and masking are simple there; `cepstra` turns them into the
coefficients that libvosk computes from conf/mfcc.conf.
"""

import functools
import math
import wave

import numpy as np
from scipy.signal import resample_poly

SAMPLE_RATE = 16000
WINDOW = 400
HOP = 160
FFT = 512
BANDS = 40
LOW_HZ = 20.0
HIGH_HZ = 7600.0
# Where warping bends back to keep the ends of the spectrum in place.
WARP_LOW_HZ = 100.0
WARP_HIGH_HZ = 7500.0
LIFTER = 22.0

POVEY_WINDOW = ((0.5 - 0.5 * np.cos(2 * math.pi / (WINDOW - 1) * np.arange(WINDOW))) ** 0.85).astype("f4")


def mel(hertz):
    return 1127.0 * np.log(1 + np.asarray(hertz, float) / 700.0)


def hertz(mels):
    return 700.0 * (np.exp(np.asarray(mels, float) / 1127.0) - 1)


def _warped(frequency, warp):
    """A longer or shorter vocal tract: the frequency axis stretched by 1 / warp in the middle."""
    low = WARP_LOW_HZ * max(1.0, warp)
    high = WARP_HIGH_HZ * min(1.0, warp)
    if frequency < LOW_HZ or frequency > HIGH_HZ:
        return frequency
    if frequency < low:
        return LOW_HZ + (low / warp - LOW_HZ) / (low - LOW_HZ) * (frequency - LOW_HZ)
    if frequency < high:
        return frequency / warp
    return HIGH_HZ + (HIGH_HZ - high / warp) / (HIGH_HZ - high) * (frequency - HIGH_HZ)


@functools.cache
def mel_bank(warp=1.0):
    """Triangles in mel, as a matrix from power spectrum to bands."""
    edges = np.linspace(mel(LOW_HZ), mel(HIGH_HZ), BANDS + 2)
    bins = mel(np.arange(FFT // 2) * SAMPLE_RATE / FFT)
    bank = np.zeros((FFT // 2 + 1, BANDS), "f4")
    for band in range(BANDS):
        left, centre, right = edges[band : band + 3]
        if warp != 1.0:
            left, centre, right = (float(mel(_warped(float(hertz(edge)), warp))) for edge in (left, centre, right))
        rise = (bins - left) / (centre - left)
        fall = (right - bins) / (right - centre)
        inside = (bins > left) & (bins < right)
        bank[: FFT // 2, band] = np.where(inside, np.where(bins <= centre, rise, fall), 0)
    return bank


def _cosine_matrix():
    matrix = np.zeros((BANDS, BANDS))
    matrix[0] = math.sqrt(1 / BANDS)
    for row in range(1, BANDS):
        matrix[row] = math.sqrt(2 / BANDS) * np.cos(math.pi / BANDS * (np.arange(BANDS) + 0.5) * row)
    lifter = 1 + 0.5 * LIFTER * np.sin(math.pi * np.arange(BANDS) / LIFTER)
    return (matrix * lifter[:, None]).T.astype("f4")


LOG_MEL_TO_CEPSTRA = _cosine_matrix()


def log_mel(samples, warp=1.0, dither=1.0, rng=None):
    """Log mel energies of samples in the scale of 16-bit integers, one row every 10 ms."""
    if len(samples) < WINDOW:
        samples = np.pad(samples, (0, WINDOW - len(samples)))
    samples = np.ascontiguousarray(samples, "f4")
    frames = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[::HOP].astype("f4")
    if dither and rng is not None:
        # Without it digital silence would be a sound of its own.
        frames = frames + np.float32(dither) * rng.standard_normal(frames.shape, dtype="f4")
    frames = frames - frames.mean(1, keepdims=True)
    emphasised = frames.copy()
    emphasised[:, 1:] -= 0.97 * frames[:, :-1]
    emphasised[:, 0] -= 0.97 * frames[:, 0]
    power = np.abs(np.fft.rfft(emphasised * POVEY_WINDOW, FFT)).astype("f4") ** 2
    return np.log(np.maximum(power @ mel_bank(warp), 1.1920929e-07))


def cepstra(log_mels):
    return log_mels @ LOG_MEL_TO_CEPSTRA


def read_wav(path):
    """Samples of the first channel at 16 kHz, in the scale of 16-bit integers."""
    with wave.open(str(path)) as file:
        rate, channels = file.getframerate(), file.getnchannels()
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype("f4")[::channels]
    if rate != SAMPLE_RATE:
        divisor = math.gcd(rate, SAMPLE_RATE)
        samples = resample_poly(samples, SAMPLE_RATE // divisor, rate // divisor).astype("f4")
    return samples
