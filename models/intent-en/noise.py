"""What a recogniser does to a sentence: short words get lost, doubled, swapped; an unknown sound slips in.

Only words that carry no meaning of their own are touched, so that the label stays right; names stay as they were said.
"""
_DROPPED = {"the", "a", "an", "my", "our", "please", "of", "you", "could", "would", "just", "some", "all"}
_SWAPPED = {"the": ["a", "to", "her", "their", "that", "de", "this", "he", "uh"], "a": ["the", "uh", "of"], "in": ["and", "an", "on the"], "of": ["off the", "a", "in"], "to": ["two", "the", "too", "do"],
            "turn": ["turned", "torn", "tune", "term", "her"], "switch": ["which", "witch"], "could": ["good", "can"], "and": ["in", "an", "end"], "please": ["plays", "police"], "dim": ["them", "dem", "din"],
            "lights": ["light's", "lives"], "set": ["sat", "said"], "close": ["clothes", "closed"], "i'd": ["i", "i'll", "ed"], "can": ["ken", "and"], "with": ["whit", "we've"], "is": ["it's", "his"], "what's": ["what", "whats"],
            "for": ["four", "from", "full"], "get": ["got"], "me": ["be", "my"], "percent": ["per cent", "present"], "degrees": ["degree"], "open": ["opened"], "lock": ["look", "log"], "at": ["add", "it"]}


def protected(text, output):
    """Words that the output copies: they are not swapped."""
    kept = set()
    for part in output.split(">"):
        kept.update(part.split("<")[0].split())
    return kept


def heard(rng, text, output):
    parts = text.split()
    kept = protected(text, output)
    result = []
    strength = rng.choice([.04, .08, .15])
    for i, word in enumerate(parts):
        chance = rng.random()
        if word in _DROPPED and word not in kept and chance < strength:
            continue
        if word in _SWAPPED and word not in kept and chance < strength * 1.2:
            swapped = rng.choice(_SWAPPED[word])
            # "two" and "four" would come back as digits and change what is said.
            result.append(swapped if swapped not in ("two", "four") else word)
            continue
        result.append(word)
        if word in _DROPPED and chance > 1 - strength / 2:
            result.append(word)
    if rng.random() < .25:
        where = rng.choice([0, 0, len(result), len(result), rng.randrange(len(result) + 1)])
        if where in (0, len(result)) or result[where] in _DROPPED:
            result.insert(where, rng.choice(["<unk>", "<unk>", "uh", "the", "huh", "and"] if where < len(result) or where == 0 else ["<unk>", "<unk>", "uh", "huh"]))
    return " ".join(result) or text
