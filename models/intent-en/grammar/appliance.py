"""Orders to the owner's own machines: values as spoken, in spoken order."""
from grammar.context import absent, article
from grammar.phrasings import BANK
from grammar.templates import Templates
from homes import words_of

_ORDER = Templates("""
    (can|could|may) i (get|have) {o}
    (can|could|will) you (make|get|give|brew|prepare|pour|fix|do) (me|us) {o}
    (can|could) you (make|brew|prepare) {o}
    (i'd|i would) like {o}
    (i'd|i would) (love|like to have|like to get|like to order) {o}
    i('ll| will) (have|take|get) {o}
    i (want|need) {o}
    (make|get|brew|give|bring|pour|prepare|fix|order) (me|us) {o}
    (make|brew|prepare|order|start|do|serve) {o}
    {o}
    {o} please
    let me (get|have) {o}
    one order of {o}
    (let's|lets) have {o}
    i feel like {o}
    hi {o}
    how about {o}
    {o} for me
    (get|make) {o} (ready|going)
    {o} to go
    (i'm|i am) going to (have|get|take) {o}
    (put in|i want to place|place) an order (for|of) {o}
    (can|could|may) i please (have|get) {o}
    i need to get {o}
    (please|now) (make|get|brew|prepare) [me] {o}
    i want you to (make|brew|prepare|get) [me] {o}
    {o} now
    ~would you be so kind as to make {o}
    ~could i please order {o}
    """)
_RUN = Templates("""
    (start|run|use|turn on|set) {d} (with|on|at|for|to) {v}
    (start|run) {d} {v}
    (set|put|switch) {d} to {v}
    {v} (on|with|in|from) {d}
    tell {d} to (do|run|make) {v}
    {d} {v}
    (make|do|run|start|order|get|print|cook) {v} (on|with|in|from|using) {d}
    have {d} (do|run|make) {v}
    use {d} for {v}
    ~let {d} go with {v}
    """)
_VERBS = {"start": ["start", "start", "run", "turn on", "switch on", "begin", "launch", "fire up", "start up", "kick off"],
          "stop": ["stop", "stop", "halt", "abort", "turn off", "switch off", "end", "shut off"], "on": ["turn on", "switch on"], "off": ["turn off", "switch off", "shut off"],
          "pause": ["pause", "hold"], "resume": ["resume", "continue", "unpause"], "cancel": ["cancel", "abort"], "clean": ["clean"], "order": ["use", "order from", "order"],
          "brew": ["brew with", "start brewing with"], "keep_warm": ["keep warm with", "keep warm"]}
_ACT = Templates("{v} {d}", "{v} {d}", "please {v} {d}", "(can|could) you {v} {d}", "i want you to {v} {d}", "{v} {d} (now|please)", "~i need you to {v} {d} if you can", "go and {v} {d}")
# Of an action by its own name.
_NAMED_ACT = Templates("{a} {d}", "{a} {d}", "(do|run|start|perform|execute|begin) [a|the] {a} (on|of|for|with) {d}", "{d} {a}", "(run|start|do) {d} {a}", "tell {d} to {a}", "(have|let|make) {d} {a}", "(put|set) {d} (to|on) {a}", "(i want|i'd like|we need) {d} to {a}",
                       "(time for|let's do) [a] {a} (on|of|with) {d}", "{d} (needs|could use|wants) a {a}", "{a} on {d}", "(start|run|kick off) the {a} (program|cycle|routine|sequence) (on|of) {d}", "~see to the {a} of {d}")
_JOIN = ["with", "with", "with", "and", "", "", "that has", "plus"]
_FILLERS = ["cup of", "glass of", "portion of", "serving of", "order of", "mug of"]


def order(ctx):
    devices = [d for d in ctx.home.of("appliance") if d.values]
    if not devices:
        return None
    device = ctx.choice(devices)
    slots = device.actions[0][1]
    if not slots:
        return command(ctx)
    slots = sorted(slots, key=lambda s: s not in ("size", "strength", "roast"))
    count = min(len(slots), ctx.rng.choices([1, 2, 3, 4, 5, 6], [22, 26, 24, 16, 8, 4])[0])
    chosen = ctx.rng.sample(slots, count)
    main = slots_main(device)
    if main in slots and main not in chosen and ctx.chance(.75):
        chosen[0] = main
    if ctx.chance(.22):
        spoken_values = [ctx.choice(device.values[s]) for s in chosen[:3]]
        name = _name(ctx, device)
        value = ctx.choice([" ", " and ", " with "]).join(spoken_values)
        text = _worded(ctx, _RUN, "machine_do").say(ctx, d=article(ctx, name), v=value)
        return text, f"<do><d> {name}" + "".join(f"<v> {v}" for v in spoken_values), "free"
    phrase, values = _phrase(ctx, device, chosen)
    text = " ".join(_worded(ctx, _ORDER, "order").say(ctx, o=phrase).split())
    out = "<do>" + "".join(f"<v> {v}" for v in values)
    if ctx.chance(.06):
        name = _name(ctx, device)
        text += f" {ctx.choice(['from', 'with', 'on'])} {article(ctx, name)}"
        out = f"<do><d> {name}" + out[4:]
    return text, out, "free"


def _phrase(ctx, device, chosen):
    """(what is ordered, as it is said, its values in that order) of the chosen slots."""
    main = slots_main(device)
    before = [s for s in chosen if s in ("size", "strength", "roast", "shots", "quality", "speed", "portion", "level", "doneness", "copies")]
    after = [s for s in chosen if s not in before and s != main]
    # Mostly adjectives, thing, additions; sometimes any order.
    if ctx.chance(.18):
        ctx.rng.shuffle(chosen)
        first, rest = chosen[:1], chosen[1:]
    else:
        late = [s for s in before if ctx.chance(.25)]
        first = [s for s in before if s not in late] + ([main] if main in chosen else [])
        rest = after + late
        ctx.rng.shuffle(rest)
        if not first:
            first, rest = rest[:1], rest[1:]
    values = []
    for slot in first:
        values.append(_other(ctx, device.values[slot], values))
    phrase = " ".join(values)
    lead = ctx.rng.random()
    starts_amount = phrase.split()[0] in ("a", "some", "lots", "extra", "no", "half", "plenty") or phrase[0].isdigit() and not phrase.split()[1:2] == ["ounce"]
    if lead < .08 and not starts_amount:
        phrase = f"{ctx.choice(['a ', '', 'a '])}{ctx.choice(_FILLERS)} {phrase}"
    elif lead < .68 and not starts_amount:
        phrase = ("an " if phrase[0] in "aeiou" and ctx.chance(.9) or phrase.startswith("8") else "a ") + phrase
    elif lead < .76 and not starts_amount:
        phrase = ctx.choice(["some ", "the ", "another ", "my "]) + phrase
    for i, slot in enumerate(rest):
        value = _other(ctx, device.values[slot], values)
        values.append(value)
        joint = ctx.choice(_JOIN) if i == 0 else ctx.choice(["and", "and", "", "with", "and with", "and also", "plus"])
        extra = ctx.choice(["", "", "", "", "a "]) if not value.startswith(("a ", "some ", "lots ", "no ")) else ""
        phrase += f" {joint} {extra}{value}"
        if ctx.chance(.04):
            phrase += ctx.choice([" in it", " on the side", " on top", " added", " please"])
    return phrase, values


def _other(ctx, values, said):
    """One of the values, none that was said for another slot if there is a choice: nobody orders "8 ounce 8 ounce"."""
    return ctx.choice([v for v in values if v not in said] or values)


def talked_about(ctx):
    """(something that could be ordered, a value of it, another value), as people speak of it who order nothing; the home has a machine with values."""
    device = ctx.choice([d for d in ctx.home.of("appliance") if d.values])
    slots = list(device.values)
    phrase, values = _phrase(ctx, device, ctx.rng.sample(slots, min(len(slots), ctx.rng.choices([1, 2, 3], [60, 30, 10])[0])))
    return phrase, ctx.choice(values), ctx.choice(device.values[slots_main(device)])


def _worded(ctx, templates, section):
    return BANK[section] if ctx.split == "train" and ctx.chance(.4) else templates


def slots_main(device):
    """The slot that holds the thing itself."""
    for slot in ("drink", "tea", "flavour", "item", "dish", "file", "program", "mode", "food", "fabric", "target"):
        if slot in device.values:
            return slot
    return next(iter(device.values))


def _name(ctx, device):
    return ctx.choice(device.aliases) if device.aliases and ctx.chance(.35) else device.name


def command(ctx):
    """An action without values."""
    devices = ctx.home.of("appliance")
    device = ctx.choice(devices)
    name = _name(ctx, device)
    action = ctx.choice(device.actions)[0]
    if action in ("start", "stop") and ctx.split == "train" and ctx.chance(.5):
        return BANK["machine_" + action].say(ctx, d=article(ctx, name)), f"<do><d> {name}<act> {action}", "free"
    if action not in _VERBS or ctx.chance(.1):
        return _NAMED_ACT.say(ctx, a=words_of(action), d=article(ctx, name)), f"<do><d> {name}<act> {words_of(action)}", "free"
    verbs = _VERBS[action]
    verb = ctx.choice(verbs)
    listed = {a for a, _ in device.actions}
    said = words_of(action)
    if verb.startswith("turn on") or verb.startswith("switch on"):
        said = "on" if "on" in listed else "start" if "start" in listed else said
    if verb in ("turn off", "switch off", "shut off"):
        said = "off" if "off" in listed else "stop" if "stop" in listed else said
    text = _ACT.say(ctx, v=verb, d=article(ctx, name))
    return text, f"<do><d> {name}<act> {said}", "free"


def appliance(ctx):
    if not ctx.home.of("appliance"):
        reference = absent(ctx, "appliance")
        return f"turn on {reference.spoken}", f"<on>{reference.output}", "order"
    return order(ctx) or command(ctx) if ctx.chance(.75) else command(ctx)
