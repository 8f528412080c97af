"""Packs one home and many sentences into a row: the catalogue once, behind it every example, each blind to the others.

Positions start again after the catalogue for each example, exactly as at inference, where the catalogue is a cached prefix.
"""
import random

import numpy as np

from examples import home_with_examples
from grammar import replies
from grammar.context import Context
from homes import random_home
from tokenizer import END, PAD

# Tokens of a row, rows of a batch, devices of its homes. A quarter of the batches show larger homes than most people have:
# positions as far from one another, and as many names, have to be met once.
SHAPES = {"usual": (512, 8, None), "large": (1024, 4, (20, 60)), "huge": (2048, 2, (60, 150)), "vast": (3072, 1, (120, 190))}
OUTPUT_WEIGHT, TEXT_WEIGHT = 1.0, 0.1
EXAMPLES_IN_512 = 24
# Of the usual rows, those that hold replies and no catalogue.
REPLY_SHARE = .1


def kind_of(step):
    """Which of SHAPES a batch has."""
    return "vast" if step % 48 == 23 else "huge" if step % 24 == 11 else "large" if step % 6 == 4 else "usual"


def home_size(seed, progress, between):
    """Small homes first, growing; even at the end most homes are small, as most real ones are."""
    rng = np.random.default_rng(seed)
    if between:
        return int(rng.integers(*between))
    largest = 4 + 21 * min(1.0, progress / .35)
    return 2 + int((largest - 2) * rng.random() ** 1.6)


def row(tokenizer, seed, progress, length, between):
    """(tokens, targets, weights, positions, segments) of `length` entries; segment 0 is the catalogue, -1 padding."""
    if between is None and random.Random(f"replies {seed}").random() < REPLY_SHARE:
        return reply_row(tokenizer, seed, length)
    home, found = home_with_examples(seed, "train", home_size(seed, progress, between), EXAMPLES_IN_512 * length // 512)
    prefix = tokenizer.prompt(home.catalogue())[:length - 64]
    tokens, segments, weights = list(prefix), [0] * len(prefix), [TEXT_WEIGHT] * (len(prefix) - 1) + [0.0]
    positions = list(range(len(prefix)))
    heard, command = tokenizer.ids["<heard>"], tokenizer.ids["<cmd>"]
    for i, example in enumerate(found, 1):
        before = tokenizer.exchange(example.before)
        said, done = tokenizer.text(example.text), tokenizer.prompt(example.output)
        piece = [*before, heard, *said, command, *done]
        if len(tokens) + len(piece) > length:
            continue
        weights += [0.0] * len(before) + [TEXT_WEIGHT] * len(said) + [0.0] + [OUTPUT_WEIGHT] * len(done) + [0.0]
        segments += [i] * len(piece)
        positions += range(len(prefix), len(prefix) + len(piece))
        tokens += piece
    return padded(tokens, weights, positions, segments, length)


def reply_row(tokenizer, seed, length):
    """The same for replies, each a segment of its own from 1 on whose positions start at 0: at inference they have a session of their own."""
    rng = random.Random(f"reply row {seed}")
    ctx = Context(rng, random_home(rng, "train", rng.randint(8, 25)), "train")
    tokens, segments, weights, positions = [], [], [], []
    misses = 0
    while misses < 3:
        tone, items, text = replies.example(ctx)
        asked, said = tokenizer.prompt(replies.prompt(tone, items)), [*tokenizer.text(text), END]
        if len(tokens) + len(asked) + len(said) > length:
            misses += 1
            continue
        weights += [0.0] * (len(asked) - 1) + [OUTPUT_WEIGHT] * len(said) + [0.0]
        segments += [max(segments, default=0) + 1] * (len(asked) + len(said))
        positions += range(len(asked) + len(said))
        tokens += asked + said
    return padded(tokens, weights, positions, segments, length)


def padded(tokens, weights, positions, segments, length):
    padding = length - len(tokens)
    targets = tokens[1:] + [PAD]
    return (np.array(tokens + [PAD] * padding, np.int16), np.array(targets + [PAD] * padding, np.int16), np.array(weights + [0.0] * padding, np.float32),
            np.array(positions + [0] * padding, np.int16), np.array(segments + [-1] * padding, np.int16))


def batch(tokenizer, step, progress):
    """Batch number `step`; every home has a seed of its own, so that no home comes twice and any step can be made again."""
    length, rows, between = SHAPES[kind_of(step)]
    return [np.stack(parts) for parts in zip(*(row(tokenizer, step * 8 + r, progress, length, between) for r in range(rows)))]
