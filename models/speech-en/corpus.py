"""Which utterances the model is trained on and which it is measured on."""

from sentences import training_sentences
from synthesis import describe

SEED = 2026
# How many utterances of each engine; many voices count for more than many sentences.
TRAINING = {"flite": 4800, "espeak": 5000, "festival": 1500, "piper": 700, "kokoro": 480}
HELD_OUT = {"espeak": 60, "kokoro": 60}


def training_plan(lexicon):
    return _plan(TRAINING, lexicon, SEED, False)


def held_out_plan(lexicon):
    return _plan(HELD_OUT, lexicon, SEED + 1, True)


def _plan(counts, lexicon, seed, held_out):
    plan = []
    for number, (engine, count) in enumerate(counts.items()):
        sentences = training_sentences(count, lexicon, seed + 10 * number)
        plan += describe(engine, sentences, seed, held_out)
    return plan
