"""Homes with sentences: what training and tests are made of."""
import random
from typing import NamedTuple

import noise
from grammar import followups, negatives, sentences
from grammar.context import Context
from homes import random_home
from mentions import Mentions
from normalise import normalise

NEGATIVE_SHARE = .52
NOISY_SHARE = .22
# Of the training's sentences, those that follow one on which something was done; of these those that mean something only because of it,
# and those whose like is said with nothing before it.
FOLLOWING_SHARE = .1
FOLLOW_UP_SHARE, UNATTACHED_SHARE = .55, .1


class Example(NamedTuple):
    kind: str
    text: str       # the transcript in normal form
    output: str
    before: followups.Exchange | None = None    # what was said and done just before
    unseen: bool = False    # whether a template made it that is for tests only
    mentions: str = ""      # what of the home stands in the text


def _example(ctx, noisy):
    ctx.unseen = False
    if ctx.split == "train" and ctx.chance(FOLLOWING_SHARE):
        kind, before, text, output = _following(ctx)
    else:
        before = None
        kind, text, output = negatives.negative(ctx) if ctx.rng.random() < NEGATIVE_SHARE else sentences.positive(ctx)
    if noisy and ctx.rng.random() < NOISY_SHARE:
        text = noise.heard(ctx.rng, text, output)
    if before:
        before = followups.Exchange(normalise(before.text), before.output)
    return Example(kind, normalise(text), output, before, ctx.unseen)


def _following(ctx):
    """(kind, exchange or None, sentence, output)"""
    pick = ctx.rng.random()
    if pick < FOLLOW_UP_SHARE:
        return "follow-up", *followups.followup(ctx)
    if pick < FOLLOW_UP_SHARE + UNATTACHED_SHARE:
        return "unattached", None, followups.unattached(ctx), "<none><end>"
    before = followups.exchange(ctx)
    kind, text, output = negatives.negative(ctx) if ctx.chance(.7) else sentences.positive(ctx)
    return kind, before, text, output


def home_with_examples(seed, split, size, count, noisy=True):
    """One home and its examples; the seed decides everything."""
    rng = random.Random(f"{split} {seed}")
    home = random_home(rng, split, size)
    ctx = Context(rng, home, split)
    said = Mentions(home)
    found = []
    while len(found) < count:
        example = _example(ctx, noisy)
        if example.text and len(example.text) < 160:      # templates say "skip this one"
            found.append(example._replace(mentions=said.of(example.text)))
    return home, found
