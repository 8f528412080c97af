"""What of a home stands in a transcript word for word: the prompt repeats it behind the transcript, so that the model need not search the catalogue for it."""
import pathlib

from homes import words_of
from normalise import normalise

MOST = 8
SHORTEST_WORD = 4
_NOUN_WORDS = frozenset(word for line in (pathlib.Path(__file__).parent / "nouns.tsv").read_text(encoding="utf8").splitlines() if line and line[0] != "#"
                        for word in normalise(line.split("\t")[0]).split())


class Mentions:
    """Of one home."""

    def __init__(self, home):
        self.home = home
        self.phrases = {}       # phrase -> as the prompt tells it
        self.devices = {}       # phrase -> index of the device
        for index, device in enumerate(home.devices):
            for name in map(normalise, [device.name, *device.aliases]):
                self.phrases.setdefault(name, f"<d> {name}<t> {device.type}")
                self.devices.setdefault(name, index)
        for area in home.areas:
            for name in map(normalise, [area.name, *area.aliases]):
                self.phrases.setdefault(name, f"<area> {name}")
        for device in home.devices:
            for action, _ in device.actions:
                self.phrases.setdefault(words_of(action), f"<act> {words_of(action)}")
            for values in device.values.values():
                for value in map(normalise, values):
                    self.phrases.setdefault(value, f"<v> {value}")
        self.longest = max((len(phrase.split()) for phrase in self.phrases), default=0)
        self.words = self._telling()
        self.names = [(index, frozenset(name.split())) for name, index in self.devices.items() if " " in name]

    def _telling(self):
        """Words that stand in the names of one device and nowhere else: word -> its index."""
        places = {word for area in self.home.areas for name in [area.name, *area.aliases] for word in normalise(name).split()}
        found = {}
        for index, device in enumerate(self.home.devices):
            for word in {word for name in [device.name, *device.aliases] for word in normalise(name).split()}:
                found.setdefault(word, set()).add(index)
        return {word: next(iter(owners)) for word, owners in found.items()
                if len(owners) == 1 and len(word) >= SHORTEST_WORD and word not in _NOUN_WORDS and word not in places and word not in self.phrases}

    def of(self, text):
        """Names, areas, actions and values in the order in which they stand in `text`, none that lies within a longer one; between them, as <a>, the full names of
        devices that are named in other words: by one that is in no other name, or by all of theirs in another order. At most MOST."""
        words = text.split()
        spans = [(start, end) for start in range(len(words)) for end in range(start + 1, min(len(words), start + self.longest) + 1) if " ".join(words[start:end]) in self.phrases]
        spans = [s for s in spans if not any(o != s and o[0] <= s[0] and o[1] >= s[1] for o in spans)]
        told = [(start, self.phrases[" ".join(words[start:end])]) for start, end in spans]
        named = {self.devices[phrase] for start, end in spans if (phrase := " ".join(words[start:end])) in self.devices}
        said = {word: at for at, word in reversed(list(enumerate(words)))}
        likely = [(said[word], self.words[word]) for word in said if word in self.words and not any(start <= said[word] < end for start, end in spans)]
        likely += [(min(said[word] for word in name), index) for index, name in self.names if name <= said.keys()]
        for at, index in sorted(likely):
            if index not in named:
                named.add(index)
                told.append((at, f"<a> {normalise(self.home.devices[index].name)}<t> {self.home.devices[index].type}"))
        # A phrase said twice is told once.
        return "".join(dict.fromkeys(text for _, text in sorted(told, key=lambda pair: pair[0])[:MOST]))
