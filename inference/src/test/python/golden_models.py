#!/usr/bin/env python3
"""Writes small models with random weights for every architecture and encoding, and what llama.cpp says about them.

    pip install numpy gguf llama-cpp-python        # any build; the committed files are from 0.3.36, CPU
    python3 golden_models.py ../resources/mando/inference/llama [NAME...]     # all, or the architectures of these names

For an architecture only a description is kept (architectures/*.json): metadata, tensors by name, shape and encoding, and llama.cpp's answer. The
weights are a function of the tensor's number and the element's index, which GoldenModel.java computes, too, so no weights are committed but those that
are quantised, because the quantiser exists only here. For each encoding some blocks are kept (encodings/*.json) with what they are dequantised to.
"""

import base64
import ctypes
import json
import pathlib
import sys
import tempfile

import gguf
import numpy as np
from gguf import GGMLQuantizationType as T

PROMPT = [1, 17, 5, 80, 33, 2, 61, 9, 44, 70, 12, 3, 90, 25, 58, 7, 7, 39, 66, 14, 81, 28, 50, 95]
VOCABULARY = 96
GREEDY = 64
LEAST_MARGIN = 0.01


def mixed(z):
    """SplitMix64's output function."""
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def weights(number, shape, mean, spread):
    """Uniform in mean ± spread, as doubles that are rounded once."""
    count = int(np.prod(shape))
    with np.errstate(over="ignore"):
        bits = mixed(np.uint64(number) * np.uint64(0x9E3779B97F4A7C15) + np.arange(1, count + 1, dtype=np.uint64)
                     * np.uint64(0xD1342543DE82EF95))
    unit = (bits >> np.uint64(40)).astype(np.float64) / (1 << 23) - 1
    return (mean + unit * spread).astype(np.float32).reshape(shape)


def add_metadata(writer, metadata):
    for key, value in metadata.items():
        if isinstance(value, bool):
            writer.add_bool(key, value)
        elif isinstance(value, int):
            writer.add_uint32(key, value)
        elif isinstance(value, float):
            writer.add_float32(key, value)
        elif isinstance(value, str):
            writer.add_string(key, value)
        else:
            writer.add_array(key, value)


class Description:
    def __init__(self, name, architecture, encoding, metadata):
        self.name = name
        self.architecture = architecture
        self.encoding = encoding
        self.metadata = {f"{architecture}.{key}": value for key, value in metadata.items()}
        self.tensors = []
        self.adapter = None
        self.first_number = 0

    def tensor(self, name, *shape, mean=0.0, spread=None, encoding=None):
        spread = spread if spread is not None else 2.2 / shape[-1] ** 0.5
        self.tensors.append(dict(name=name, shape=list(shape), mean=mean, spread=spread,
                                 encoding=encoding or (self.encoding if len(shape) > 1 else "F32")))

    def norm(self, name, width, bias=False):
        self.tensor(name + ".weight", width, mean=1.0, spread=0.3)
        if bias:
            self.tensor(name + ".bias", width, spread=0.2)

    def linear(self, name, rows, columns, bias=False):
        self.tensor(name + ".weight", rows, columns)
        if bias:
            self.tensor(name + ".bias", rows, spread=0.3)

    def adapted(self, rank, alpha, scale, encoding, leave=()):
        """Puts a random pair of thin matrices beside each matrix but the embedding, as llama.cpp's convert_lora_to_gguf.py names them."""
        tensors = []
        for tensor in self.tensors:
            if len(tensor["shape"]) < 2 or tensor["name"].startswith(("token_embd", *leave)):
                continue
            *experts, rows, columns = tensor["shape"]
            for suffix, shape, spread in ((".lora_a", (*experts, rank, columns), 2.2 / columns ** 0.5), (".lora_b", (*experts, rows, rank), 0.8)):
                tensors.append(dict(name=tensor["name"] + suffix, shape=list(shape), mean=0.0, spread=spread, encoding=encoding))
        metadata = {"general.type": "adapter", "adapter.type": "lora"} | ({"adapter.lora.alpha": alpha} if alpha else {})
        self.adapter = dict(scale=scale, metadata=metadata, tensors=tensors)
        return self

    def write(self, path):
        self.write_file(path, {"tokenizer.ggml.model": "none", f"{self.architecture}.vocab_size": VOCABULARY} | self.metadata,
                        self.tensors, self.first_number)
        if self.adapter:
            self.write_file(path.with_suffix(".lora"), self.adapter["metadata"], self.adapter["tensors"],
                            self.first_number + len(self.tensors))

    def write_file(self, path, metadata, tensors, first_number):
        writer = gguf.GGUFWriter(str(path), self.architecture)
        add_metadata(writer, metadata)
        for number, tensor in enumerate(tensors):
            values = weights(first_number + number, tensor["shape"], tensor["mean"], tensor["spread"])
            encoding = T[tensor["encoding"]]
            if encoding in (T.F32, T.F16):
                writer.add_tensor(tensor["name"], values.astype(np.float32 if encoding == T.F32 else np.float16))
            else:
                encoded = quantised(values, encoding)
                tensor["bytes"] = base64.b64encode(encoded.tobytes()).decode()
                writer.add_tensor(tensor["name"], encoded, raw_dtype=encoding)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()


def quantised(values, encoding):
    """Through llama.cpp's own quantiser, because python's gguf has none for the K encodings."""
    import llama_cpp._ggml as binding
    quantise = binding.libggml_base.ggml_quantize_chunk if hasattr(binding, "libggml_base") else binding.libggml.ggml_quantize_chunk
    quantise.restype = ctypes.c_size_t
    block, size = gguf.GGML_QUANT_SIZES[encoding]
    rows, columns = int(np.prod(values.shape[:-1])), values.shape[-1]
    values = np.ascontiguousarray(values, dtype=np.float32)
    out = np.zeros((*values.shape[:-1], columns // block * size), dtype=np.uint8)
    written = quantise(ctypes.c_int(encoding.value), values.ctypes.data_as(ctypes.c_void_p),
                       out.ctypes.data_as(ctypes.c_void_p), ctypes.c_int64(0), ctypes.c_int64(rows),
                       ctypes.c_int64(columns), ctypes.c_void_p(0))
    assert written == out.size, (written, out.size)
    return out


def answer(path, adapter_scale=None, prompt=PROMPT, greedy=GREEDY, context=128):
    """llama.cpp's logits after the prompt, and the tokens that it would write, where a scale is given with the adapter beside the model."""
    import llama_cpp as c
    global silence
    silence = c.llama_log_callback(lambda *_: None)
    c.llama_log_set(silence, ctypes.c_void_p(0))
    parameters = c.llama_model_default_params()
    parameters.use_mmap = False
    if hasattr(parameters, "use_extra_bufts"):
        parameters.use_extra_bufts = False
    model = c.llama_model_load_from_file(str(path).encode(), parameters)
    assert model, f"llama.cpp does not load {path}"
    options = c.llama_context_default_params()
    options.n_ctx = context
    options.n_batch = context
    options.n_threads = options.n_threads_batch = 1
    options.flash_attn_type = 0
    options.swa_full = True
    session = c.llama_init_from_model(model, options)
    vocabulary = c.llama_vocab_n_tokens(c.llama_model_get_vocab(model))
    if adapter_scale is not None:
        adapter = c.llama_adapter_lora_init(model, str(path.with_suffix(".lora")).encode())
        assert adapter, f"llama.cpp does not load the adapter of {path}"
        assert c.llama_set_adapters_lora(session, (c.llama_adapter_lora_p_ctypes * 1)(adapter), 1, (ctypes.c_float * 1)(adapter_scale)) == 0

    def decode(tokens):
        array = (c.llama_token * len(tokens))(*tokens)
        assert c.llama_decode(session, c.llama_batch_get_one(array, len(tokens))) == 0
        return np.ctypeslib.as_array(c.llama_get_logits_ith(session, -1), (vocabulary,)).copy()

    logits = first = decode(list(prompt))
    tokens, margins = [], []
    for _ in range(greedy):
        order = np.argsort(-logits, kind="stable")
        margins.append(float(logits[order[0]] - logits[order[1]]))
        tokens.append(int(order[0]))
        logits = decode(tokens[-1:])
    c.llama_free(session)
    c.llama_model_free(model)
    return first, tokens, min(margins)


BASE = dict(block_count=3, context_length=256, embedding_length=64, feed_forward_length=96)
RMS = {"attention.layer_norm_rms_epsilon": 1e-5}


def blocks(description, heads, key_value_heads, head_width, bias=False, qk_norm=False, post_norms=False, experts=0,
           gated=True, layer_norm=False, parallel=False, out_bias=False, fused=False):
    metadata = description.metadata
    prefix = description.architecture + "."
    width, inner = metadata[prefix + "embedding_length"], metadata[prefix + "feed_forward_length"]
    # Small, so that a token's own embedding does not decide which one follows where it is the output head, too.
    description.tensor("token_embd.weight", VOCABULARY, width, spread=0.03 if "gemma" in prefix else 0.2)
    for i in range(metadata[prefix + "block_count"]):
        b = f"blk.{i}."
        description.norm(b + "attn_norm", width, layer_norm)
        if fused:
            description.linear(b + "attn_qkv", (heads + 2 * key_value_heads) * head_width, width, bias)
        else:
            description.linear(b + "attn_q", heads * head_width, width, bias)
            description.linear(b + "attn_k", key_value_heads * head_width, width, bias)
            description.linear(b + "attn_v", key_value_heads * head_width, width, bias)
        if qk_norm:
            description.norm(b + "attn_q_norm", head_width)
            description.norm(b + "attn_k_norm", head_width)
        description.linear(b + "attn_output", width, heads * head_width, out_bias)
        if post_norms:
            description.norm(b + "post_attention_norm", width)
        if not parallel:
            description.norm(b + "ffn_norm", width, layer_norm)
        if experts:
            description.tensor(b + "ffn_gate_inp.weight", experts, width, encoding="F32")
            description.tensor(b + "ffn_gate_exps.weight", experts, inner, width)
            description.tensor(b + "ffn_up_exps.weight", experts, inner, width)
            description.tensor(b + "ffn_down_exps.weight", experts, width, inner)
        else:
            if gated:
                description.linear(b + "ffn_gate", inner, width)
            description.linear(b + "ffn_up", inner, width, out_bias)
            description.linear(b + "ffn_down", width, inner, out_bias)
        if post_norms:
            description.norm(b + "post_ffw_norm", width)
    description.norm("output_norm", width, layer_norm)
    return description


def heads(query, key_value, width=None):
    metadata = {"attention.head_count": query, "attention.head_count_kv": key_value}
    if width:
        metadata |= {"attention.key_length": width, "attention.value_length": width}
    return metadata


def architectures():
    def describe(name, architecture, encoding, *metadata):
        return Description(name, architecture, encoding, BASE | {k: v for part in metadata for k, v in part.items()})

    for encoding in ("F32", "F16"):
        yield blocks(describe(f"llama-{encoding.lower()}", "llama", encoding, RMS, heads(4, 2)), 4, 2, 16)
    untied = blocks(describe("llama-untied", "llama", "F16", RMS, heads(4, 1), {"rope.freq_base": 500000.0}), 4, 1, 16)
    untied.linear("output", VOCABULARY, 64)
    yield untied
    factors = blocks(describe("llama3-rope-factors", "llama", "F16", RMS, heads(4, 4)), 4, 4, 16)
    factors.tensor("rope_freqs.weight", 8, mean=4.5, spread=3.5)
    yield factors
    yield blocks(describe("llama-linear", "llama", "F32", RMS, heads(4, 2),
                          {"rope.scaling.type": "linear", "rope.scaling.factor": 4.0}), 4, 2, 16)
    yield blocks(describe("llama-yarn", "llama", "F32", RMS, heads(4, 2),
                          {"rope.scaling.type": "yarn", "rope.scaling.factor": 8.0,
                           "rope.scaling.original_context_length": 32}), 4, 2, 16)
    yield blocks(describe("mixtral", "llama", "F16", RMS, heads(4, 2), dict(expert_count=4, expert_used_count=2)),
                 4, 2, 16, experts=4)
    yield blocks(describe("qwen2", "qwen2", "F16", RMS, heads(4, 2), {"rope.freq_base": 1000000.0}), 4, 2, 16, bias=True)
    yield blocks(describe("qwen3", "qwen3", "F16", RMS, heads(4, 2, 32)), 4, 2, 32, qk_norm=True)
    for fused in (False, True):
        phi = blocks(describe("phi2-fused" if fused else "phi2", "phi2", "F16", {"attention.layer_norm_epsilon": 1e-5,
                     "rope.dimension_count": 8}, heads(4, 4)), 4, 4, 16, bias=True, gated=False, layer_norm=True,
                     parallel=True, out_bias=True, fused=fused)
        phi.linear("output", VOCABULARY, 64, True)
        yield phi
    yield blocks(describe("gemma", "gemma", "F16", RMS, heads(4, 1, 32)), 4, 1, 32)
    yield blocks(describe("gemma2", "gemma2", "F16", RMS, heads(4, 2, 16),
                          {"attention.sliding_window": 12, "attn_logit_softcapping": 5.0,
                           "final_logit_softcapping": 3.0}), 4, 2, 16, post_norms=True)
    yield blocks(describe("gemma3", "gemma3", "F16", RMS, heads(4, 1, 32), dict(block_count=7),
                          {"attention.sliding_window": 10, "rope.freq_base": 1000000.0,
                           "rope.scaling.type": "linear", "rope.scaling.factor": 8.0}),
                 4, 1, 32, qk_norm=True, post_norms=True)


def adapters():
    described = {description.name: description for description in architectures()}

    def model(name):
        description = described[name]
        description.name = "lora-" + name
        return description

    yield model("llama-f16").adapted(4, 16.0, 1.0, "F16")
    yield model("mixtral").adapted(6, 3.0, 0.5, "F32")
    # Without an alpha the scale is taken as it is.
    yield model("phi2-fused").adapted(3, None, 0.25, "F32")
    quantised = of_encoding("Q8_0")
    quantised.name = "lora-q8_0"
    yield quantised.adapted(32, 16.0, 1.0, "Q8_0", leave=("blk.0.attn_v", "blk.0.attn_output", "blk.0.ffn_down"))


def of_encoding(encoding):
    """A llama of F32 in which three matrices are quantised."""
    model = Description(encoding.lower(), "llama", "F32", dict(
        block_count=1, context_length=128, embedding_length=256, feed_forward_length=32) | RMS | heads(1, 1, 16))
    blocks(model, 1, 1, 16)
    for tensor in model.tensors:
        if tensor["name"].endswith(("attn_q.weight", "ffn_gate.weight", "ffn_up.weight")):
            tensor["encoding"] = encoding
    return model


def main(folder, names):
    for name in ("architectures", "encodings"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    encodings = (T.Q4_0, T.Q4_1, T.Q5_0, T.Q5_1, T.Q8_0, T.Q4_K, T.Q5_K, T.Q6_K)
    with tempfile.TemporaryDirectory() as scratch:
        for description in (*architectures(), *adapters(), *(of_encoding(encoding.name) for encoding in encodings)):
            if names and description.name not in names:
                continue
            path = pathlib.Path(scratch) / (description.name + ".gguf")
            while True:
                description.write(path)
                logits, tokens, margin = answer(path, description.adapter and description.adapter["scale"])
                # Where two tokens are as good as equal, the last bit of a rounding decides, in llama.cpp's builds among themselves, too.
                if margin > LEAST_MARGIN * logits.std():
                    break
                description.first_number += 1000
            print(f"{description.name}: least margin {margin:.4f}, deviation {logits.std():.3f}, "
                  f"{len(set(tokens))} different tokens")
            (folder / "architectures" / (description.name + ".json")).write_text(json.dumps(dict(
                architecture=description.architecture, metadata=description.metadata, tensors=description.tensors,
                **({"adapter": description.adapter} if description.adapter else {}),
                firstNumber=description.first_number, prompt=PROMPT, logits=[float(f"{x:.7g}") for x in logits], tokens=tokens, leastMargin=margin)) + "\n")
    for encoding in () if names else encodings:
        encoded = quantised(weights(1000 + encoding.value, (1, 256), 0.05, 1.0), encoding)
        decoded = gguf.quants.dequantize(encoded, encoding).astype("<f4")
        (folder / "encodings" / (encoding.name + ".json")).write_text(json.dumps(dict(
            columns=256, bytes=encoded.tobytes().hex(), floats=decoded.tobytes().hex())) + "\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2:])
