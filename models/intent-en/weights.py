"""Reads trained weights, from a checkpoint or from an exported GGUF file, and gives them more or fewer layers."""
import pathlib

import gguf
import torch
from gguf.quants import dequantize

from model import IntentModel, Shape

# Ours and GGUF's names of a layer's parts.
NAMES = {"q": "attn_q", "k": "attn_k", "v": "attn_v", "o": "attn_output", "gate": "ffn_gate", "up": "ffn_up", "down": "ffn_down", "attention_norm": "attn_norm", "feed_norm": "ffn_norm"}


def neighbouring_pairs(weight, heads):
    """Reorders the rows of each head from (i, i + half) pairs, as trained, to (2i, 2i + 1), as llama.cpp rotates them."""
    rows, columns = weight.shape
    return weight.reshape(heads, 2, rows // heads // 2, columns).swapaxes(1, 2).reshape(rows, columns)


def _distant_pairs(weight, heads):
    """The inverse of neighbouring_pairs."""
    rows, columns = weight.shape
    return weight.reshape(heads, rows // heads // 2, 2, columns).swapaxes(1, 2).reshape(rows, columns)


def read(path):
    """The parameters by name, of a checkpoint or of a GGUF file that export.py wrote."""
    path = pathlib.Path(path)
    if path.suffix != ".gguf":
        return torch.load(path, weights_only=True)["model"]
    tensors = {t.name: torch.tensor(dequantize(t.data, t.tensor_type)).float() for t in gguf.GGUFReader(str(path)).tensors}
    shape = Shape()
    state = {"embedding.weight": tensors["token_embd.weight"], "norm.weight": tensors["output_norm.weight"]}
    for layer in range(sum(name.endswith("attn_q.weight") for name in tensors)):
        for ours, theirs in NAMES.items():
            weight = tensors[f"blk.{layer}.{theirs}.weight"]
            if ours in ("q", "k"):
                weight = _distant_pairs(weight, shape.heads if ours == "q" else shape.kv_heads)
            state[f"blocks.{layer}.{ours}.weight"] = weight
    return state


def layers_of(state):
    return sum(name.endswith(".q.weight") for name in state)


def resized(state, layers):
    """The same with so many layers. Of fewer, evenly spread ones stay. More begin as copies of the layer before whose results count
    nothing, so that the deeper network says at first what the shallower one said (Chen et al., "Net2Net", 2016)."""
    before = layers_of(state)
    new = {name: weight for name, weight in state.items() if not name.startswith("blocks.")}
    for layer in range(layers):
        old = layer * before // layers
        again = layer > 0 and old == (layer - 1) * before // layers
        for part in NAMES:
            weight = state[f"blocks.{old}.{part}.weight"]
            new[f"blocks.{layer}.{part}.weight"] = torch.zeros_like(weight) if again and part in ("o", "down") else weight.clone()
    return new


def model_of(state):
    """A network with these weights, ready to answer."""
    model = IntentModel(Shape(layers=layers_of(state)))
    model.load_state_dict(state)
    return model.eval()
