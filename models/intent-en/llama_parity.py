"""Holds the exported file against llama.cpp: the greedy answers to the prompts of golden.jsonl. Needs the Python package llama-cpp-python.

    python llama_parity.py
"""
import json
import pathlib

from llama_cpp import Llama

HERE = pathlib.Path(__file__).parent
END = 1
LONGEST = 48


def answer(model, tokens):
    model.reset()
    model.eval(tokens)
    written = []
    while len(written) < LONGEST:
        written.append(int(model.sample(temp=0.0, repeat_penalty=1.0)))
        if written[-1] == END:
            break
        model.eval(written[-1:])
    return written


def main():
    model = Llama(str(HERE / "intent.gguf"), n_ctx=0, n_threads=1, verbose=False)
    alike = prompts = 0
    for line in (HERE / "golden.jsonl").read_text().splitlines():
        golden = json.loads(line)
        got = answer(model, golden["tokens"])
        prompts += 1
        alike += got == golden["output"]
        if got != golden["output"]:
            print(f"{golden['heard']}: {golden['output']} here, {got} by llama.cpp")
    print(f"{alike} of {prompts} greedy answers alike")


if __name__ == "__main__":
    main()
