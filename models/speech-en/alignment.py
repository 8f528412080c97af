"""Which phone is spoken in which frame.

An output frame spans 30 ms. Each phone has two outputs of the network: its first frame and every further one.
"""

import numpy as np

from lexicon import PHONES, SILENCE

FRAME_SECONDS = 0.03
# The middle of the first window, against which times are rounded to frames.
FIRST_FRAME_CENTRE = 0.0125
OUTPUT = {SILENCE: 0} | {phone: 2 * number for number, phone in enumerate(PHONES, 1)}
OUTPUTS = 2 * (len(PHONES) + 1)
PRONUNCIATIONS_PER_WORD = 3
IMPOSSIBLE = -1e30


def output_frames(feature_frames):
    return (feature_frames + 2) // 3


def start_frames(start_seconds, frames):
    """Start of each phone in output frames; every phone gets one frame at least, if there are enough."""
    starts = np.ceil((np.asarray(start_seconds) - FIRST_FRAME_CENTRE) / FRAME_SECONDS - 1e-6).astype(int)
    starts = np.maximum(starts, 0)
    starts[0] = 0
    for index in range(1, len(starts)):
        starts[index] = max(starts[index], starts[index - 1] + 1)
    end = frames
    for index in reversed(range(len(starts))):
        end = starts[index] = min(starts[index], end - 1)
    return starts


def targets(phones, starts, frames):
    """The output number of each frame, or None if the phones do not fit."""
    if len(phones) > frames or starts[0] < 0:
        return None
    result = np.zeros(frames, "i1")
    for phone, start, end in zip(phones, starts, [*starts[1:], frames]):
        result[start] = OUTPUT[phone]
        result[start + 1 : end] = OUTPUT[phone] + 1
    return result


def flite_phones(text):
    """Phones and their start times from the output of flite -psdur."""
    phones, ends = [], [0.0]
    for item in text.split():
        phone, end = item.rsplit(":", 1)
        phones.append({"pau": SILENCE, "ax": "AH"}.get(phone, phone.upper()))
        ends.append(float(end))
    return phones, ends[:-1]


class _Graph:
    """All ways to say a sentence: pronunciations of its words with silence allowed between them."""

    START = -1

    def __init__(self, words, lexicon):
        self.phones = []
        self.predecessors = []
        ends = self._with_silence([self.START])
        for word in words:
            word_ends = []
            for pronunciation in lexicon[word][:PRONUNCIATIONS_PER_WORD]:
                last = ends
                for phone in pronunciation:
                    last = [self._add(phone, last)]
                word_ends += last
            ends = self._with_silence(word_ends)
        self.ends = ends

    def _add(self, phone, predecessors):
        self.phones.append(phone)
        self.predecessors.append(list(predecessors))
        return len(self.phones) - 1

    def _with_silence(self, ends):
        return [*ends, self._add(SILENCE, ends)]


def align(log_likelihoods, words, lexicon):
    """The best path through a sentence: its phones, their start frames and the score a frame; or None."""
    graph = _Graph(words, lexicon)
    states, frames = len(graph.phones), len(log_likelihoods)
    unreachable, start = states, states + 1
    width = max(len(predecessors) for predecessors in graph.predecessors)
    predecessors = np.full((states, width), unreachable)
    for state, previous in enumerate(graph.predecessors):
        predecessors[state, : len(previous)] = [start if one == _Graph.START else one for one in previous]
    first = np.array([OUTPUT[phone] for phone in graph.phones])
    entering, staying = log_likelihoods[:, first], log_likelihoods[:, first + 1]
    score = np.full(states + 2, IMPOSSIBLE)
    score[start] = 0
    came_from = np.full((frames, states), -1)  # -1: stayed
    everyone = np.arange(states)
    for frame in range(frames):
        candidates = score[predecessors]
        best = candidates.argmax(1)
        enter = candidates[everyone, best] + entering[frame]
        stay = score[:states] + staying[frame]
        came_from[frame] = np.where(enter > stay, predecessors[everyone, best], -1)
        score = np.concatenate([np.maximum(enter, stay), [IMPOSSIBLE, IMPOSSIBLE]])
    state = max((end for end in graph.ends if end != _Graph.START), key=lambda end: score[end])
    total = score[state]
    if total < IMPOSSIBLE / 10:
        return None
    path = []
    frame = frames - 1
    while True:
        while came_from[frame, state] == -1:
            frame -= 1
        path.append((graph.phones[state], frame))
        previous = came_from[frame, state]
        if previous == start:
            break
        state, frame = previous, frame - 1
    path.reverse()
    return [phone for phone, _ in path], [frame for _, frame in path], total / frames
