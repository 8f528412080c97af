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

    def forward(self, x, cos, sin, mask, cache=None):
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
        # Written out: on a CPU the backward pass of the fused attention costs three times these two products.
        # The heads that share a key are laid behind each other.
        group = shape.heads // shape.kv_heads
        q = (q * shape.head_width ** -.5).reshape(batch, shape.kv_heads, group * length, shape.head_width)
        scores = (q @ k.transpose(2, 3)).view(batch, shape.heads, length, -1) + mask
        mixed = scores.softmax(-1).view(batch, shape.kv_heads, group * length, -1) @ v
        mixed = mixed.view(batch, shape.heads, length, shape.head_width).transpose(1, 2)
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

    def forward(self, tokens, positions, mask, caches=None):
        """Hidden states after the last norm; logits are these times the embedding."""
        x = self.embedding(tokens)
        if torch.is_autocast_enabled("cpu"):
            x = x.to(torch.bfloat16)
        cos, sin = self.cos[positions][:, :, None, :].to(x.dtype), self.sin[positions][:, :, None, :].to(x.dtype)
        for i, block in enumerate(self.blocks):
            x = block(x, cos, sin, mask, caches[i] if caches is not None else None)
        return as_int8(self.norm(x)) if self.training else self.norm(x)

    def logits(self, hidden):
        return F.linear(hidden, self.embedding.weight)
