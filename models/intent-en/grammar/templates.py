"""Sentence templates: (a|b) chooses, [a] is said half the time, {name} is filled in; "~" marks one for tests only."""
import re


def _parse(text, i, stop):
    """Alternatives up to one of the characters in stop; returns (node, index of the stop)."""
    options, parts, literal = [], [], []

    def flush():
        if literal:
            parts.append("".join(literal))
            literal.clear()

    while i < len(text) and text[i] not in stop:
        c = text[i]
        if c in "([":
            flush()
            node, i = _parse(text, i + 1, ")" if c == "(" else "]")
            parts.append(node if c == "(" else ("maybe", node))
        elif c == "{":
            flush()
            end = text.index("}", i)
            parts.append(("slot", text[i + 1:end]))
            i = end
        elif c == "|":
            flush()
            options.append(("all", parts))
            parts = []
        else:
            literal.append(c)
        i += 1
    flush()
    options.append(("all", parts))
    return (options[0] if len(options) == 1 else ("any", options)), i


def _say(node, rng, slots):
    if isinstance(node, str):
        return node
    kind, body = node
    if kind == "all":
        return "".join([_say(part, rng, slots) for part in body])
    if kind == "any":
        return _say(body[int(rng.random() * len(body))], rng, slots)
    if kind == "maybe":
        return _say(body, rng, slots) if rng.random() < .5 else ""
    value = slots[body]
    return value(rng) if callable(value) else value


def _wordings(node):
    if isinstance(node, str):
        return [node]
    kind, body = node
    if kind == "slot":
        return ["{" + body + "}"]
    if kind == "maybe":
        return ["", *_wordings(body)]
    if kind == "any":
        return [text for option in body for text in _wordings(option)]
    texts = [""]
    for part in body:
        texts = [text + more for text in texts for more in _wordings(part)]
    return texts


class Templates:
    def __init__(self, *texts):
        lines = [line.strip() for text in texts for line in text.strip().splitlines() if line.strip()]
        self._by_split = {"train": [_parse(t, 0, "")[0] for t in lines if not t.startswith("~")],
                          "test": [_parse(t[1:], 0, "")[0] for t in lines if t.startswith("~")]}

    def say(self, ctx, **slots):
        nodes = self._by_split["train"]
        if ctx.split == "test" and self._by_split["test"] and ctx.rng.random() < .7:
            nodes = self._by_split["test"]
            ctx.unseen = True
        rng = ctx.rng
        return tidy(_say(nodes[int(rng.random() * len(nodes))], rng, slots))


    def wordings(self, split):
        """All that the templates of a split can become, with their slots left open."""
        return {tidy(text) for node in self._by_split[split] for text in _wordings(node)}


def tidy(text):
    return re.sub(r"\s+", " ", text).strip()
