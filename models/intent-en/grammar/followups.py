"""What is said right after a command and means something only because of it: "off again", "a bit brighter", "and the hall lamp too"."""
from dataclasses import dataclass

from grammar import sentences
from grammar.amounts import duration, number, percent
from grammar.context import one, target
from grammar.templates import Templates
from grammar.time_control import as_adjective
from vocabulary import devices as vocabulary

_AGAIN = "[again|after all|now]"
_ON = Templates(f"turn it [back] on {_AGAIN}", f"(switch|put|power) it [back] on {_AGAIN}", "[and] on again", "back on [please]", f"it should be on {_AGAIN}", "i want it (on|back on) [again]", "[and] now on [again]", "bring it back [up]", "okay on", "let's have it on again", "~have it on once more")
_OFF = Templates(f"turn it [back] off {_AGAIN}", f"(switch|shut|power) it [back] off {_AGAIN}", "[and] off again", "back off [please]", f"it should be off {_AGAIN}", "i want it (off|back off) [again]", "[and] now off [again]", "i don't need it any more", "okay off", "that's enough turn it off", "kill it [again]", "~have it off once more")
_BRIGHTER = Templates("[a bit|a little|much|even] brighter [please]", "(more|a bit more|a little more|some more) [light]", "make it [a bit|a little|even] brighter", "turn it up [a bit|a little|some more|a notch]", "brighten it [up] [a bit]", "it could be brighter", "brighter still", "up a bit [more]", "~not bright enough yet")
_DIMMER = Templates("[a bit|a little|much|even] (dimmer|darker) [please]", "(less|a bit less|a little less) [light]", "make it [a bit|a little|even] (dimmer|darker|less bright)", "turn it down [a bit|a little|some more|a notch]", "dim it [a bit|a little|down]", "it could be (dimmer|darker)", "darker still", "down a bit [more]", "~still too bright for me")
_LEVEL = Templates("{n} [please]", "make it {n}", "(set|turn|put|bring|dim) it to {n}", "to {n} [please]", "[no] make that {n}", "better {n}", "it should be [at] {n}", "rather {n}", "~let it be {n}")
_COLOR = Templates("make it {c}", "(turn|set|change) it [to] {c}", "{c} [please]", "[no] {c} instead", "and {c} [please]", "it should be {c}", "better {c}", "i'd like it {c}", "~give it some {c}")
_OPEN = Templates(f"open it [back] [up] {_AGAIN}", "[and] open again", "(raise|pull|roll|lift) it up again", "back up [please]", "up again", "~let it open once more")
_CLOSE = Templates(f"(close|shut) it {_AGAIN}", "[and] (closed|shut|close) again", "(lower|pull|roll|let) it down again", "back down [please]", "down again", "~let it close once more")
_STOP = Templates("stop [it] [there|now]", "(that's enough|enough|that's far enough) stop", "stop right there", "hold it there", "~not any further")
_POSITION = Templates("to {n} [please]", "(set|put|open|move|bring) it to {n}", "[no] make that {n}", "only {n}", "{n} open", "~leave it at {n}")
_LOCK = Templates(f"lock it [up] {_AGAIN}", "[and] lock again", "now lock it", "it should be locked", "~bolt it once more")
_UNLOCK = Templates(f"unlock it {_AGAIN}", "[and] unlock again", "now unlock it", "it should be unlocked", "~undo its lock once more")
_WARMER = Templates("[a bit|a little|even] warmer [please]", "(a bit more|a little more|more)", "(1|a) degree (more|warmer|higher)", "turn it up [a bit|a little|some more]", "make it [a bit|even] warmer", "~not warm enough yet")
_COOLER = Templates("[a bit|a little|even] (cooler|colder) [please]", "(a bit less|a little less|less)", "(1|a) degree (less|cooler|lower)", "turn it down [a bit|a little|some more]", "make it [a bit|even] cooler", "~not cool enough yet")
_DEGREES = Templates("{n} degrees [please]", "(set|put|turn|make) it [to] {n} [degrees]", "to {n} degrees", "[no] make that {n} [degrees]", "better {n} degrees", "~let it be {n}")
_FASTER = Templates("[a bit|a little|even] faster [please]", "(more|a bit more|a little more)", "turn it up [a bit|a notch]", "make it [a bit|go] faster", "speed it up", "~not fast enough yet")
_SLOWER = Templates("[a bit|a little|even] slower [please]", "(less|a bit less|a little less)", "turn it down [a bit|a notch]", "make it [a bit|go] slower", "slow it down [a bit]", "~still too fast")
_LOUDER = Templates("[a bit|a little|even] louder [please]", "(more|a bit more|a little more)", "turn it up [a bit|a notch]", "make it [a bit|even] louder", "~not loud enough yet")
_QUIETER = Templates("[a bit|a little|even] quieter [please]", "(less|a bit less|a little less)", "turn it down [a bit|a notch]", "make it [a bit|even] quieter", "~still too loud for me")
_MORE_OF_IT = Templates("again [please]", "[and] once more [please]", "do (that|it) again", "[and] a bit more [please]", "more [please]", "some more", "one more time", "keep going", "~and another time")
_PLAY = Templates(f"(play|resume|continue|start) it {_AGAIN}", "go on [playing]", "[and] play again", "~let it play once more")
_PAUSE = Templates(f"pause it {_AGAIN}", "[and] pause again", "hold it for a moment", "~let it pause once more")
_DOCK = Templates("send it (home|back|back home)", "it can go home [now]", "back to the (dock|base|charger)", "call it back", "~let it rest")
_START = Templates(f"(start|run) it {_AGAIN}", "let it (run|clean) again", "[and] start again", "~off to work with it again")
_TOO = Templates("[and] {t} (too|as well|also)", "[and] [also] {t}", "the same (for|with) {t}", "and (do|now) {t}", "same thing with {t}", "{t} likewise", "and the same for {t}", "also {t} please", "do {t} as well", "~{t} deserve the same")
_RATHER = Templates("no {t}", "(no|sorry|wait) i meant {t}", "i said {t}", "not (that|that one|it) {t}", "i meant {t}", "wrong one {t}", "no no {t}", "sorry {t}", "~that was the wrong one take {t}")
_UNDO = Templates("undo (that|it|this)", "[no] put it back", "take that back", "change it back", "(reverse|revert) that", "[no] (back|go back)", "put it back (the way|as|how) it was", "not (that|like that) put it back", "~that was a mistake undo it")
_TIMER_CANCEL = Templates("cancel (it|that) [again]", "stop it [again]", "(no|never mind) cancel that", "forget (it|that timer)", "i don't need it any more", "~call it off")
_TIMER_EXTEND = Templates("add {d} [more|to it]", "{d} more [please]", "make it {d} longer", "give me {d} more", "another {d1}", "plus {d}", "~stretch it by {d}")
_TIMER_LEFT = Templates("how (much|long) is left [on it]", "how much longer", "how long does it have [left]", "~how far along is it")

_OPPOSITES = {"<on>": "<off>", "<off>": "<on>", "<open>": "<close>", "<close>": "<open>", "<lock>": "<unlock>", "<unlock>": "<lock>", "<mute>": "<unmute>", "<unmute>": "<mute>", "<play>": "<pause>", "<pause>": "<play>", "<start>": "<dock>"}


@dataclass
class Exchange:
    """A sentence and what was done on it."""
    text: str
    output: str


def _first(ctx):
    """(type, target, exchange): a command to one thing, or all of a kind, of a known type."""
    kinds = {"light": 40, "switch": 8, "fan": 8, "cover": 14, "lock": 8, "climate": 10, "media": 8, "vacuum": 4}
    kind = ctx.rng.choices(list(kinds), [share if ctx.home.of(kind) else share * .15 for kind, share in kinds.items()])[0]
    t = one(ctx, kind) if ctx.chance(.8) else target(ctx, kind)
    while "<but>" in t.output:
        t = one(ctx, kind)
    simple = {"cover": ["open", "close"], "lock": ["lock", "unlock"], "vacuum": ["start", "dock", "stop"], "media": ["on", "off", "play", "pause", "mute"]}.get(kind, ["on", "off"])
    action, slots = ctx.choice(simple), ""
    verb = {"on": ["turn on", "switch on", "put on"], "off": ["turn off", "switch off", "shut off"], "dock": ["dock", "send home"], "open": ["open", "open up"], "close": ["close", "shut"], "play": ["play", "resume"]}.get(action, [action])
    text = f"{ctx.choice(verb)} {t.spoken}"
    if action in ("on", "off") and ctx.chance(.4):
        text = f"{ctx.choice(['turn', 'switch', 'put'])} {t.spoken} {action}"
    if kind in ("light", "fan", "cover", "climate") and ctx.chance(.45):
        action = "set"
        if kind == "climate":
            value = number(ctx, 15, 28)
            text, slots = f"{ctx.choice(['set', 'turn', 'put'])} {t.spoken} to {value}{ctx.choice([' degrees', ''])}", f"<temperature> {value}"
        elif kind == "light" and ctx.chance(.35):
            color = ctx.choice(vocabulary.COLORS)
            text, slots = f"{ctx.choice(['make', 'turn', 'set'])} {t.spoken} {color}", f"<color> {color}"
        elif kind == "light" and ctx.chance(.4):
            up = ctx.chance(.5)
            text, slots = (f"{ctx.choice(['brighten', 'turn up'])} {t.spoken}", "<brightness_step> 20") if up else (f"{ctx.choice(['dim', 'turn down'])} {t.spoken}", "<brightness_step> -20")
        else:
            value = number(ctx, 5, 95, 5)
            slot = {"light": "brightness", "fan": "speed", "cover": "position"}[kind]
            text, slots = f"{ctx.choice(['set', 'turn', 'put'] if kind != 'cover' else ['set', 'open', 'put'])} {t.spoken} to {value} percent", f"<{slot}> {value}"
    elif ctx.chance(.1) and kind != "vacuum":
        action, text, slots = "query", f"{ctx.choice(['is', 'tell me whether', 'what about'])} {t.spoken} {ctx.choice(['on', 'open', 'locked', 'running'])}", "<property> state"
    return kind, t, action, slots, Exchange(sentences.polite(ctx, text, "order" if action != "query" else "free"), f"<{action}>{t.output}{slots}<end>")


def _change(ctx, kind, t):
    """What can be wanted of a thing that was just named: (sentence, output)."""
    spoken, percents = percent(ctx)
    value = str(number(ctx, 15, 28))
    on_off = [(_ON, "<on>", "", {}), (_OFF, "<off>", "", {})]
    by_kind = {
        "light": on_off * 2 + [(_BRIGHTER, "<set>", "<brightness_step> 20", {}), (_DIMMER, "<set>", "<brightness_step> -20", {}), (_LEVEL, "<set>", f"<brightness> {percents}", {"n": spoken}),
                               (lambda name: (_COLOR, "<set>", f"<color> {name}", {"c": name}))(ctx.choice(vocabulary.COLORS))] * 2,
        "switch": on_off, "fan": on_off + [(_FASTER, "<set>", "<speed_step> 20", {}), (_SLOWER, "<set>", "<speed_step> -20", {}), (_LEVEL, "<set>", f"<speed> {percents}", {"n": spoken})],
        "cover": [(_OPEN, "<open>", "", {}), (_CLOSE, "<close>", "", {}), (_STOP, "<stop>", "", {}), (_POSITION, "<set>", f"<position> {percents if spoken[0].isdigit() else 50}", {"n": spoken if spoken[0].isdigit() else "half"})],
        "lock": [(_LOCK, "<lock>", "", {}), (_UNLOCK, "<unlock>", "", {})],
        "climate": on_off + [(_WARMER, "<set>", "<temperature_step> 1", {}), (_COOLER, "<set>", "<temperature_step> -1", {}), (_DEGREES, "<set>", f"<temperature> {value}", {"n": value})],
        "media": on_off + [(_PLAY, "<play>", "", {}), (_PAUSE, "<pause>", "", {}), (_LOUDER, "<set>", "<volume_step> 10", {}), (_QUIETER, "<set>", "<volume_step> -10", {})],
        "vacuum": [(_DOCK, "<dock>", "", {}), (_START, "<start>", "", {}), (_STOP, "<stop>", "", {})]}
    templates, verb, slots, filled = ctx.choice(by_kind[kind])
    text = templates.say(ctx, **filled)
    if t.output.startswith("<all>") and ctx.chance(.9):
        text = " ".join({"it": "they" if after in ("should", "can", "could") else "them", "its": "their"}.get(word, word) for word, after in zip(text.split(), text.split()[1:] + [""]))
    elif ctx.chance(.12):
        text = " ".join({"it": "that"}.get(word, word) for word in text.split())
    return text, f"{verb}{t.output}{slots}"


def _timer(ctx):
    spoken, out = duration(ctx, short=True)
    before = Exchange(ctx.choice([f"set a timer for {spoken}", f"timer {spoken}", f"start a timer for {spoken}"]), f"<timer_start><duration>{out}<end>")
    pick = ctx.rng.random()
    if pick < .4:
        return before, _TIMER_CANCEL.say(ctx), "<timer_cancel>"
    if pick < .75:
        spoken, out = duration(ctx, short=True)
        return before, _TIMER_EXTEND.say(ctx, d=spoken, d1=as_adjective(spoken)), f"<timer_extend><duration>{out}"
    return before, _TIMER_LEFT.say(ctx), "<timer_query>"


def followup(ctx):
    """(exchange, sentence, output): the sentence after the exchange."""
    if ctx.chance(.1):
        before, text, output = _timer(ctx)
        return before, text, output + "<end>"
    kind, t, action, slots, before = _first(ctx)
    pick = ctx.rng.random()
    if action == "query" or pick < .6:
        text, output = _change(ctx, kind, t)
    elif pick < .66 and f"<{action}>" in _OPPOSITES:
        text, output = _UNDO.say(ctx), _OPPOSITES[f"<{action}>"] + t.output
    elif pick < .7 and "_step>" in slots:
        text, output = _MORE_OF_IT.say(ctx), f"<{action}>{t.output}{slots}"
    else:
        other = target(ctx, kind)
        while "<but>" in other.output:
            other = one(ctx, kind)
        text, output = (_TOO if ctx.chance(.65) else _RATHER).say(ctx, t=other.spoken), f"<{action}>{other.output}{slots}"
    return before, sentences.polite(ctx, text, "free") if ctx.chance(.3) else text, output + "<end>"


def exchange(ctx):
    """Something that was done, after which anything may be said."""
    return _timer(ctx)[0] if ctx.chance(.1) else _first(ctx)[-1]


def unattached(ctx):
    """What means nothing unless something was named before."""
    # "call it back" is for a drone, where there is one.
    return ctx.choice([_ON, _OFF, _OPEN, _CLOSE, _LOCK, _UNLOCK, _MORE_OF_IT, *([] if ctx.home.of("drone") else [_DOCK, _UNDO])]).say(ctx)
