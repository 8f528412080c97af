"""Reads the shipped GGUF back as a checkpoint to train on, if asked with more layers: each new one begins as a copy of the layer
before it whose results count nothing, so that the deeper network says at first what the shallower one said ("function-preserving", Chen et al., 2016).

    python grow.py --to DIR [--layers N] [intent.gguf]
"""
import argparse
import pathlib

import gguf
import torch
from gguf.quants import dequantize

from export import NAMES
from model import Shape
from train import HERE


def interleaved(weight, heads):
    """The inverse of export.neighbouring_pairs: rows (2i, 2i + 1) of each head back to (i, i + half)."""
    rows, columns = weight.shape
    return weight.reshape(heads, rows // heads // 2, 2, columns).transpose(1, 2).reshape(rows, columns)


def read(path):
    """(state of the model, number of its layers)"""
    reader = gguf.GGUFReader(str(path))
    tensors = {t.name: torch.tensor(dequantize(t.data, t.tensor_type)).float() for t in reader.tensors}
    layers, shape = int(reader.fields["llama.block_count"].contents()), Shape()
    state = {"embedding.weight": tensors["token_embd.weight"], "norm.weight": tensors["output_norm.weight"]}
    for layer in range(layers):
        for ours, theirs in NAMES.items():
            weight = tensors[f"blk.{layer}.{theirs}.weight"]
            if ours in ("q", "k"):
                weight = interleaved(weight, shape.heads if ours == "q" else shape.kv_heads)
            state[f"blocks.{layer}.{ours}.weight"] = weight
    return state, layers


def grown(state, before, after):
    """The state with after layers; the new ones are spread evenly."""
    new = {name: weight for name, weight in state.items() if not name.startswith("blocks.")}
    for layer in range(after):
        old = layer * before // after
        copied = layer > 0 and old == (layer - 1) * before // after
        for ours in NAMES:
            weight = state[f"blocks.{old}.{ours}.weight"].clone()
            new[f"blocks.{layer}.{ours}.weight"] = torch.zeros_like(weight) if copied and ours in ("o", "down") else weight
    return new


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gguf", nargs="?", type=pathlib.Path, default=HERE / "intent.gguf")
    parser.add_argument("--to", type=pathlib.Path, required=True)
    parser.add_argument("--layers", type=int, default=Shape().layers)
    arguments = parser.parse_args()
    state, layers = read(arguments.gguf)
    arguments.to.mkdir(parents=True, exist_ok=True)
    torch.save({"step": 0, "model": grown(state, layers, arguments.layers)}, arguments.to / "checkpoint.pt")
    print(f"{layers} layers -> {arguments.layers}")


if __name__ == "__main__":
    main()
