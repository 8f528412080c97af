"""The normal form of spoken text; the Java side implements the same function, normalise-cases.tsv binds both.

The recogniser writes numbers as words; the model reads and copies digits. Catalogue names go through the same
function, so a name and its utterance always end up in the same words.
"""
import re
import sys

UNKNOWN = "<unk>"

_UNITS = {w: i for i, w in enumerate("zero one two three four five six seven eight nine".split())}
_TEENS = {w: i + 10 for i, w in enumerate(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split())}
_TENS = {w: 10 * (i + 2) for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
_SCALES = {"hundred": 100, "thousand": 1000}
_BIGGER_UNIT = {"hour": (60, "minutes"), "minute": (60, "seconds")}


def normalise(text):
    words = _words(text)
    return " ".join(_clock_times(_fractions(_integers(words))))


def _words(text):
    text = text.lower().replace("\u2019", "'").replace("\u2018", "'").replace("%", " percent").replace("\u00b0", " degrees")
    text = re.sub(r"\[unk\]|<unk>", " \x00 ", text)
    text = re.sub(r"[^a-z0-9'.:\x00-]", " ", text)
    text = re.sub(r"(?<![0-9])[.:]|[.:](?![0-9])", " ", text)
    text = re.sub(r"(?<!^)(?<! )-|-(?![0-9])", " ", text)
    return text.replace("\x00", UNKNOWN).split()


def _below_hundred(words, i):
    """The number 0..99 that starts at word i and the word after it, or None."""
    if i >= len(words):
        return None
    word = words[i]
    if word in _TENS:
        follows = _UNITS.get(words[i + 1], 0) if i + 1 < len(words) else 0
        return (_TENS[word] + follows, i + 2) if follows else (_TENS[word], i + 1)
    value = _UNITS.get(word, _TEENS.get(word))
    return None if value is None else (value, i + 1)


def _after_and(words, i):
    return i + 1 if i < len(words) and words[i] == "and" else i


def _below_thousand(words, i):
    """Also "twelve hundred", which is 1200."""
    head = _below_hundred(words, i)
    if head is None:
        if i < len(words) and words[i] == "hundred":
            head = (1, i)
        elif i + 1 < len(words) and words[i] == "a" and words[i + 1] == "hundred":
            head = (1, i + 1)
        else:
            return None
    value, i = head
    if i < len(words) and words[i] == "hundred" and 0 < value < 100:
        value, i = value * 100, i + 1
        rest = _below_hundred(words, _after_and(words, i))
        if rest and rest[0] > 0:
            return value + rest[0], rest[1]
    return value, i


def _integer(words, i):
    head = _below_thousand(words, i)
    if head is None:
        if i < len(words) and words[i] == "thousand":
            head = (1, i)
        elif i + 1 < len(words) and words[i] == "a" and words[i + 1] == "thousand":
            head = (1, i + 1)
        else:
            return None
    value, i = head
    if i < len(words) and words[i] == "thousand" and 0 < value < 1000:
        value, i = value * 1000, i + 1
        rest = _below_thousand(words, _after_and(words, i))
        if rest and 0 < rest[0] < 1000:
            return value + rest[0], rest[1]
    return value, i


def _integers(words):
    out, i = [], 0
    while i < len(words):
        minus = words[i] == "minus"
        start = i + 1 if minus else i
        found = _integer(words, start)
        if found:
            out.append(("-" if minus else "") + str(found[0]))
            i = found[1]
        elif minus and start < len(words) and _is_number(words[start]) and not words[start].startswith("-"):
            out.append("-" + words[start])
            i += 2
        else:
            out.append(words[i])
            i += 1
    return out


def _is_number(word):
    return re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", word) is not None


def _is_integer(word):
    return re.fullmatch(r"-?[0-9]+", word) is not None


# Of a whole: "three quarters open", "a third of the way", "open it a quarter", but "a quarter past", "two thirds of a mile", "an hour and a quarter".
_SHARES = {("3", "quarters"): "75", ("2", "thirds"): "67", ("a", "quarter"): "25", ("1", "quarter"): "25", ("a", "third"): "33", ("1", "third"): "33"}
_WHOLES = {"open", "closed", "shut", "up", "down", "full", "brightness", "power", "speed", "volume"}


def _is_share(words, before):
    if tuple(words[:2]) not in _SHARES:
        return False
    after = words[2:]
    return after == ["of", "the", "way"] or _is_of_a_whole(after) and before not in ("", "and") or after[:1] and after[0] in _WHOLES or words[1].endswith("s") and after[:1] not in (["of"], ["past"], ["to"])


def _is_of_a_whole(after):
    return after in ([], ["please"]) or after[:1] and after[0] in _WHOLES


def _fractions(words):
    """Works on words whose integers are digits: decimals, halves and quarters, parts of an hour."""
    out, i = [], 0
    while i < len(words):
        rest = words[i:i + 5]
        if len(rest) >= 5 and rest[0] in ("a", "an", "1") and rest[1] in _BIGGER_UNIT and rest[2:] == ["and", "a", "half"]:
            amount, unit = _BIGGER_UNIT[rest[1]]
            out += [str(amount * 3 // 2), unit]
            i += 5
        elif rest == ["3", "quarters", "of", "an", "hour"]:
            out += ["45", "minutes"]
            i += 5
        elif rest == ["a", "quarter", "of", "an", "hour"]:
            out += ["15", "minutes"]
            i += 5
        elif rest[:4] == ["quarter", "of", "an", "hour"]:
            out += ["15", "minutes"]
            i += 4
        elif rest[:3] == ["half", "an", "hour"]:
            out += ["30", "minutes"]
            i += 3
        elif rest[:3] == ["half", "a", "minute"]:
            out += ["30", "seconds"]
            i += 3
        elif rest[0] == "halfway" and _is_of_a_whole(rest[1:]):
            out += ["50", "percent"]
            i += 1
        elif rest[:2] == ["half", "way"] and _is_of_a_whole(rest[2:]):
            out += ["50", "percent"]
            i += 2
        elif _is_share(rest, out[-1] if out else ""):
            out += [_SHARES[tuple(rest[:2])], "percent"]
            i += 5 if rest[2:] == ["of", "the", "way"] else 2
        elif _is_integer(rest[0]) and rest[1:3] == ["and", "a"] and len(rest) > 3 and rest[3] in ("half", "quarter"):
            out.append(rest[0] + (".5" if rest[3] == "half" else ".25"))
            i += 4
        elif _is_integer(rest[0]) and len(rest) > 2 and rest[1] == "point" and rest[2].isdigit():
            decimals = rest[2]
            i += 3
            while len(decimals) and len(words[i - 1]) == 1 and i < len(words) and len(words[i]) == 1 and words[i].isdigit():
                decimals += words[i]
                i += 1
            out.append(rest[0] + "." + decimals)
        else:
            out.append(rest[0])
            i += 1
    return out


def _clock_times(words):
    out, i = [], 0
    while i < len(words):
        time = _clock_time(words, i, out[-1] if out else "")
        if time:
            if words[i] in ("quarter", "half") and out and out[-1] == "a":
                out.pop()
            out.append(time)
            i += 3
        else:
            out.append(words[i])
            i += 1
    return out


def _clock_time(words, i, before):
    if i + 2 >= len(words) or words[i + 1] not in ("past", "to"):
        return None
    first, past, hour = words[i], words[i + 1] == "past", words[i + 2]
    if not (hour.isdigit() and len(hour) <= 2 and 1 <= int(hour) <= 12):
        return None
    if first == "quarter":
        minutes = 15
    elif first == "half" and past:
        minutes = 30
    elif before in ("at", "until", "by") and first.isdigit() and len(first) <= 2 and 1 <= int(first) <= 29:
        minutes = int(first)
    else:
        return None
    hour = int(hour)
    if not past:
        hour, minutes = (hour - 1 or 12), 60 - minutes
    return f"{hour}:{minutes:02d}"


if __name__ == "__main__":
    for line in sys.stdin:
        print(normalise(line))
