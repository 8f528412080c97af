"""Packs one home and many sentences into a row: the catalogue once, behind it every example in a block, each blind to the others.

Positions start again after the catalogue for each example, exactly as at inference, where the catalogue is a cached prefix.
"""
import random
from typing import NamedTuple

import numpy as np

from examples import home_with_examples
from grammar import replies
from grammar.context import Context
from homes import random_home
from tokenizer import END, PAD

# Tokens of a row, rows of a batch, devices of its homes. A fifth of the batches show larger homes than most people have:
# positions as far from one another, and as many names, have to be met once. Replies have no catalogue.
SHAPES = {"usual": (832, 5, None), "large": (1344, 3, (20, 60)), "huge": (2304, 2, (60, 150)), "vast": (3072, 1, (120, 190)), "replies": (576, 7, None)}
OUTPUT_WEIGHT, TEXT_WEIGHT = 1.0, 0.1
# Sentences lie in blocks of so many tokens, several in each, none in two (see model.Packed).
BLOCK = 96
EXAMPLES_IN_A_BLOCK = 7


def kind_of(step, with_replies=True):
    """Which of SHAPES a batch has."""
    return "vast" if step % 48 == 23 else "huge" if step % 24 == 11 else "large" if step % 6 == 4 else "replies" if step % 12 == 7 and with_replies else "usual"


def home_size(seed, progress, between):
    """Small homes first, growing; even at the end most homes are small, as most real ones are."""
    rng = np.random.default_rng(seed)
    if between:
        return int(rng.integers(*between))
    largest = 4 + 21 * min(1.0, progress / .35)
    return 2 + int((largest - 2) * rng.random() ** 1.6)


class Piece(NamedTuple):
    """Tokens in a row with the weight of what each predicts, itself left out: tokens[i + 1] after tokens[i] counts weights[i]."""
    tokens: list
    weights: list


def catalogue(tokenizer, home, longest):
    tokens = tokenizer.prompt(home.catalogue())[:longest]
    return Piece(tokens, [TEXT_WEIGHT] * (len(tokens) - 1) + [0.0])


def sentence(tokenizer, example):
    before = tokenizer.exchange(example.before)
    said, told, done = tokenizer.text(example.text), tokenizer.prompt(example.mentions), tokenizer.prompt(example.output)
    tokens = [*before, tokenizer.ids["<heard>"], *said, *told, tokenizer.ids["<cmd>"], *done]
    return Piece(tokens, [0.0] * len(before) + [TEXT_WEIGHT] * len(said) + [0.0] * (1 + len(told)) + [OUTPUT_WEIGHT] * len(done) + [0.0])


def reply(tokenizer, ctx):
    tone, items, text = replies.example(ctx)
    asked, said = tokenizer.prompt(replies.prompt(tone, items)), [*tokenizer.text(text), END]
    return Piece([*asked, *said], [0.0] * (len(asked) - 1) + [OUTPUT_WEIGHT] * len(said) + [0.0])


def packed(pieces, blocks):
    """As many of the pieces, in their order, as fit into so many blocks: a list of them for each block."""
    found, room = [[] for _ in range(blocks)], [BLOCK] * blocks
    for piece in pieces:
        for b in range(blocks):
            if len(piece.tokens) <= room[b]:
                found[b].append(piece)
                room[b] -= len(piece.tokens)
                break
    return found


def row(front, size, blocks):
    """(tokens, targets, weights, positions, segments) of size + blocks * BLOCK entries: the catalogue `front`, padded to `size`, and blocks of pieces.
    Segment 0 is the catalogue, -1 padding, sentences count from 1; the positions of each sentence go on after the catalogue's."""
    length = size + len(blocks) * BLOCK
    tokens, targets, positions = (np.full(length, PAD, np.int16), np.full(length, PAD, np.int16), np.zeros(length, np.int16))
    weights, segments = np.zeros(length, np.float32), np.full(length, -1, np.int16)

    def put(piece, at, position, segment):
        where = slice(at, at + len(piece.tokens))
        tokens[where], weights[where], segments[where] = piece.tokens, piece.weights, segment
        targets[where] = [*piece.tokens[1:], PAD][:len(piece.tokens)]
        positions[where] = range(position, position + len(piece.tokens))

    put(front, 0, 0, 0)
    segment = 0
    for b, pieces in enumerate(blocks):
        at = size + b * BLOCK
        for piece in pieces:
            segment += 1
            put(piece, at, len(front.tokens), segment)
            at += len(piece.tokens)
    return tokens, targets, weights, positions, segments


def batch(tokenizer, step, progress, with_replies=True):
    """Batch number `step`: (size of the catalogues, the five arrays of row() with a row each). Every home has a seed of its own, so that no home comes
    twice and any step can be made again."""
    kind = kind_of(step, with_replies)
    length, rows, between = SHAPES[kind]
    seeds = [step * 8 + r for r in range(rows)]
    if kind == "replies":
        blocks = length // BLOCK
        found = [(Piece([], []), list(_replies(tokenizer, seed, blocks * EXAMPLES_IN_A_BLOCK))) for seed in seeds]
        size = 0
    else:
        # Homes of one size, so that little is padding.
        devices = home_size(step * 8, progress, between)
        found = []
        for seed in seeds:
            home, examples = home_with_examples(seed, "train", devices, length // BLOCK * EXAMPLES_IN_A_BLOCK)
            found.append((catalogue(tokenizer, home, length - 2 * BLOCK), [sentence(tokenizer, e) for e in examples]))
        size = -(-max(len(front.tokens) for front, _ in found) // 32) * 32
        blocks = max(2, round((length - size) / BLOCK))
    return size, *(np.stack(parts) for parts in zip(*(row(front, size, packed(pieces, blocks)) for front, pieces in found)))


def _replies(tokenizer, seed, count):
    rng = random.Random(f"reply row {seed}")
    ctx = Context(rng, random_home(rng, "train", rng.randint(8, 25)), "train")
    return (reply(tokenizer, ctx) for _ in range(count))
