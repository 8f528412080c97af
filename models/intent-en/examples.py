"""Homes with sentences: what training and tests are made of."""
import random

import noise
from grammar import negatives, sentences
from grammar.context import Context
from homes import random_home
from normalise import normalise

NEGATIVE_SHARE = .52
NOISY_SHARE = .22


def home_with_examples(seed, split, size, count, noisy=True):
    """One home and its (kind, transcript, output) examples; the seed decides everything."""
    rng = random.Random(f"{split} {seed}")
    home = random_home(rng, split, size)
    ctx = Context(rng, home, split)
    found = []
    while len(found) < count:
        kind, text, output = negatives.negative(ctx) if rng.random() < NEGATIVE_SHARE else sentences.positive(ctx)
        if noisy and rng.random() < NOISY_SHARE:
            text = noise.heard(rng, text, output)
        text = normalise(text)      # templates say "skip this one"
        if text and len(text) < 160:
            found.append((kind, text, output))
    return home, found
