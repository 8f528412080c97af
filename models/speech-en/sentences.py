"""Text to train on and to fill the background of recognition with: sentences written by us as a grammar."""

import random
import re
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
PLAIN_WORD = re.compile(r"[a-z']+")
FORTUNES = Path("/usr/share/games/fortunes")

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

# Share of each kind of text among the training utterances.
TRAINING_MIX = {
    "home": 20,
    "timer": 4,
    "short": 2,
    "drone": 5,
    "order": 20,
    "number": 5,
    "chat": 9,
    "television": 4,
    "social": 3,
    "random words": 12,
    "fortune": 16,
}
# Talk that is no command: what the television, the radio and the family say.
BACKGROUND_MIX = {"chat": 60, "television": 20, "social": 20}


def spoken_number(number):
    if number < 20:
        return UNITS[number]
    if number < 100:
        ten, unit = divmod(number, 10)
        return TENS[ten - 2] + (" " + UNITS[unit] if unit else "")
    hundred, rest = divmod(number, 100)
    return UNITS[hundred] + " hundred" + (" " + spoken_number(rest) if rest else "")


class Grammar:
    """The alternatives of sentences.grammar and of further files, which add to its lists."""

    def __init__(self, *more):
        self.alternatives = {}
        for name in ("sentences.grammar", *more):
            current = []
            for line in (HERE / name).read_text().splitlines():
                if line.startswith("["):
                    current = self.alternatives.setdefault(line.strip("[]"), [])
                elif not line.startswith("#"):
                    current.append(line)
        for name, lines in self.alternatives.items():
            # An empty line between lists is for the reader; only lists of optional words mean it.
            if name not in ("the", "wish", "amount"):
                self.alternatives[name] = [line for line in lines if line]

    def sentence(self, name, rng):
        return " ".join(self._expand(rng.choice(self.alternatives[name]), rng).split())

    def _expand(self, text, rng):
        text = re.sub(r"\(([^()]*)\)", lambda match: rng.choice(match[1].split("|")), text)
        return re.sub(r"\{([^{}]*)\}", lambda match: self._slot(match[1], rng), text)

    def _slot(self, slot, rng):
        numbers = re.fullmatch(r"(\d+)-(\d+)", slot)
        if numbers:
            return spoken_number(rng.randint(int(numbers[1]), int(numbers[2])))
        return self._expand(rng.choice(self.alternatives[slot]), rng)


def fortune_sentences(lexicon):
    """Sentences of Debian's fortunes. They serve training on this machine only and are never committed."""
    found = set()
    for path in sorted(FORTUNES.glob("*")):
        if "." in path.name or path.is_dir():
            continue
        for quote in path.read_text(encoding="utf-8", errors="ignore").split("\n%\n"):
            text = re.sub(r"\s+", " ", quote).lower()
            for sentence in re.split(r'[.!?;:"()\[\]\-]+|, ', text):
                words = [word.strip("'`,*_") for word in sentence.split()]
                if 3 <= len(words) <= 11 and all(word in lexicon for word in words):
                    found.add(" ".join(words))
    return sorted(found)


def training_sentences(count, lexicon, seed):
    """`count` sentences in the shares of TRAINING_MIX, every word of them in the lexicon."""
    rng = random.Random(seed)
    grammar = Grammar()
    fortunes = fortune_sentences(lexicon)
    if not fortunes:
        raise SystemExit("no fortunes found: install the Debian packages fortunes-min and fortunes")
    rng.shuffle(fortunes)
    known = sorted({word for sentence in fortunes for word in sentence.split() if len(word) >= 4})
    anything = sorted(word for word in lexicon if 4 <= len(word) <= 10 and "'" not in word)
    kinds, shares = zip(*TRAINING_MIX.items())
    sentences = []
    while len(sentences) < count:
        kind = rng.choices(kinds, shares)[0]
        if kind == "fortune":
            sentence = fortunes[len(sentences) % len(fortunes)]
        elif kind == "random words":
            pool = known if rng.random() < 0.7 else anything
            sentence = " ".join(rng.choice(pool) for _ in range(rng.randint(2, 5)))
        else:
            sentence = grammar.sentence(kind, rng)
        if sentence and all(word in lexicon for word in sentence.split()):
            sentences.append(sentence)
    return sentences


def sentences_of_kind(kind, count, lexicon, seed):
    """`count` different sentences of one kind of sentences.grammar, every word of them in the lexicon."""
    rng = random.Random(f"{seed} {kind}")
    grammar = Grammar()
    found = {}
    while len(found) < count:
        sentence = grammar.sentence(kind, rng)
        if len(sentence.split()) > 1 and all(word in lexicon for word in sentence.split()):
            found[sentence] = True
    return list(found)


def background_sentences(count, lexicon, seed):
    """`count` different sentences of talk that is no command, all of our own grammar."""
    rng = random.Random(seed)
    grammar = Grammar("background.grammar")
    kinds, shares = zip(*BACKGROUND_MIX.items())
    found = {}
    while len(found) < count:
        sentence = grammar.sentence(rng.choices(kinds, shares)[0], rng)
        words = sentence.split()
        if len(words) <= 12 and all(word in lexicon for word in words):
            found[sentence] = True
    return list(found)


def common_words(count, lexicon):
    """The most frequent words of the fortunes, most frequent first; ties in alphabetical order."""
    tally = Counter(word for sentence in fortune_sentences(lexicon) for word in sentence.split())
    return [word for word, _ in sorted(tally.items(), key=lambda item: (-item[1], item[0]))[:count]]
