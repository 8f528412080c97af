#!/usr/bin/env python3
"""Mando and llama.cpp, alternately, on the same GGUF files: prompt 64, then 64 tokens one by one; tokens a second and their ratio.

    mvn -o -DskipTests package
    python3 inference/bench/speed.py --setting narrow models/intent-en/intent.gguf target/models/smollm2-135m-q4_1.gguf
    python3 inference/bench/speed.py --setting native --threads 1 2 MODEL.gguf …

llama-cpp-python must be of the same setting; it is built from its source package:
    narrow  CMAKE_ARGS="-DGGML_NATIVE=OFF -DGGML_SSE42=ON -DGGML_AVX=OFF -DGGML_AVX2=OFF -DGGML_BMI2=OFF -DGGML_FMA=OFF -DGGML_F16C=OFF"
    native  CMAKE_ARGS="-DGGML_NATIVE=ON"; where AMX crashes (a virtual machine without it), GGML_NATIVE=OFF and the AVX options one by one
    pip install --no-binary=llama-cpp-python llama-cpp-python
--quantise FILE writes a Q8_0 copy of the first model with llama.cpp and ends.
"""

import argparse
import ctypes
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROMPT = DECODE = 64
FLAGS = {"narrow": ["-XX:UseAVX=1", "-Dmando.kernels=128"], "native": ["-Dmando.kernels=256"]}


def llama(path, threads, rounds):
    import llama_cpp as c
    import numpy as np
    global silence
    silence = c.llama_log_callback(lambda *_: None)
    c.llama_log_set(silence, ctypes.c_void_p(0))
    model = c.llama_model_load_from_file(path.encode(), c.llama_model_default_params())
    options = c.llama_context_default_params()
    options.n_ctx = 256
    options.n_threads = options.n_threads_batch = threads
    session = c.llama_init_from_model(model, options)
    count = c.llama_vocab_n_tokens(c.llama_model_get_vocab(model))
    prompt = (c.llama_token * PROMPT)(*[(i * 7919 + 13) % min(count, 10_000) for i in range(PROMPT)])
    prefill, decode = [], []
    for index in range(-1, rounds):
        c.llama_memory_clear(c.llama_get_memory(session), True)
        started = time.perf_counter()
        c.llama_decode(session, c.llama_batch_get_one(prompt, PROMPT))
        logits = np.ctypeslib.as_array(c.llama_get_logits_ith(session, -1), (count,))
        middle = time.perf_counter()
        for _ in range(DECODE):
            token = (c.llama_token * 1)(int(logits.argmax()))
            c.llama_decode(session, c.llama_batch_get_one(token, 1))
            logits = np.ctypeslib.as_array(c.llama_get_logits_ith(session, -1), (count,))
        end = time.perf_counter()
        if index >= 0:
            prefill.append(PROMPT / (middle - started))
            decode.append(DECODE / (end - middle))
    return statistics.median(prefill), statistics.median(decode)


def mando(path, threads, rounds, setting):
    flags = [line for line in (ROOT / "deploy/jvm.options").read_text().split("\n") if line and line[0] == "-"
             and "Xmx" not in line]
    command = [os.environ.get("JAVA", "java"), *flags, "-Xmx2g", *FLAGS[setting], f"-Dmando.threads={threads}", f"-Dmando.home={ROOT}", "-cp",
               class_path(), "mando.deploy.Main", "bench", "--json", "--model", path, "--rounds", str(rounds)]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    result = json.loads(output)
    return result["prefillTokensPerSecond"], result["decodeTokensPerSecond"]


def class_path():
    return f"{ROOT}/deploy/target/mando-deploy.jar:{ROOT}/deploy/target/lib/*"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--setting", choices=FLAGS, default="narrow")
    parser.add_argument("--threads", type=int, nargs="+", default=[1])
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--llama-only", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--quantise", metavar="FILE")
    parser.add_argument("models", nargs="+")
    options = parser.parse_args()
    if options.quantise:
        import llama_cpp as c
        parameters = c.llama_model_quantize_default_params()
        parameters.ftype = c.LLAMA_FTYPE_MOSTLY_Q8_0
        parameters.allow_requantize = True
        c.llama_model_quantize(options.models[0].encode(), options.quantise.encode(), parameters)
        return
    if options.llama_only:
        print(*llama(options.models[0], *map(int, options.llama_only)))
        return
    print("| model | setting | threads | | Mando tok/s | llama.cpp tok/s | ratio (least – most) |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for path in options.models:
        for threads in options.threads:
            ours, theirs = [], []
            for _ in range(options.repeat):
                ours.append(mando(path, threads, options.rounds, options.setting))
                # In a process of its own, as Mando is.
                theirs.append([float(x) for x in subprocess.run(
                    [sys.executable, __file__, "--llama-only", str(threads), str(options.rounds), path], check=True,
                    stdout=subprocess.PIPE, text=True).stdout.split()])
            for index, what in enumerate(("prefill", "decode")):
                ratios = sorted(a[index] / b[index] for a, b in zip(ours, theirs))
                print(f"| {pathlib.Path(path).name} | {options.setting} | {threads} | {what} "
                      f"| {statistics.median(a[index] for a in ours):.0f} | {statistics.median(b[index] for b in theirs):.0f} "
                      f"| {statistics.median(ratios):.2f} ({ratios[0]:.2f} – {ratios[-1]:.2f}) |", flush=True)


main()
