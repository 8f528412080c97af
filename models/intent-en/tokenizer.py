"""Byte-level BPE of 2048 tokens: special tokens, the 256 bytes, then merges learnt on generated sentences.

No merge holds a digit, so numbers are spelled digit by digit and can be copied and compared.
"""
import json
import re
import sys
from functools import lru_cache

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

VOCABULARY_SIZE = 2048
# Positions are part of the file format: append only.
SPECIALS = ["<s>", "<end>", "<pad>", "<unk>", "<home>", "<area>", "<a>", "<floor>", "<d>", "<t>", "<l>", "<act>", "<slot>", "<heard>", "<cmd>", "<none>", "<and>", "<all>", "<but>", "<do>", "<v>",
            "<on>", "<off>", "<toggle>", "<set>", "<open>", "<close>", "<stop>", "<lock>", "<unlock>", "<play>", "<pause>", "<next>", "<previous>", "<mute>", "<unmute>", "<start>", "<dock>", "<activate>", "<query>",
            "<arm>", "<disarm>", "<takeoff>", "<land>", "<hold>", "<return_home>", "<move>", "<turn>", "<timer_start>", "<timer_cancel>", "<timer_pause>", "<timer_resume>", "<timer_extend>", "<timer_query>", "<clock_query>",
            "<brightness>", "<brightness_step>", "<color>", "<color_temperature>", "<speed>", "<speed_step>", "<position>", "<temperature>", "<temperature_step>", "<volume>", "<volume_step>", "<altitude>", "<distance>", "<angle>",
            "<direction>", "<property>", "<name>", "<duration>", "<delay>", "<for>", "<at>"]
BOS, END, PAD, UNKNOWN = range(4)
_PIECE = re.compile(r"<[a-z_]+>|[^<]+")


def learn(sentences, path):
    """Learns the merges; digits are left out of the text so that no merge can hold one."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=VOCABULARY_SIZE, special_tokens=SPECIALS, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False)
    tokenizer.train_from_iterator((re.sub(r"[0-9]|<[a-z_]+>", "", s) for s in sentences), trainer)
    tokenizer.save(str(path))


class IntentTokenizer:
    def __init__(self, path):
        with open(path, encoding="utf8") as file:
            model = json.load(file)["model"]
        self.ids = model["vocab"]
        self.merges = [" ".join(m) if isinstance(m, list) else m for m in model["merges"]]
        self.tokens = [t for t, _ in sorted(self.ids.items(), key=lambda item: item[1])]
        # Without the special tokens: text from a microphone can't spell one.
        self._text = Tokenizer(models.BPE(vocab=self.ids, merges=[tuple(m.split(" ")) for m in self.merges]))
        self._text.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
        self._decoder = decoders.ByteLevel()
        self.word = lru_cache(maxsize=200_000)(self._word)

    def _word(self, word):
        return self._text.encode(" " + word).ids

    def text(self, text):
        """Ids of plain words; "<unk>" is the one special token that a transcript may hold."""
        ids = []
        for word in text.split():
            if word == "<unk>":
                ids.append(UNKNOWN)
            else:
                ids += self.word(word)
        return ids

    def prompt(self, text):
        """Ids of text with special tokens, as this project's own code writes it."""
        ids = []
        for piece in _PIECE.findall(text):
            if piece.startswith("<"):
                ids.append(self.ids[piece])
            else:
                ids += self.text(piece)
        return ids

    def exchange(self, before):
        """Ids of what was said and done just before, or none."""
        return [self.ids["<heard>"], *self.text(before.text), self.ids["<cmd>"], *self.prompt(before.output)] if before else []

    def decode(self, ids):
        out, run = [], []
        for i in ids:
            if i < len(SPECIALS):
                out.append(self._decoder.decode(run))
                run = []
                out.append(SPECIALS[i])
            else:
                run.append(self.tokens[i])
        out.append(self._decoder.decode(run))
        return "".join(out)


def main(path):
    from examples import home_with_examples

    def sentences():
        for seed in range(6000):
            home, found = home_with_examples(seed, "train", 2 + seed % 14, 16, noisy=False)
            yield " " + home.catalogue()
            for _, text, output, *_ in found:
                yield " " + text
                yield output

    learn(sentences(), path)


if __name__ == "__main__":
    main(sys.argv[1])
