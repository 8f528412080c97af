#!/usr/bin/env python3
"""How many of 20 prompts have the same tokens, and the same 64 greedy tokens after them, in Mando and in llama.cpp.

    inference/bench/fetch-models.sh target/models && mvn -o -pl inference -am -DskipTests package
    python3 inference/bench/real_parity.py target/models/*.gguf           # needs llama-cpp-python, and java 25 in PATH or JAVA
"""

import ctypes
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


def llama(path):
    import llama_cpp as c
    global silence
    silence = c.llama_log_callback(lambda *_: None)
    c.llama_log_set(silence, ctypes.c_void_p(0))
    model = c.llama_model_load_from_file(path.encode(), c.llama_model_default_params())
    vocabulary = c.llama_model_get_vocab(model)
    count = c.llama_vocab_n_tokens(vocabulary)
    for prompt in PROMPTS:
        text = prompt.replace("\\n", "\n").encode()
        buffer = (c.llama_token * 512)()
        length = c.llama_tokenize(vocabulary, text, len(text), buffer, 512, True, True)
        options = c.llama_context_default_params()
        options.n_ctx = 512
        options.n_threads = options.n_threads_batch = 1
        options.flash_attn_type = 0
        session = c.llama_init_from_model(model, options)
        tokens, margins, batch = [], [], list(buffer[:length])
        prompt_tokens = batch
        for _ in range(64):
            array = (c.llama_token * len(batch))(*batch)
            assert c.llama_decode(session, c.llama_batch_get_one(array, len(batch))) == 0
            logits = np.ctypeslib.as_array(c.llama_get_logits_ith(session, -1), (count,))
            best = int(np.argmax(logits))
            if c.llama_vocab_is_eog(vocabulary, best):
                break
            two = np.partition(logits, -2)[-2:]
            margins.append(float(two[1] - two[0]))
            tokens.append(best)
            batch = [best]
        c.llama_free(session)
        yield prompt_tokens, tokens, margins


def mando(path):
    repository = pathlib.Path.home() / ".m2/repository/org/tinylog"
    libraries = [str(jar) for jar in repository.glob("tinylog-*/*/*.jar")]
    command = [os.environ.get("JAVA", "java"), "--add-modules=jdk.incubator.vector", "-Xmx2g", "-cp",
               ":".join([str(ROOT / "target/classes"), str(ROOT / "target/test-classes"), *libraries]),
               "mando.inference.generation.GreedyTokens", path]
    output = subprocess.run(command, input="\n".join(PROMPTS) + "\n", text=True, check=True, stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL).stdout
    for line in output.splitlines():
        prompt, text = line.split("|")
        yield [int(x) for x in prompt.split()], [int(x) for x in text.split()]


for path in sys.argv[1:]:
    same_prompts = same = 0
    for number, ((prompt, tokens, margins), (our_prompt, our_tokens)) in enumerate(zip(llama(path), mando(path))):
        same_prompts += prompt == our_prompt
        same += tokens == our_tokens
        if prompt != our_prompt:
            print(f"  prompt {number + 1}: {prompt} / {our_prompt}")
        elif tokens != our_tokens:
            at = next((i for i, (a, b) in enumerate(zip(tokens, our_tokens)) if a != b), min(len(tokens), len(our_tokens)))
            margin = margins[at] if at < len(margins) else float("nan")
            print(f"  prompt {number + 1} parts at token {at + 1}, where llama.cpp's two best logits are {margin:.3f} apart")
    print(f"{pathlib.Path(path).name}: {same_prompts} of {len(PROMPTS)} prompts tokenised alike, {same} continued alike")
