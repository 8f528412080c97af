#!/usr/bin/env python3
"""Instructions that an emulated Raspberry Pi 4 (aarch64, cortex-a72) executes for a token: Mando and llama.cpp's armv8-a build, on one thread.

    inference/bench/aarch64.sh                                        # makes the emulated Java, compiles and runs the tests
    python3 inference/bench/instructions.py models/intent-en/intent.gguf [MODEL.gguf …]

Needs qemu-user, gcc, cmake, ninja-build and g++-aarch64-linux-gnu; llama.cpp comes with the source package of llama-cpp-python, by pip, and is compiled once (minutes).
Counted is the busiest thread, so that Java's compiler, which has threads of its own, is not. A token of the answer is the difference between rounds of 128 and of 64
of them, one of the prompt that between prompts of 128 and of 64, both after a warm-up. Memory and cache do not show: this is no time.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tarfile

HERE = pathlib.Path(__file__).resolve().parent
MODULE = HERE.parent
# Rounds of 64 + 64 tokens, in which Java's compiler does its work, and rounds that are counted.
WARM_UP, ROUNDS = 15, 3
PACKAGE = "llama-cpp-python==0.3.36"
OPTIONS = """-DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF -DLLAMA_BUILD_COMMON=OFF -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_EXAMPLES=OFF
    -DLLAMA_BUILD_TOOLS=OFF -DLLAMA_BUILD_SERVER=OFF -DLLAMA_CURL=OFF -DGGML_OPENMP=OFF -DGGML_NATIVE=OFF -DGGML_CPU_ARM_ARCH=armv8-a
    -DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR=aarch64 -DCMAKE_C_COMPILER=aarch64-linux-gnu-gcc -DCMAKE_CXX_COMPILER=aarch64-linux-gnu-g++""".split()


def run(*command):
    subprocess.run([str(part) for part in command], check=True, stdout=sys.stderr)


def build_llama(folder):
    """The program of llama_steps.cpp on a static llama.cpp."""
    program = folder / "llama-steps"
    source = next(folder.glob("llama_cpp_python-*/vendor/llama.cpp"), None)
    if source is None:
        run(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary=llama-cpp-python", "-d", folder, PACKAGE)
        tarfile.open(next(folder.glob("llama_cpp_python-*.tar.gz"))).extractall(folder, filter="data")
        source = next(folder.glob("llama_cpp_python-*/vendor/llama.cpp"))
    build = folder / "llama-build"
    if not (build / "src/libllama.a").exists():
        run("cmake", "-S", source, "-B", build, "-G", "Ninja", *OPTIONS)
        run("ninja", "-C", build, "llama")
    if not program.exists():
        libraries = [build / "src/libllama.a", *(build / "ggml/src" / name for name in ("libggml.a", "libggml-cpu.a", "libggml-base.a"))]
        run("aarch64-linux-gnu-g++", "-O2", "-static", "-o", program, HERE / "llama_steps.cpp", "-I", source / "include", "-I",
            source / "ggml/include", "-Wl,--start-group", *libraries, "-Wl,--end-group", "-lpthread", "-ldl")
    return [program]


def mando(root):
    libraries = [str(jar) for jar in (pathlib.Path.home() / ".m2/repository/org/tinylog").glob("tinylog-*/*/*.jar")]
    classes = ":".join([str(MODULE / "target/classes"), str(MODULE / "target/test-classes"), *libraries])
    return [root / "usr/lib/jvm/java-25-openjdk-arm64/bin/java", "--add-modules=jdk.incubator.vector", "-XX:+UseSerialGC", "-Xbatch", "-Xmx512m",
            "-cp", classes, "mando.inference.generation.DecodeSteps"]


def instructions(emulator, program, *arguments):
    command = [str(part) for part in [*emulator, *program, *arguments]]
    result = subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    return int(re.search(r"busiest thread: (\d+)", result.stderr)[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=pathlib.Path, default=pathlib.Path.home() / ".cache/mando/aarch64")
    parser.add_argument("models", nargs="+")
    options = parser.parse_args()
    plugin = options.folder / "instructions.so"
    run("gcc", "-O2", "-shared", "-fPIC", "-o", plugin, HERE / "instructions.c")
    root = options.folder / "root"
    emulator = ["qemu-aarch64", "-plugin", plugin, "-cpu", "cortex-a72", "-L", root]
    java = mando(root)
    llama = build_llama(options.folder)
    print("| model | | Mando | llama.cpp armv8-a | Mando / llama.cpp |\n| --- | --- | --- | --- | --- |")
    for model in options.models:
        counts = [[instructions(emulator, program, model, *before, ROUNDS, prompt, decode) for prompt, decode in
                   ((64, 64), (128, 64), (64, 128))] for program, before in ((java, [WARM_UP]), (llama, []))]
        for what, index in (("prompt", 1), ("answer", 2)):
            ours, theirs = ((count[index] - count[0]) / 64 / ROUNDS / 1e6 for count in counts)
            print(f"| {pathlib.Path(model).name} | a token of the {what} | {ours:.2f} million | {theirs:.2f} million | {ours / theirs:.2f} |", flush=True)


main()
