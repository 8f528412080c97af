"""Whole positive examples: a command or several, when, politeness, hesitation and corrections."""
from grammar import appliance, drone, home_control as home, sayings, time_control
from grammar.amounts import when
from grammar.context import one
from grammar.phrasings import BANK
from grammar.templates import tidy
from vocabulary import words

_KINDS = {"power": (home.power, 26), "brightness": (home.brightness, 13), "color": (home.color, 7), "fan": (home.fan, 4), "cover": (home.cover, 11), "lock": (home.lock, 5),
          "climate": (home.climate, 9), "media": (home.media, 10), "robot": (home.robot, 5), "valve": (home.valve, 2), "scene": (home.scene, 5), "query": (home.query, 12),
          "timer": (time_control.timer, 7), "clock": (time_control.clock, 2)}
_NAMES = list(_KINDS)
_WEIGHTS = [w for _, w in _KINDS.values()]
_SCHEDULABLE = {"power", "brightness", "color", "fan", "cover", "climate", "robot", "valve", "scene", "appliance"} | sayings.SCHEDULABLE

_BEFORE = ["please"] * 6 + ["could you", "can you", "would you", "will you", "could you please", "can you please", "would you please", "i want you to", "i need you to",
           "i'd like you to", "i would like you to", "go ahead and", "just", "quickly", "now", "would you mind and", "help me", "please help me", "you should", "kindly",
           "can you just", "i want to", "i would like to", "i'd like to", "let's", "would you be able to", "can we", "make sure to", "you can", "be so kind and", "it's time to",
           "do me a favor and", "i was wondering if you could", "it would be great if you could", "i was hoping you could", "can somebody", "could someone", "i'd appreciate it if you could", "would it be possible to", "how about you", "why don't you",
           "i need somebody to", "may i ask you to", "you can go ahead and", "feel free to", "can i ask you to", "next", "first", "okay now", "let us", "i wish to", "i'm asking you to", "time to", "try to", "proceed to", "are you able to", "is it possible to", "do", "won't you"]
_TEST_BEFORE = ["be a dear and", "have the kindness to", "might i trouble you to", "i beg you to", "if you don't mind", "what would it take for you to"]
_CALLS = ["hey", "ok", "okay", "hi", "hello", "so", "well", "alright", "right", "and", "oh", "yes", "yeah", "um", "uh", "then", "now then", "the", "huh"]
_ASSISTANTS = ["computer", "assistant", "alexa", "siri", "google", "jarvis", "mando", "house", "home", "robot", "friend", "dude", "sir", "dear", "darling", "cortana", "buddy", "jeeves"]
_AFTER = ["please"] * 5 + ["now", "right now", "for me", "thanks", "thank you", "would you", "will you", "if you can", "immediately", "quickly", "again", "okay", "for me please", "now please", "right away", "if you don't mind", "ok", "man", "already"]
_THINK = ["uh", "um", "er", "uhm", "hmm", "like", "you know", "well"]


# To say "would you mind turning on", of the verbs that imperatives mostly begin with.
_GERUNDS = {"turn": "turning", "switch": "switching", "put": "putting", "set": "setting", "open": "opening", "close": "closing", "shut": "shutting", "dim": "dimming", "make": "making", "lock": "locking", "unlock": "unlocking", "start": "starting",
            "stop": "stopping", "play": "playing", "pause": "pausing", "raise": "raising", "lower": "lowering", "change": "changing", "brighten": "brightening", "bring": "bringing", "get": "getting", "take": "taking", "give": "giving", "pop": "popping", "flick": "flicking",
            "power": "powering", "activate": "activating", "let": "letting", "run": "running", "pull": "pulling", "mute": "muting", "skip": "skipping", "cancel": "cancelling", "add": "adding", "check": "checking", "turned": "turning", "kill": "killing", "cut": "cutting"}


def _before(ctx, text):
    if ctx.split == "test":
        return f"{ctx.choice(_TEST_BEFORE if ctx.chance(.5) else _BEFORE)} {text}"
    verb, _, rest = text.partition(" ")
    if verb in _GERUNDS and ctx.chance(.12):
        return f"{BANK['before_gerund'].say(ctx)} {_GERUNDS[verb]} {rest}"
    return f"{BANK['before'].say(ctx) if ctx.chance(.4) else ctx.choice(_BEFORE)} {text}"


def _banked(ctx, options, section, **slots):
    """One of the options, or in training as often one of a bank."""
    return BANK[section].say(ctx, **slots) if ctx.split == "train" and ctx.chance(.5) else ctx.choice(options)


def _name(ctx):
    """What somebody calls who is to do it: an assistant may bear any name."""
    return ctx.choice([lambda: ctx.choice(_ASSISTANTS), lambda: ctx.choice(words.PEOPLE[ctx.split]), lambda: words.made_up(ctx.rng), lambda: ctx.choice(words.NOUNS[ctx.split])])()


def polite(ctx, text, form):
    pick = ctx.rng.random()
    if form == "order" and pick < .42:
        text = _before(ctx, text)
    if ctx.chance(.16):
        text = f"{text} {_banked(ctx, _AFTER, 'after')}"
    if ctx.chance(.22):
        if ctx.split == "train" and ctx.chance(.25):
            return f"{BANK['call'].say(ctx, name=_name(ctx))} {text}"
        call = ctx.choice(_CALLS)
        if ctx.chance(.7):
            name = _name(ctx)
            call = name if ctx.chance(.65) else f"{call} {name}"
        text = f"{call} {text}"
    return text


# The types that a kind of sentence is about.
_NEEDS = {"fan": ("fan",), "cover": ("cover",), "lock": ("lock",), "robot": ("vacuum", "mower"), "valve": ("valve",), "scene": ("scene",), "color": ("light",), "brightness": ("light",), "media": ("media",), "climate": ("climate",), "drone": ("drone",), "appliance": ("appliance",)}


def _has(ctx, kind):
    return kind not in _NEEDS or ctx.home.of(*_NEEDS[kind])


def single(ctx, kind=None):
    """(kind, sentence, output, form) of one command, perhaps scheduled; half of the training's are worded by the banks."""
    banked = kind is None and ctx.split == "train" and ctx.chance(.5)
    if kind is None:
        if ctx.home.of("appliance") and ctx.chance(.4):
            kind = "appliance"
        elif ctx.home.of("drone") and ctx.chance(.2):
            kind = "drone"
        else:
            kind = "robot" if ctx.home.of("vacuum", "mower") and ctx.chance(.08) else ctx.rng.choices(_NAMES, _WEIGHTS)[0]
            if not _has(ctx, kind) and ctx.chance(.85):
                kind = "power"
    if kind == "appliance":
        text, out, form = appliance.appliance(ctx)
    elif kind == "drone":
        kind, text, out, form = sayings.flight(ctx) if banked else ("drone", *drone.drone(ctx))
    elif banked:
        kind, text, out, form = sayings.saying(ctx)
    else:
        text, out, form = _KINDS[kind][0](ctx)
    if kind in _SCHEDULABLE and ctx.chance(.5 if text.startswith(("run ", "let ", "have ")) else .12):
        spoken, moment = sayings.moment(ctx) if banked else when(ctx)
        if form == "order" and ctx.chance(.3):
            text = f"{spoken} {ctx.choice(['', '', '', 'today '] if spoken.startswith('at') else [''])}{text}"
        else:
            text = f"{text} {spoken}"
        out += moment
    return kind, text, out, form


def _corrected(ctx):
    """"turn on the kitchen no the bedroom light": what is said last counts."""
    if ctx.chance(.2):
        # The value, not the thing.
        text, out, _ = ctx.choice([home.brightness, home.climate, home.fan, time_control.timer])(ctx)
        numbers = [w for w in text.split() if w.isdigit()]
        if len(numbers) == 1 and f" {numbers[0]}" in out and numbers[0] not in out.split("<d>")[-1].split("<")[0].split():
            before = str(ctx.rng.randint(1, 99))
            return text.replace(f" {numbers[0]} ", f" {before} {ctx.choice(['no', 'sorry', 'i mean', 'no wait', 'uh no', 'actually'])} {numbers[0]} ", 1), out
        return text, out
    kind = ctx.choice(["light", "switch", "cover", "fan"])
    wrong, right = one(ctx, kind), one(ctx, kind)
    sorry = _banked(ctx, ["no", "no wait", "sorry", "i mean", "no i mean", "sorry i meant", "wait no", "actually", "oh no", "i meant", "rather", "no no", "or rather"], "correction")
    if kind == "cover":
        verb, action = ctx.choice([("open", "<open>"), ("close", "<close>"), ("shut", "<close>")])
        return f"{verb} {wrong.spoken} {sorry} {right.spoken}", action + right.output
    on = ctx.chance(.5)
    verb = ctx.choice(["turn", "switch"])
    if ctx.chance(.3):
        return f"{verb} {'off' if on else 'on'} {sorry} {verb} {'on' if on else 'off'} {right.spoken}", ("<on>" if on else "<off>") + right.output
    text = f"{verb} {'on' if on else 'off'} {wrong.spoken} {sorry} {right.spoken}" if ctx.chance(.7) else f"{verb} {wrong.spoken} {'on' if on else 'off'} {sorry} {right.spoken}"
    return text, ("<on>" if on else "<off>") + right.output


def _two_places(ctx):
    """"the kitchen and bedroom lights"."""
    kind, nouns = ctx.choice([("light", ["lights", "lights", "lamps"]), ("light", ["lights"]), ("cover", ["blinds", "shades", "curtains", "shutters"]), ("fan", ["fans"]), ("switch", ["plugs", "outlets"])])
    noun, a, b = ctx.choice(nouns), ctx.area(), ctx.area()
    spoken = ctx.choice([f"the {a} and {b} {noun}", f"the {a} and the {b} {noun}", f"{a} and {b} {noun}", f"the {noun} in the {a} and the {b}", f"the {noun} in the {a} and {b}", f"the {noun} in the {a} and in the {b}", f"the {a} {noun} and the {b} {noun}"])
    if kind == "cover":
        verb, action = ctx.choice([("open", "<open>"), ("close", "<close>"), ("shut", "<close>"), ("raise", "<open>"), ("lower", "<close>")])
        text = f"{verb} {spoken}"
    else:
        on = ctx.choice(["on", "off"])
        action, verb = f"<{on}>", ctx.choice(["turn", "switch", "turn"])
        text = f"{verb} {on} {spoken}" if ctx.chance(.6) else f"{verb} {spoken} {on}"
    return text, f"{action}<all> {a} {noun}<and>{action}<all> {b} {noun}", "order"


def _part(ctx):
    """(sentence, output) of one command among several."""
    if ctx.split == "train" and ctx.chance(.4):
        _, text, out, _ = sayings.saying(ctx, joinable=True)
        return text, out
    kind = ctx.rng.choices(list(_TOGETHER), [share if _has(ctx, kind) else 0 if kind in ("drone", "appliance") else share * .15 for kind, share in _TOGETHER.items()])[0]
    _, text, out, _ = single(ctx, kind)
    return text, out


def _joined(ctx):
    """Several commands in one sentence, none of them twice."""
    text, out, form = _perhaps_twice(ctx)
    commands = out.split("<and>")
    return (text, out, form) if len(set(commands)) == len(commands) else _joined(ctx)


def _perhaps_twice(ctx):
    pick = ctx.rng.random()
    if pick < .1:
        return _two_places(ctx)
    if pick < .3 and ctx.split == "train":
        return sayings.shared(ctx)
    if pick < .32:
        # One verb, two targets.
        on = ctx.chance(.5)
        word, action = ("on", "<on>") if on else ("off", "<off>")
        a, b = home.target(ctx, ctx.choice(["light", "switch", "fan", "media"])), home.target(ctx, ctx.choice(["light", "switch", "fan", "media"]))
        while "<but>" in a.output or "<but>" in b.output:
            a, b = one(ctx, "light"), one(ctx, "switch")
        verb = ctx.choice(["turn", "switch", "turn", "put"])
        text = f"{verb} {word} {a.spoken} and {b.spoken}" if ctx.chance(.6) else f"{verb} {a.spoken} and {b.spoken} {word}"
        parts = [action + a.output, action + b.output]
        if ctx.chance(.2):
            c = one(ctx, "light")
            text = f"{verb} {word} {a.spoken} {b.spoken} and {c.spoken}"
            parts.append(action + c.output)
        return text, "<and>".join(parts), "order"
    if pick < .38:
        a, b = one(ctx, "light"), one(ctx, "light")
        verb = ctx.choice(["turn", "switch"])
        return f"{verb} {a.spoken} on and {b.spoken} off", f"<on>{a.output}<and><off>{b.output}", "order"
    if pick < .46:
        a, b = home.target(ctx, "cover"), home.target(ctx, "cover")
        while "<but>" in a.output or "<but>" in b.output:
            a, b = one(ctx, "cover"), one(ctx, "cover")
        verb, action = ctx.choice([("open", "<open>"), ("close", "<close>"), ("shut", "<close>")])
        return f"{verb} {a.spoken} and {b.spoken}", f"{action}{a.output}<and>{action}{b.output}", "order"
    texts, outs = [], []
    for _ in range(2 if ctx.chance(.85) else 3):
        text, out = _part(ctx)
        while "<but>" in out or "<and>" in out:
            text, out = _part(ctx)
        texts.append(text)
        outs.append(out)
    text = texts[0]
    for more in texts[1:]:
        text += " " + _banked(ctx, ["and", "and", "and then", "then", "and also", "also", "after that", "and please"], "joiner") + " " + more
    return text, "<and>".join(outs), "order" if ctx.chance(.5) else "free"


_TOGETHER = {"power": 26, "brightness": 8, "cover": 12, "climate": 6, "media": 7, "lock": 7, "color": 5, "fan": 3, "robot": 3, "valve": 2, "scene": 3, "timer": 4, "drone": 9, "appliance": 7}


def positive(ctx):
    """(kind, transcript, output)"""
    pick = ctx.rng.random()
    if pick < .27:
        text, out, form = _joined(ctx)
        kind = "joined"
    elif pick < .31:
        (text, out), form, kind = _corrected(ctx), "order", "corrected"
    else:
        kind, text, out, form = single(ctx)
    text = polite(ctx, text, form)
    if ctx.chance(.07):
        parts = text.split()
        parts.insert(ctx.rng.randrange(len(parts) + 1), _banked(ctx, _THINK, "filler"))
        text = " ".join(parts)
    return kind, tidy(text), out + "<end>"
