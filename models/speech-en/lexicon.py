"""The pronouncing dictionary and the phones of the model, in the order of their ids."""

import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
DEBIAN_DICTIONARY = Path("/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict")
SILENCE = "SIL"
PHONES = (
    "AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH"
).split()


def read_dictionary(path=HERE / "lexicon.dict"):
    """word -> its pronunciations, each a list of phones; alternatives stand as word(2)."""
    pronunciations = {}
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        word, *phones = line.split()
        word = re.sub(r"\(\d+\)$", "", word)
        if re.fullmatch(r"[a-z']+", word) and re.search(r"[a-z]", word):
            pronunciations.setdefault(word, []).append(phones)
    return pronunciations


def write_dictionary(path, pronunciations):
    with open(path, "w", encoding="utf-8") as out:
        for word in sorted(pronunciations):
            for number, phones in enumerate(pronunciations[word], 1):
                name = word if number == 1 else f"{word}({number})"
                out.write(f"{name}\t{' '.join(phones)}\n")
