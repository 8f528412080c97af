"""A decoding graph for measuring a model: HCLr.fst from a lexicon, Gr.fst as a bigram of sentences.

The daemon builds its own graph from the user's devices; this one serves evaluate.py and needs Debian's libfst-tools
and libfst22-plugins-base.
"""

import math
import os
import subprocess
from collections import Counter, defaultdict
from pathlib import Path

from kaldi_model import phone_id, phone_table
from lexicon import SILENCE

PLUGINS = sorted(Path("/usr/lib").glob("*/fst/*"))
SILENCE_COST = 0.7
DISCOUNT = 0.6
# Share of the unigram that goes to words outside the sentences.
BACKGROUND_SHARE = 0.15


def _loop(phone, position):
    return 2 * phone_id(phone, position) - 1


def _enter(phone, position):
    return 2 * phone_id(phone, position)


def lexicon_arcs(lexicon, word_ids):
    """OpenFst text: a tree of phones below one state that every word starts from and returns to."""
    hub, silence, states = 0, 1, 2
    arcs = [
        f"{hub} {silence} {_enter(SILENCE, '')} 0 {SILENCE_COST}",
        f"{silence} {silence} {_loop(SILENCE, '')} 0",
        f"{silence} {hub} 0 0",
    ]
    tree = {}
    for word, word_id in word_ids.items():
        for phones in lexicon[word]:
            state = hub
            for index, phone in enumerate(phones):
                last = index == len(phones) - 1
                position = ("S" if last else "B") if index == 0 else ("E" if last else "I")
                branch = (state, phone, position)
                if branch not in tree:
                    tree[branch] = states
                    arcs.append(f"{state} {states} {_enter(phone, position)} 0")
                    arcs.append(f"{states} {states} {_loop(phone, position)} 0")
                    states += 1
                state = tree[branch]
            arcs.append(f"{state} {hub} 0 {word_id}")
    return "\n".join([*arcs, str(hub)]) + "\n"


def bigram_arcs(sentences, background, word_ids):
    """OpenFst text of a bigram with absolute discounting that backs off to a unigram with background words."""
    unigrams, bigrams = Counter(), defaultdict(Counter)
    for sentence in sentences:
        words = ["<s>", *sentence.split(), "</s>"]
        for previous, word in zip(words, words[1:]):
            bigrams[previous][word] += 1
            unigrams[word] += 1
    total = sum(unigrams.values())
    vocabulary = set(word_ids)

    def unigram(word):
        known = (1 - BACKGROUND_SHARE) * unigrams[word] / total
        # A few seen words may be hiding in every unseen one: half a count for each keeps them reachable.
        return known + BACKGROUND_SHARE * (background.get(word, 0) + 0.5) / (sum(background.values()) + len(vocabulary))

    backoff = 0
    histories = {word: number for number, word in enumerate(bigrams, 1)}
    arcs = []
    for previous, followers in bigrams.items():
        state, count = histories[previous], sum(followers.values())
        for word, seen in followers.items():
            cost = -math.log(max(seen - DISCOUNT, 0.05) / count)
            if word == "</s>":
                arcs.append(f"{state} {cost:.4f}")
            else:
                arcs.append(f"{state} {histories[word]} {word_ids[word]} {word_ids[word]} {cost:.4f}")
        left = min(0.9, max(0.02, DISCOUNT * len(followers) / count))
        arcs.append(f"{state} {backoff} 0 0 {-math.log(left):.4f}")
    for word, number in word_ids.items():
        arcs.append(f"{backoff} {histories.get(word, backoff)} {number} {number} {-math.log(unigram(word)):.4f}")
    arcs.append(f"{backoff} {-math.log(unigram('</s>')):.4f}")
    # The first line names the start state.
    arcs.sort(key=lambda arc: arc.split()[0] != str(histories["<s>"]))
    return "\n".join(arcs) + "\n"


def build(directory, lexicon, sentences, background):
    """Writes graph/ below `directory`, which holds am/ and conf/ of a model."""
    graph = directory / "graph"
    graph.mkdir(exist_ok=True)
    words = sorted({word for sentence in sentences for word in sentence.split()} | set(background))
    ids = {word: number for number, word in enumerate(words, 1)}
    environment = os.environ | {"LD_LIBRARY_PATH": ":".join(map(str, PLUGINS))}

    def pipe(command, text):
        subprocess.run(["bash", "-c", "set -o pipefail; " + command], input=text.encode(), check=True, env=environment)

    relabel = directory / "relabel"
    pipe(
        "fstcompile | fstarcsort --sort_type=olabel | fstconvert --fst_type=olabel_lookahead "
        f"--save_relabel_opairs={relabel} > {graph}/HCLr.fst",
        lexicon_arcs(lexicon, ids),
    )
    new = dict(map(int, line.split()) for line in relabel.read_text().splitlines())
    ids = {word: new[number] for word, number in ids.items()}
    pipe(
        f"fstcompile | fstarcsort --sort_type=ilabel | fstconvert --fst_type=const > {graph}/Gr.fst",
        bigram_arcs(sentences, background, ids),
    )
    table = sorted([("<eps>", 0), *ids.items()], key=lambda item: item[1])
    (graph / "words.txt").write_text("".join(f"{word} {number}\n" for word, number in table))
    (graph / "disambig_tid.int").write_text(f"{2 * len(phone_table()) + 1}\n")
