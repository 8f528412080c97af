#!/usr/bin/env python3
"""Makes small vocabularies of every kind that is supported and writes down what llama.cpp does with them.

    pip install numpy gguf llama-cpp-python        # any build; the committed files are from 0.3.36, CPU
    python3 golden_tokenizers.py ../resources/mando/inference/tokenizer

The vocabularies are learned from the sentences below as if nothing cut them into words, so that a token may span what a pre-tokenizer keeps apart: where
it cuts is seen in the answer. A file holds the metadata, and for each text its tokens, as plain text and with control tokens, and what these are decoded
to. chat-templates.json holds conversations as llama.cpp writes them.
"""

import collections
import ctypes
import json
import pathlib
import random
import sys
import tempfile

import gguf
import llama_cpp as c
from golden_models import add_metadata

SENTENCES = """Turn on the kitchen light, please. It's 22.5 degrees; they're 100% sure we'll see 1234567890 or 3,14159 soon!
  Two  spaces   three    and more\t\ttabs\n\nnew lines\r\nof every kind \n  end   \n
The café's naïve façade — “Zoë” said — costs 12€, isn't it? İstanbul'da 日本語を話す人 and Привет, мир!
x = {'key': [1, 22, 333], "y": -0.5e+10}; // I'LL DON'T WE'RE it's I'd'Ve
emoji 🙂🙂 and e\u0301 combined, \u00a0no-break, ½ ² ٣ Ⅷ 一二三 $5+3=8 <b>^~|</b> #tag @home a_b-c/d\\e `code` {%}"""
TEXTS = [*SENTENCES.split("\n"), SENTENCES, "", " ", "  ", "   a", "a   ", "\n", "\n\n\n", "\t \n x", "a\n b\n  c\n\n   d", "don't DON'T",
         "123 12 1 1234", "a1b22c333", "'s 's'S", "...!!!", " ...", "!\n", "kitchen", " kitchen", "KITCHEN", "the the", "🙂", "é", "ü\u0300",
         "\ufffd", "\u2581", "a\u2581b", "\u3000x", "\u200b", "日本", "<mark>", "a<mark>b", " <mark> <mark>", "<mark><mark>  x", "<s>", "a<s> b</s>",
         "<unk>", "<0x41>", "<|end|> x", "==> <==", "x\u0000y", "\U0001f469\u200d\U0001f680"]


def random_texts(count):
    """Of the characters above, in any order: what nobody would write."""
    source = random.Random(4)
    letters = sorted(set(SENTENCES)) + [" ", " ", "\n", "<mark>", "'s", "12"]
    return ["".join(source.choice(letters) for _ in range(source.randrange(1, 24))) for _ in range(count)]


def byte_characters():
    kept = [b for b in range(256) if 33 <= b <= 126 or 161 <= b <= 172 or 174 <= b]
    moved = [b for b in range(256) if b not in kept]
    return {b: chr(b) if b in kept else chr(256 + moved.index(b)) for b in range(256)}


def learned_merges(count):
    parts = [byte_characters()[b] for b in SENTENCES.encode()]
    merges = []
    while len(merges) < count:
        pairs = collections.Counter(zip(parts, parts[1:]))
        left, right = max(sorted(pairs), key=lambda pair: pairs[pair])
        merges.append((left, right))
        joined, i = [], 0
        while i < len(parts):
            both = parts[i:i + 2] == [left, right]
            joined.append(left + right if both else parts[i])
            i += 2 if both else 1
        parts = joined
    return merges


def learned_byte_pairs():
    merges = learned_merges(330)
    tokens = ["<s>", "</s>", "<mark>", *byte_characters().values(), *dict.fromkeys(a + b for a, b in merges)]
    # A token that no merge makes: whole words are taken as they stand by some.
    tokens += ["Ġkitchen!", "kitc"]
    tokens = list(dict.fromkeys(tokens))
    return {"tokenizer.ggml.model": "gpt2", "tokenizer.ggml.tokens": tokens,
            "tokenizer.ggml.token_type": [3, 3, 4] + [1] * (len(tokens) - 3),
            "tokenizer.ggml.merges": [f"{a} {b}" for a, b in merges],
            "tokenizer.ggml.bos_token_id": 0, "tokenizer.ggml.eos_token_id": 1}


def learned_sentence_pieces():
    source = random.Random(9)
    text = SENTENCES.replace(" ", "\u2581")
    pieces = collections.Counter(text[i:i + n] for n in range(2, 9) for i in range(len(text) - n))
    # Of these with every beginning, so that merging gets there; scores as a learned vocabulary has them, some of them equal.
    chosen = {piece[:n] for piece in sorted(pieces, key=lambda p: (-pieces[p] * len(p), p))[:150] for n in range(2, len(piece) + 1)}
    letters = sorted(set(text) - set("½²٣🙂日"))
    tokens = ["<unk>", "<s>", "</s>", *(f"<0x{b:02X}>" for b in range(256)), "<mark>", "   ", *letters, *sorted(chosen)]
    tokens = list(dict.fromkeys(tokens))
    types = [2, 3, 3] + [6] * 256 + [4, 4] + [1] * (len(tokens) - 261)
    scores = [0.0] * 261 + [float(-source.randrange(1, 90)) for _ in tokens[261:]]
    return {"tokenizer.ggml.model": "llama", "tokenizer.ggml.tokens": tokens, "tokenizer.ggml.scores": scores,
            "tokenizer.ggml.token_type": types, "tokenizer.ggml.bos_token_id": 1, "tokenizer.ggml.eos_token_id": 2,
            "tokenizer.ggml.unknown_token_id": 0}


def answers(metadata, texts, scratch):
    path = pathlib.Path(scratch) / "vocabulary.gguf"
    writer = gguf.GGUFWriter(str(path), "llama")
    add_metadata(writer, metadata)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.close()
    parameters = c.llama_model_default_params()
    parameters.vocab_only = True
    model = c.llama_model_load_from_file(str(path).encode(), parameters)
    vocabulary = c.llama_model_get_vocab(model)

    def encode(text, marked):
        out = (c.llama_token * 4096)()
        utf8 = text.encode()
        count = c.llama_tokenize(vocabulary, utf8, len(utf8), out, 4096, marked, marked)
        assert count >= 0, text
        return out[:count]

    def decode(tokens):
        out, text = ctypes.create_string_buffer(512), b""
        for token in tokens:
            count = c.llama_token_to_piece(vocabulary, token, out, 512, 0, False)
            assert count >= 0
            text += out.raw[:count]
        return text.decode(errors="replace")

    cases = []
    for text in texts:
        plain = encode(text, False)
        decoded = decode(plain)
        cases.append(dict(text=text, tokens=plain, marked=encode(text, True)) | ({} if decoded == text else dict(decoded=decoded)))
    c.llama_model_free(model)
    return cases


# The marks by which llama.cpp and Mando tell a file's template.
TEMPLATES = {
    "CHATML": "{% for m in messages %}{{'<|im_start|>' + m['role'] + '\n' + m['content'] + '<|im_end|>' + '\n'}}{% endfor %}",
    "GEMMA": "{{ bos_token }}{% for m in messages %}{{ '<start_of_turn>' + role + '\n' + m['content'] | trim + '<end_of_turn>\n' }}{% endfor %}",
    "LLAMA3": "{% for m in messages %}{{ '<|start_header_id|>' + m['role'] + '<|end_header_id|>\n\n' + m['content'] | trim + '<|eot_id|>' }}{% endfor %}",
    "LLAMA2": "{% for m in messages %}[INST] <<SYS>>{{ m['content'] }}<</SYS>> [/INST]{% endfor %}",
}


def conversations():
    system, first, answer, second = "Be brief.", "What is 2 + 2?", "Four.", "And 3 + 3?"
    for name, template in TEMPLATES.items():
        def written(*turns):
            messages = (c.llama_chat_message * len(turns))()
            for i, (role, text) in enumerate(turns):
                messages[i].role, messages[i].content = role.encode(), text.encode()
            out = ctypes.create_string_buffer(4096)
            count = c.llama_chat_apply_template(template.encode(), messages, len(turns), True, out, 4096)
            assert count > 0, name
            return out.raw[:count].decode()
        yield name, dict(template=template, system=system, first=first, answer=answer, second=second,
                         without=written(("user", first)), withSystem=written(("system", system), ("user", first)),
                         continued=written(("system", system), ("user", first), ("assistant", answer), ("user", second)))


def main(folder):
    silence = c.llama_log_callback(lambda *_: None)
    c.llama_log_set(silence, ctypes.c_void_p(0))
    texts = TEXTS + random_texts(60)
    kinds = {"byte-pairs": (learned_byte_pairs(), [{"tokenizer.ggml.pre": pre} for pre in ("gpt-2", "default", "smollm", "llama-bpe", "qwen2")]),
             "sentence-pieces": (learned_sentence_pieces(), [
                 {"tokenizer.ggml.add_bos_token": True, "tokenizer.ggml.add_space_prefix": True},
                 {"tokenizer.ggml.add_bos_token": False, "tokenizer.ggml.add_space_prefix": False}])}
    with tempfile.TemporaryDirectory() as scratch:
        for name, (vocabulary, variants) in kinds.items():
            golden = [dict(metadata=variant, cases=answers(vocabulary | variant, texts, scratch)) for variant in variants]
            (folder / f"{name}.json").write_text(json.dumps(dict(vocabulary=vocabulary, variants=golden), ensure_ascii=False,
                                                            separators=(",", ":")) + "\n")
            print(name, len(vocabulary["tokenizer.ggml.tokens"]), "tokens,", len(texts), "texts")
    (folder / "chat-templates.json").write_text(json.dumps(dict(conversations()), indent=1) + "\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
