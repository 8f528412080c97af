"""Packs one home and many sentences into a row: the catalogue once, behind it every example, each blind to the others.

Positions start again after the catalogue for each example, exactly as at inference, where the catalogue is a cached prefix.
"""
import numpy as np

from examples import home_with_examples
from tokenizer import PAD

ROW = 512
OUTPUT_WEIGHT, TEXT_WEIGHT = 1.0, 0.1
MOST_EXAMPLES = 24


def home_size(seed, progress):
    """Small homes first, growing; even at the end most homes are small, as most real ones are."""
    rng = np.random.default_rng(seed)
    largest = 4 + 21 * min(1.0, progress / .35)
    return 2 + int((largest - 2) * rng.random() ** 1.6)


def row(tokenizer, seed, progress):
    """(tokens, targets, weights, positions, segments) of ROW entries; segment 0 is the catalogue, -1 padding."""
    home, found = home_with_examples(seed, "train", home_size(seed, progress), MOST_EXAMPLES)
    prefix = tokenizer.prompt(home.catalogue())[:ROW - 64]
    tokens, segments, weights = list(prefix), [0] * len(prefix), [TEXT_WEIGHT] * (len(prefix) - 1) + [0.0]
    positions = list(range(len(prefix)))
    heard, command = tokenizer.ids["<heard>"], tokenizer.ids["<cmd>"]
    for i, (_, text, output) in enumerate(found, 1):
        said, done = tokenizer.text(text), tokenizer.prompt(output)
        piece = [heard, *said, command, *done]
        if len(tokens) + len(piece) > ROW:
            continue
        weights += [TEXT_WEIGHT] * len(said) + [0.0] + [OUTPUT_WEIGHT] * len(done) + [0.0]
        segments += [i] * len(piece)
        positions += range(len(prefix), len(prefix) + len(piece))
        tokens += piece
    padding = ROW - len(tokens)
    targets = tokens[1:] + [PAD]
    return (np.array(tokens + [PAD] * padding, np.int16), np.array(targets + [PAD] * padding, np.int16), np.array(weights + [0.0] * padding, np.float32),
            np.array(positions + [0] * padding, np.int16), np.array(segments + [-1] * padding, np.int16))


def batch(tokenizer, step, rows, progress):
    """Batch number `step`; every home has a seed of its own, so that no home comes twice and any step can be made again."""
    return [np.stack(parts) for parts in zip(*(row(tokenizer, step * rows + r, progress) for r in range(rows)))]
