#!/usr/bin/env python3
"""How often Mando and llama.cpp agree on real models, or llama.cpp with another build of itself: 20 prompts × 64 greedy tokens.

    inference/bench/fetch-models.sh target/models && mvn -o -pl inference -am -DskipTests package
    python3 inference/bench/real_parity.py target/models/*.gguf           # needs llama-cpp-python, and java 25 in PATH or JAVA
    python3 inference/bench/real_parity.py --other-build FOLDER target/models/*.gguf       # with libllama.so and so on, instead of Mando

Printed are how many prompts become the same tokens and are continued alike, where the others part and how clear llama.cpp's choice was there, and of all
tokens of llama.cpp how many the other one would have chosen, too, with llama.cpp's text before them: texts that parted once say nothing more.
"""

import argparse
import ctypes
import json
import os
import pathlib
import subprocess
import sys

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[1]
PROMPTS = """The capital of France is
Once upon a time there was a small robot who
Water boils at a temperature of
def fibonacci(n):\\n    
My favourite recipe begins with two eggs,
The three largest planets of the solar system are
To be or not to be,
In 1969, the first people
A list of things to do before a long journey:\\n1.
She opened the door and saw
Die Hauptstadt von Deutschland ist
El perro y el gato
A good way to keep a house warm in winter is
import numpy as np\\n
The difference between a frog and a toad is
Dear Sir or Madam,\\n
12 + 30 = 42, 5 + 6 =
The café on the corner — “Chez Zoë” — serves naïve 日本語 🙂
Photosynthesis is the process by which
If the lamp is on and the switch is off, then""".split("\n")


def llama(path, forced=None):
    """For each prompt its tokens, 64 that follow it greedily, by how much each was better than the next best, and what is best behind forced ones."""
    import llama_cpp as c
    global silence
    silence = c.llama_log_callback(lambda *_: None)
    c.llama_log_set(silence, ctypes.c_void_p(0))
    model = c.llama_model_load_from_file(path.encode(), c.llama_model_default_params())
    vocabulary = c.llama_model_get_vocab(model)
    count = c.llama_vocab_n_tokens(vocabulary)

    def logits_after(session, tokens):
        array = (c.llama_token * len(tokens))(*tokens)
        assert c.llama_decode(session, c.llama_batch_get_one(array, len(tokens))) == 0
        return np.ctypeslib.as_array(c.llama_get_logits_ith(session, -1), (count,))

    def session_of():
        options = c.llama_context_default_params()
        options.n_ctx = 512
        options.n_threads = options.n_threads_batch = 1
        options.flash_attn_type = 0
        return c.llama_init_from_model(model, options)

    for number, prompt in enumerate(PROMPTS):
        text = prompt.replace("\\n", "\n").encode()
        buffer = (c.llama_token * 512)()
        prompt_tokens = buffer[:c.llama_tokenize(vocabulary, text, len(text), buffer, 512, True, True)]
        session = session_of()
        tokens, margins, batch = [], [], prompt_tokens
        for _ in range(64):
            logits = logits_after(session, batch)
            best = int(np.argmax(logits))
            if c.llama_vocab_is_eog(vocabulary, best):
                break
            two = np.partition(logits, -2)[-2:]
            margins.append(float(two[1] - two[0]))
            tokens.append(best)
            batch = [best]
        c.llama_free(session)
        choices = []
        if forced is not None:
            session = session_of()
            batch = prompt_tokens
            for token in forced[number]:
                choices.append(int(np.argmax(logits_after(session, batch))))
                batch = [token]
            c.llama_free(session)
        yield prompt_tokens, tokens, margins, choices


def other_build(folder, path, forced):
    environment = os.environ | {"LLAMA_CPP_LIB_PATH": folder, "LD_LIBRARY_PATH": folder}
    output = subprocess.run([sys.executable, __file__, "--peer", path], input=json.dumps(forced), text=True, check=True,
                            stdout=subprocess.PIPE, env=environment).stdout
    for prompt, tokens, _, choices in json.loads(output):
        yield prompt, tokens, choices


def mando(path, forced):
    repository = pathlib.Path.home() / ".m2/repository/org/tinylog"
    libraries = [str(jar) for jar in repository.glob("tinylog-*/*/*.jar")]
    command = [os.environ.get("JAVA", "java"), "--add-modules=jdk.incubator.vector", "-Xmx2g", "-cp",
               ":".join([str(ROOT / "target/classes"), str(ROOT / "target/test-classes"), *libraries]),
               "mando.inference.generation.GreedyTokens", path]
    lines = (prompt + "\t" + " ".join(map(str, tokens)) + "\n" for prompt, tokens in zip(PROMPTS, forced))
    output = subprocess.run(command, input="".join(lines), text=True, check=True, stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL).stdout
    for line in output.splitlines():
        yield [[int(x) for x in part.split()] for part in line.split("|")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="+")
    parser.add_argument("--other-build", metavar="FOLDER")
    parser.add_argument("--peer", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer:
        json.dump(list(llama(options.models[0], json.load(sys.stdin))), sys.stdout)
        return
    for path in options.models:
        reference = list(llama(path))
        forced = [tokens for _, tokens, _, _ in reference]
        others = other_build(options.other_build, path, forced) if options.other_build else mando(path, forced)
        same_prompts = same = chosen = 0
        for number, ((prompt, tokens, margins, _), (other_prompt, other_tokens, choices)) in enumerate(zip(reference, others)):
            same_prompts += prompt == other_prompt
            same += tokens == other_tokens
            chosen += sum(a == b for a, b in zip(tokens, choices))
            if prompt != other_prompt:
                print(f"  prompt {number + 1}: {prompt} / {other_prompt}")
            elif tokens != other_tokens:
                at = next((i for i, (a, b) in enumerate(zip(tokens, other_tokens)) if a != b), min(len(tokens), len(other_tokens)))
                margin = margins[at] if at < len(margins) else float("nan")
                print(f"  prompt {number + 1} parts at token {at + 1}, where llama.cpp's two best logits are {margin:.3f} apart")
        print(f"{pathlib.Path(path).name}: {same_prompts} of {len(PROMPTS)} prompts tokenised alike, {same} continued alike, "
              f"{chosen} of {sum(map(len, forced))} tokens chosen alike behind the same text")


if __name__ == "__main__":
    main()
