"""A plain NumPy forward pass that reads nothing but the GGUF file: what every other engine is compared with."""
import gguf
import numpy as np
from gguf.quants import dequantize


class Reference:
    def __init__(self, path):
        reader = gguf.GGUFReader(str(path))
        field = {name: f.contents() for name, f in reader.fields.items() if name.startswith("llama.")}
        self.heads, self.kv_heads = field["llama.attention.head_count"], field["llama.attention.head_count_kv"]
        self.layers, self.width = field["llama.block_count"], field["llama.embedding_length"]
        self.epsilon, self.base = field["llama.attention.layer_norm_rms_epsilon"], field["llama.rope.freq_base"]
        self.weights = {t.name: dequantize(t.data, t.tensor_type).astype(np.float32) for t in reader.tensors}

    def _norm(self, x, name):
        return x / np.sqrt((x * x).mean(-1, keepdims=True) + self.epsilon) * self.weights[name]

    def _rotate(self, x, first):
        """Neighbouring pairs (2i, 2i + 1), as in llama.cpp."""
        width = x.shape[-1]
        angle = (first + np.arange(x.shape[0]))[:, None] * self.base ** (-np.arange(0, width, 2) / width)[None]
        cos, sin = np.cos(angle)[:, None].astype(np.float32), np.sin(angle)[:, None].astype(np.float32)
        out = np.empty_like(x)
        out[..., 0::2] = x[..., 0::2] * cos - x[..., 1::2] * sin
        out[..., 1::2] = x[..., 0::2] * sin + x[..., 1::2] * cos
        return out

    def forward(self, tokens, cache):
        """Logits of the last token; cache holds each layer's keys and values and grows."""
        first = cache[0][0].shape[0] if cache else 0
        x = self.weights["token_embd.weight"][tokens]
        count, head = len(tokens), self.width // self.heads
        for layer in range(self.layers):
            p = f"blk.{layer}."
            h = self._norm(x, p + "attn_norm.weight")
            q = self._rotate((h @ self.weights[p + "attn_q.weight"].T).reshape(count, self.heads, head), first)
            k = self._rotate((h @ self.weights[p + "attn_k.weight"].T).reshape(count, self.kv_heads, head), first)
            v = (h @ self.weights[p + "attn_v.weight"].T).reshape(count, self.kv_heads, head)
            if first:
                k, v = np.concatenate((cache[layer][0], k)), np.concatenate((cache[layer][1], v))
                cache[layer] = (k, v)
            else:
                cache.append((k, v))
            group = self.heads // self.kv_heads
            scores = np.einsum("qhd,khd->hqk", q, k.repeat(group, axis=1)) / np.sqrt(head)
            scores = np.where(np.arange(len(k))[None] <= first + np.arange(count)[:, None], scores, -np.inf)
            scores = np.exp(scores - scores.max(-1, keepdims=True))
            scores /= scores.sum(-1, keepdims=True)
            mixed = np.einsum("hqk,khd->qhd", scores, v.repeat(group, axis=1)).reshape(count, -1)
            x = x + mixed @ self.weights[p + "attn_output.weight"].T
            h = self._norm(x, p + "ffn_norm.weight")
            gate = h @ self.weights[p + "ffn_gate.weight"].T
            x = x + (gate / (1 + np.exp(-gate)) * (h @ self.weights[p + "ffn_up.weight"].T)) @ self.weights[p + "ffn_down.weight"].T
        return self._norm(x[-1], "output_norm.weight") @ self.weights["token_embd.weight"].T

    def greedy(self, tokens, end, longest=64):
        """(output ids, for each of them the five best [id, logit])"""
        cache, output, top = [], [], []
        while len(output) < longest:
            logits = self.forward(np.array(tokens), cache)
            best = np.argsort(-logits)[:5]
            top.append([[int(i), round(float(logits[i]), 4)] for i in best])
            output.append(int(best[0]))
            if output[-1] == end:
                break
            tokens = output[-1:]
        return output, top
