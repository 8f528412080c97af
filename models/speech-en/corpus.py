"""Which utterances the model is trained on and which it is measured on."""

from sentences import sentences_of_kind, training_sentences
from synthesis import describe

SEED = 2026
# How many utterances of each engine; many voices count for more than many sentences.
TRAINING = {"flite": 4800, "espeak": 5000, "festival": 1500, "piper": 700, "kokoro": 1700}
TRAINING |= {"rhvoice": 2000, "pico": 900, "mbrola": 2600}
# Of each kind of sentence, in voices that are held out.
HELD_OUT = {"espeak": 20, "kokoro": 20}
HELD_OUT_KINDS = ("home", "timer", "drone", "number", "order")


def training_plan(lexicon, share=1.0):
    """The utterances to train on, or the first of each engine."""
    plan = []
    for number, (engine, count) in enumerate(TRAINING.items()):
        count = round(share * count)
        sentences = training_sentences(count, lexicon, SEED + 10 * number)
        plan += describe(engine, sentences, SEED, f"train-{engine}")
    return plan


def held_out_plan(lexicon):
    plan = []
    for number, (engine, count) in enumerate(HELD_OUT.items()):
        for kind in HELD_OUT_KINDS:
            sentences = sentences_of_kind(kind, count, lexicon, SEED + 1 + number)
            plan += describe(engine, sentences, SEED + 1, f"test-{engine}-{kind}", True)
    return plan
