#!/usr/bin/env python3
"""Measures acoustic models through libvosk itself: coffee orders, clean and in noise, and held-out synthetic voices.

    evaluate.py --libvosk libvosk.so --coffee DATA [--noise kitchen.wav --snr 12] [--held-out WORK] MODEL...

libvosk.so lies in the Maven artifact com.alphacephei:vosk:0.3.45 and in the Python package vosk 0.3.45. DATA holds
coffee-cases.jsonl and its recordings, WORK is the work directory of the training. Every model is decoded with the same
graph, made here.
"""

import argparse
import ctypes
import json
import random
import shutil
import tempfile
import time
from pathlib import Path

import numpy as np

import decoding_graph
from features import SAMPLE_RATE, read_wav
from lexicon import read_dictionary
from sentences import training_sentences

HERE = Path(__file__).resolve().parent
CHUNK_BYTES = 8000
NOISE_SEED = 5
ORDER_COUNT = 15000
SIZES = "small|medium|large|eight ounce|twelve ounce|sixteen ounce|twenty ounce".split("|")
ROASTS = "light roast|medium roast|dark roast".split("|")
SHOTS = "single shot|double shot|triple shot".split("|")
DRINKS = "americano|cappuccino|espresso|iced mocha|latte|mocha|coffee|drip coffee|house coffee|iced coffee".split("|")
MILKS = "milk|skim milk|whole milk|soy milk|almond milk|cream".split("|")
SUGARS = "sugar|brown sugar|sweetener".split("|")
AMOUNTS = "|a little bit of|a bit of|some|a lot of|lots of".split("|")
REQUESTS = (
    "brew|can i get|can i have|i want|get me|give me|i'd like|make me|may i have|please make me|i'll have|i would like"
).split("|")


class Vosk:
    """The few functions of libvosk that are needed."""

    def __init__(self, library):
        self.library = ctypes.CDLL(str(library))
        pointer, text = ctypes.c_void_p, ctypes.c_char_p
        for name, arguments, result in (
            ("vosk_set_log_level", [ctypes.c_int], None),
            ("vosk_model_new", [text], pointer),
            ("vosk_model_free", [pointer], None),
            ("vosk_recognizer_new", [pointer, ctypes.c_float], pointer),
            ("vosk_recognizer_free", [pointer], None),
            ("vosk_recognizer_accept_waveform", [pointer, text, ctypes.c_int], ctypes.c_int),
            ("vosk_recognizer_result", [pointer], text),
            ("vosk_recognizer_final_result", [pointer], text),
        ):
            function = getattr(self.library, name)
            function.argtypes, function.restype = arguments, result
        self.library.vosk_set_log_level(-1)

    def load(self, directory):
        model = self.library.vosk_model_new(str(directory).encode())
        if not model:
            raise SystemExit(f"libvosk cannot load {directory}")
        return model

    def transcript(self, model, samples):
        data = np.clip(samples, -32768, 32767).astype("<i2").tobytes()
        recognizer = self.library.vosk_recognizer_new(model, float(SAMPLE_RATE))
        texts = []
        for start in range(0, len(data), CHUNK_BYTES):
            chunk = data[start : start + CHUNK_BYTES]
            if self.library.vosk_recognizer_accept_waveform(recognizer, chunk, len(chunk)):
                texts.append(json.loads(self.library.vosk_recognizer_result(recognizer))["text"])
        texts.append(json.loads(self.library.vosk_recognizer_final_result(recognizer))["text"])
        self.library.vosk_recognizer_free(recognizer)
        return " ".join(text for text in texts if text)


def coffee_orders(seed=11):
    rng = random.Random(seed)
    orders = []
    for _ in range(ORDER_COUNT):
        kinds = [rng.choice(kind) for kind in (SIZES, ROASTS, SHOTS) if rng.random() < 0.5]
        rng.shuffle(kinds)
        extras = [f"{rng.choice(AMOUNTS)} {rng.choice(kind)}" for kind in (MILKS, SUGARS) if rng.random() < 0.5]
        rng.shuffle(extras)
        order = [rng.choice(REQUESTS), rng.choice(["a", "an", ""]), *kinds, rng.choice(DRINKS)]
        if extras:
            order += ["with", " and ".join(extras)]
        orders.append(" ".join(" ".join(order).split()))
    return orders


def with_graph(model, directory, sentences, background, options):
    """A copy of the model's parts that libvosk loads, with a graph; `options` replace lines of model.conf."""
    lexicon = read_dictionary()
    for name in ("am", "conf"):
        shutil.copytree(model / name, directory / name, copy_function=shutil.copyfile)
    (directory / "graph/phones").mkdir(parents=True)
    shutil.copyfile(model / "graph/phones/word_boundary.int", directory / "graph/phones/word_boundary.int")
    conf = directory / "conf/model.conf"
    kept = [line for line in conf.read_text().splitlines() if line.split("=")[0] not in options]
    conf.write_text("\n".join(kept + [f"{name}={value}" for name, value in options.items()]) + "\n")
    decoding_graph.build(directory, lexicon, sentences, background)
    return directory


def add_noise(samples, noise, snr, rng):
    start = rng.integers(len(noise) - len(samples))
    part = noise[start : start + len(samples)]
    gain = np.sqrt(np.mean(samples**2) / np.mean(part**2)) * 10 ** (-snr / 20)
    return samples + gain * part


def measure(vosk, directory, recordings, right, noise=None, snr=None, show=False):
    """(cases right, real-time factor on one core)."""
    model = vosk.load(directory)
    rng = np.random.default_rng(NOISE_SEED)
    correct, audio, spent = 0, 0.0, 0.0
    for path, expected in recordings:
        samples = read_wav(path)
        if noise is not None:
            samples = add_noise(samples, noise, snr, rng)
        started = time.process_time()
        heard = vosk.transcript(model, samples)
        spent += time.process_time() - started
        audio += len(samples) / SAMPLE_RATE
        if right(heard, expected):
            correct += 1
        elif show:
            print(f"  heard: {heard} | expected: {expected}")
    vosk.library.vosk_model_free(model)
    return correct, spent / audio


def coffee_cases(data):
    cases = [json.loads(line) for line in (data / "coffee-cases.jsonl").read_text().splitlines()]
    return [(data / case["audio"], list(case["expect"][0]["slots"].values())) for case in cases]


def held_out_cases(work):
    """Recordings and their sentences by kind: the names are test-ENGINE-KIND-NUMBER."""
    kinds = {}
    for line in (work / "held-out.jsonl").read_text().splitlines():
        one = json.loads(line)
        kinds.setdefault(one["name"].split("-")[2], []).append((work / "wav" / f"{one['name']}.wav", one["text"]))
    return kinds


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("models", nargs="+", type=Path)
    parser.add_argument("--libvosk", type=Path, required=True)
    parser.add_argument("--coffee", type=Path, help="directory with coffee-cases.jsonl")
    parser.add_argument("--noise", type=Path, help="WAV file to mix into the coffee orders")
    parser.add_argument("--snr", type=float, default=12)
    parser.add_argument("--held-out", type=Path, help="work directory of the training")
    parser.add_argument("--option", action="append", default=[], help="line for model.conf, such as --acoustic-scale=0.4")
    parser.add_argument("--show", action="store_true", help="print what was heard wrongly")
    arguments = parser.parse_args()
    options = dict(option.split("=", 1) for option in arguments.option)
    vosk = Vosk(arguments.libvosk)
    lexicon = read_dictionary()
    ranked = (HERE / "common-words.txt").read_text().split()
    zipf = {word: 1000 / rank for rank, word in enumerate(ranked, 1)}

    def report(model, task, recordings, result):
        correct, factor = result
        print(
            f"{model}: {task}: {correct}/{len(recordings)} = {100 * correct / len(recordings):.1f} %, "
            f"real-time factor {factor:.3f}",
            flush=True,
        )

    for model in arguments.models:
        if arguments.held_out:
            kinds = held_out_cases(arguments.held_out)
            said = [sentence for recordings in kinds.values() for _, sentence in recordings]
            with tempfile.TemporaryDirectory() as directory:
                text = training_sentences(20000, lexicon, 99) + said
                ready = with_graph(model, Path(directory), text, zipf, options)
                for kind, recordings in kinds.items():
                    result = measure(vosk, ready, recordings, lambda heard, said: heard == said, show=arguments.show)
                    report(model, f"held-out synthetic voices, whole sentences, {kind}", recordings, result)
        if arguments.coffee:
            recordings = coffee_cases(arguments.coffee)
            contains = lambda heard, values: all(value in heard for value in values)
            with tempfile.TemporaryDirectory() as directory:
                ready = with_graph(model, Path(directory), coffee_orders(), zipf, options)
                result = measure(vosk, ready, recordings, contains, show=arguments.show)
                report(model, "coffee orders, clean", recordings, result)
                if arguments.noise:
                    noise = read_wav(arguments.noise)
                    result = measure(vosk, ready, recordings, contains, noise, arguments.snr)
                    report(model, f"coffee orders, noise at {arguments.snr:g} dB", recordings, result)


if __name__ == "__main__":
    main()
