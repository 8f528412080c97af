"""The decoder: RMSNorm, rotary positions, grouped-query attention, SwiGLU, tied embedding, no biases (GGUF architecture "llama").

While it is trained, what goes into each product is rounded as the engine rounds it (quantisation-aware training).
"""
from dataclasses import asdict, dataclass

import torch
from torch import nn
from torch.nn import functional as F


@dataclass(frozen=True)
class Shape:
    vocabulary: int = 2048
    width: int = 256
    layers: int = 8
    heads: int = 4
    kv_heads: int = 2
    hidden: int = 640
    rope_base: float = 10000.0
    context: int = 3072
    epsilon: float = 1e-5

    @property
    def head_width(self):
        return self.width // self.heads

    def as_dict(self):
        return asdict(self)


def rope_table(shape, length):
    """cos and sin of [position, head_width / 2]."""
    half = shape.head_width // 2
    frequency = shape.rope_base ** (-torch.arange(half, dtype=torch.float64) / half)
    angle = torch.arange(length, dtype=torch.float64)[:, None] * frequency[None, :]
    return angle.cos().float(), angle.sin().float()


def rotate(x, cos, sin):
    """Rotates (i, i + half) pairs; the export permutes the rows of q and k into llama.cpp's neighbouring pairs."""
    a, b = x.chunk(2, dim=-1)
    return torch.cat((a * cos - b * sin, b * cos + a * sin), dim=-1)


def as_int8(x):
    """What the engine's int8 activations (blocks of 32, one scale each) keep of x; the gradient passes as if nothing had happened."""
    blocks = x.detach().unflatten(-1, (-1, 32))
    scale = (blocks.abs().amax(-1, keepdim=True) / 127).clamp(min=1e-6)
    return x + ((blocks / scale).round() * scale - blocks).flatten(-2)


class Norm(nn.Module):
    def __init__(self, width, epsilon):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.epsilon = epsilon

    def forward(self, x):
        scale = torch.rsqrt(x.float().square().mean(-1, keepdim=True) + self.epsilon)
        return x * scale.to(x.dtype) * self.weight.to(x.dtype)


# Attention is written out: on a CPU the backward pass of the fused one costs three times these products. Queries of the heads that share a key are laid behind each other.

class _Scores(torch.autograd.Function):
    """q k^T. What torch derives for k is the transpose of a product with few rows and many columns, which takes a CPU four times as long as this one."""

    @staticmethod
    def forward(ctx, q, k):
        ctx.save_for_backward(q, k)
        return q @ k.transpose(-2, -1)

    @staticmethod
    def backward(ctx, gradient):
        q, k = ctx.saved_tensors
        return gradient @ k, gradient.transpose(-2, -1) @ q


def _products(q, k):
    """[batch, heads, queries, keys] of [batch, heads, queries, width] and [batch, kv_heads, keys, width]."""
    batch, heads, length, width = q.shape
    return _Scores.apply(q.reshape(batch, k.shape[1], -1, width), k).view(batch, heads, length, -1)


def _mixed(weights, v):
    batch, heads, length, _ = weights.shape
    return (weights.reshape(batch, v.shape[1], -1, v.shape[2]) @ v).view(batch, heads, length, -1)


class Masked:
    """Attention of every token to all that an additive mask [batch, 1, queries, keys] allows."""

    def __init__(self, mask):
        self.mask = mask

    def __call__(self, q, k, v):
        return _mixed((_products(q, k) + self.mask).softmax(-1), v)


class Packed:
    """Attention in the rows of batches.py: the catalogue causally to itself, each sentence to the catalogue and itself. Sentences lie in blocks and none
    crosses a block's end, so that only these products are computed."""

    def __init__(self, segments, catalogue, block):
        """segments [rows, length]: 0 is the catalogue, -1 padding; the catalogue with its padding has `catalogue` tokens, the rest comes in blocks."""
        self.catalogue, self.block = catalogue, block
        front, rest = segments[:, :catalogue], segments[:, catalogue:].reshape(-1, block)
        self.reading = torch.zeros(front.shape).masked_fill_(front < 0, float("-inf"))[:, None, None]
        # Padding comes last, so that causality alone keeps it from the catalogue.
        self.front = torch.full((catalogue, catalogue), float("-inf")).triu(1)
        own = (rest[:, :, None] == rest[:, None, :]) & torch.ones(block, block, dtype=torch.bool).tril()
        self.own = torch.zeros(own.shape).masked_fill_(~own, float("-inf"))[:, None]

    def __call__(self, q, k, v):
        size = self.catalogue
        (front_q, q), (front_k, k), (front_v, v) = ((x[:, :, :size], x[:, :, size:]) for x in (q, k, v))
        own = _products(self._blocks(q), self._blocks(k)) + self.own
        if not size:
            return self._rows(_mixed(own.softmax(-1), self._blocks(v)), q)
        weights = torch.cat((self._blocks(_products(q, front_k) + self.reading), own), dim=-1).softmax(-1)
        mixed = _mixed(self._rows(weights[..., :size], q), front_v) + self._rows(_mixed(weights[..., size:], self._blocks(v)), q)
        return torch.cat((_mixed((_products(front_q, front_k) + self.front).softmax(-1), front_v), mixed), dim=2)

    def _blocks(self, x):
        """[rows, heads, length, width] as [rows * blocks, heads, block, width]"""
        rows, heads, _, width = x.shape
        return x.reshape(rows, heads, -1, self.block, width).transpose(1, 2).reshape(-1, heads, self.block, width)

    def _rows(self, x, like):
        """The reverse."""
        rows, heads, length, _ = like.shape
        return x.reshape(rows, -1, heads, self.block, x.shape[-1]).transpose(1, 2).reshape(rows, heads, length, -1)


class Block(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape = shape
        kv = shape.kv_heads * shape.head_width
        self.attention_norm = Norm(shape.width, shape.epsilon)
        self.q = nn.Linear(shape.width, shape.width, bias=False)
        self.k = nn.Linear(shape.width, kv, bias=False)
        self.v = nn.Linear(shape.width, kv, bias=False)
        self.o = nn.Linear(shape.width, shape.width, bias=False)
        self.feed_norm = Norm(shape.width, shape.epsilon)
        self.gate = nn.Linear(shape.width, shape.hidden, bias=False)
        self.up = nn.Linear(shape.width, shape.hidden, bias=False)
        self.down = nn.Linear(shape.hidden, shape.width, bias=False)

    def forward(self, x, cos, sin, attention, cache=None):
        shape, (batch, length, _) = self.shape, x.shape
        rounded = as_int8 if self.training else lambda y: y
        h = rounded(self.attention_norm(x))
        q = rotate(self.q(h).view(batch, length, shape.heads, shape.head_width), cos, sin).transpose(1, 2)
        k = rotate(self.k(h).view(batch, length, shape.kv_heads, shape.head_width), cos, sin).transpose(1, 2)
        v = self.v(h).view(batch, length, shape.kv_heads, shape.head_width).transpose(1, 2)
        if cache is not None:
            if cache:
                k, v = torch.cat((cache[0], k), dim=2), torch.cat((cache[1], v), dim=2)
            cache[:] = [k, v]
        mixed = attention(q * shape.head_width ** -.5, k, v).transpose(1, 2)
        x = x + self.o(rounded(mixed.reshape(batch, length, shape.width)))
        h = rounded(self.feed_norm(x))
        return x + self.down(rounded(F.silu(self.gate(h)) * self.up(h)))


class IntentModel(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.norm = Norm(shape.width, shape.epsilon)
        cos, sin = rope_table(shape, shape.context)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)
        for name, parameter in self.named_parameters():
            if parameter.ndim == 2:
                scale = .02 if "embedding" in name else parameter.shape[1] ** -.5
                if name.endswith(("o.weight", "down.weight")):
                    scale /= (2 * shape.layers) ** .5
                nn.init.normal_(parameter, std=scale)

    def forward(self, tokens, positions, attention, caches=None):
        """Hidden states after the last norm; logits are these times the embedding. `attention` is Masked or Packed."""
        x = self.embedding(tokens)
        if torch.is_autocast_enabled("cpu"):
            x = x.to(torch.bfloat16)
        cos, sin = self.cos[positions][:, :, None, :].to(x.dtype), self.sin[positions][:, :, None, :].to(x.dtype)
        for i, block in enumerate(self.blocks):
            x = block(x, cos, sin, attention, caches[i] if caches is not None else None)
        return as_int8(self.norm(x)) if self.training else self.norm(x)

    def logits(self, hidden):
        return F.linear(hidden, self.embedding.weight)
