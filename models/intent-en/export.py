"""Writes the trained weights as GGUF (architecture llama, Q8_0, tied embedding) and golden.jsonl for other engines' tests."""
import argparse
import json
import pathlib

import gguf
import numpy as np
import torch
from gguf.quants import quantize

import reference
from examples import home_with_examples
from model import Shape
from tokenizer import BOS, END, PAD, SPECIALS, UNKNOWN, IntentTokenizer
from train import HERE, default_work
from weights import NAMES, layers_of, neighbouring_pairs

def tensors(state, shape):
    yield "token_embd.weight", state["embedding.weight"].numpy()
    for layer in range(shape.layers):
        for ours, theirs in NAMES.items():
            weight = state[f"blocks.{layer}.{ours}.weight"].numpy()
            if ours in ("q", "k"):
                weight = neighbouring_pairs(weight, shape.heads if ours == "q" else shape.kv_heads)
            yield f"blk.{layer}.{theirs}.weight", weight
    yield "output_norm.weight", state["norm.weight"].numpy()


def write(state, shape, tokenizer, path):
    writer = gguf.GGUFWriter(str(path), "llama")
    writer.add_name("mando-intent-en")
    writer.add_license("apache-2.0")
    writer.add_languages(["en"])
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q8_0)
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.hidden)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.kv_heads)
    writer.add_layer_norm_rms_eps(shape.epsilon)
    writer.add_rope_dimension_count(shape.head_width)
    writer.add_rope_freq_base(shape.rope_base)
    writer.add_vocab_size(shape.vocabulary)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokenizer.tokens)
    writer.add_token_types([gguf.TokenType.CONTROL if i < len(SPECIALS) else gguf.TokenType.NORMAL for i in range(shape.vocabulary)])
    writer.add_token_merges(tokenizer.merges)
    writer.add_bos_token_id(BOS)
    writer.add_eos_token_id(END)
    writer.add_unk_token_id(UNKNOWN)
    writer.add_pad_token_id(PAD)
    writer.add_add_bos_token(False)
    writer.add_add_eos_token(False)
    for name, weight in tensors(state, shape):
        weight = np.ascontiguousarray(weight, np.float32)
        if weight.ndim == 1:
            writer.add_tensor(name, weight)
        else:
            writer.add_tensor(name, quantize(weight, gguf.GGMLQuantizationType.Q8_0), raw_dtype=gguf.GGMLQuantizationType.Q8_0)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def golden(path_gguf, path, lines=32):
    """Prompts, tokens and the greedy, unconstrained answers of a float forward pass over the dequantised weights."""
    engine = reference.Reference(path_gguf)
    tokenizer = IntentTokenizer(HERE / "tokenizer.json")
    with open(path, "w", encoding="utf8") as file:
        for seed in range(lines):
            home, found = home_with_examples(10_000 + seed, "test", 2 + seed % 12, 1)
            text, mentions = found[0].text, found[0].mentions
            prompt = f"{home.catalogue()}<heard> {text}{mentions}<cmd>"
            tokens = tokenizer.prompt(home.catalogue()) + [tokenizer.ids["<heard>"]] + tokenizer.text(text) + tokenizer.prompt(mentions) + [tokenizer.ids["<cmd>"]]
            output, top = engine.greedy(tokens, END)
            file.write(json.dumps({"prompt": prompt, "heard": text, "tokens": tokens, "output": output, "text": tokenizer.decode(output), "logits_top5": top}) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=pathlib.Path, default=default_work())
    parser.add_argument("--checkpoint", type=pathlib.Path, help="instead of the last one in --work")
    parser.add_argument("--to", type=pathlib.Path, default=HERE)
    parser.add_argument("--replies", action="store_true", help="write reply.gguf, which words what was done, and nothing else")
    arguments = parser.parse_args()
    state = torch.load(arguments.checkpoint or arguments.work / "checkpoint.pt", weights_only=True)
    shape = Shape(layers=layers_of(state["model"]))
    tokenizer = IntentTokenizer(HERE / "tokenizer.json")
    if arguments.replies:
        write(state["model"], shape, tokenizer, arguments.to / "reply.gguf")
        return
    write(state["model"], shape, tokenizer, arguments.to / "intent.gguf")
    golden(arguments.to / "intent.gguf", arguments.to / "golden.jsonl")
    print(f"step {state['step']} -> {arguments.to / 'intent.gguf'}")


if __name__ == "__main__":
    main()
