"""Commands worded by the banks of phrasings: what each section means."""
from grammar import drone
from grammar.amounts import clock_time, duration, half_degrees, number, percent
from grammar.context import article, many, one, target
from grammar.home_control import IS_STATE, PROPERTIES
from grammar.phrasings import BANK
from grammar.time_control import NAMES, as_adjective
from vocabulary import devices as vocabulary, words

# What begins no imperative: such a sentence takes no "could you" before it.
_NO_ORDER = set("""i i'd i'm i'll i've me we we'd we're we've you you'd it it's it'd it'll there there's that that'd that's this these the a an my our any some no not nobody nothing more less enough every everything all both
would wouldn't could can can't may might shall should do does did don't didn't is are isn't aren't am was has have has hasn't haven't how how's what what's when where which who who's why whichever if time let's somebody someone
just only full maximum minimum max total lights light's brighter dimmer darker louder quieter warmer cooler better about as and but so too next previous last quick whoa off on up down back right left slightly oh""".split())


def _is_order(text, spoken):
    return text.split()[0] not in _NO_ORDER and not (spoken and text.startswith(spoken)) and not text[0].isdigit()


class _Said:
    """The sentence of a section, and the reference that it was made with."""

    def __init__(self, ctx, section, reference=None, **slots):
        spoken = reference.spoken if reference else ""
        self.text = BANK[section].say(ctx, **({"t": spoken} if reference else {}), **slots)
        self.form = "order" if _is_order(self.text, spoken) else "free"


def _to(section, action, *kinds, slots="", many_too=True):
    """A command to a device of these kinds."""
    def make(ctx):
        chosen = kinds if ctx.chance(.6) else kinds[:1]
        t = target(ctx, *chosen) if many_too else one(ctx, *chosen)
        said = _Said(ctx, section, t)
        return said.text, f"<{action}>{t.output}{slots}", said.form
    return make


def _fixed(section, output):
    """A command that names nothing."""
    def make(ctx):
        said = _Said(ctx, section)
        return said.text, output, said.form
    return make


def _in_area(section, output):
    """output holds "{area}"."""
    def make(ctx):
        area = ctx.area()
        said = _Said(ctx, section, area=area)
        return said.text, output.replace("{area}", area), said.form
    return make


def _percent(section, action, slot, *kinds, factor=1, step=False):
    def make(ctx):
        t = target(ctx, *kinds)
        if step:
            value = number(ctx, 5, 60, 5)
            spoken, value = f"{value} percent", value * factor
        else:
            spoken, value = percent(ctx)
        said = _Said(ctx, section, t, n=spoken)
        return said.text, f"<{action}>{t.output}<{slot}> {value}", said.form
    return make


def _half_or_percent(section, action, slot, *kinds):
    """Where "full" says it otherwise."""
    def make(ctx):
        t, (spoken, value) = target(ctx, *kinds), percent(ctx)
        if not spoken[0].isdigit():
            spoken, value = "half", 50
        said = _Said(ctx, section, t, n=spoken)
        return said.text, f"<{action}>{t.output}<{slot}> {value}", said.form
    return make


_KELVIN = {"warm white": 2700, "cool white": 5000, "daylight": 6500}


def _colour(section):
    def make(ctx):
        if ctx.chance(.15):
            name = ctx.choice(list(_KELVIN))
            slot = f"<color_temperature> {_KELVIN[name]}"
        else:
            name = ctx.choice(vocabulary.COLORS)
            slot = f"<color> {name}"
        if section == "color":
            t = target(ctx, "light")
            said = _Said(ctx, section, t, c=name)
            return said.text, f"<set>{t.output}{slot}", said.form
        area = ctx.area()
        said = _Said(ctx, section, c=name, area=area)
        return said.text, f"<set><all> {area if section == 'area_color' else 'lamps' if ' lamps' in said.text else 'lights'}{slot}", said.form
    return make


def _degrees(ctx):
    value = half_degrees(ctx, 10, 32) if ctx.chance(.75) else str(number(ctx, 55, 85))
    unit = ctx.choice(["", "", "", " celsius", " fahrenheit"])
    return value + (ctx.choice([" degrees", " degrees", ""]) if not unit else " degrees") + unit, value + unit


def _temperature(ctx):
    t, (spoken, value) = target(ctx, "climate"), _degrees(ctx)
    said = _Said(ctx, "temperature", t, n=spoken)
    return said.text, f"<set>{t.output}<temperature> {value}", said.form


def _place(ctx):
    """(spoken, reference) of where it is to be warmer."""
    if ctx.chance(.45):
        area = ctx.area()
        return ctx.choice([f"in the {area}", f"in the {area}", f"in {area}"]), f"<all> {area}"
    return ctx.choice(["", "", "in here", "in the house"]), "<d> thermostat"


def _climate_here(section, slot):
    def make(ctx):
        place, reference = _place(ctx)
        spoken, value = _degrees(ctx)
        said = _Said(ctx, section, place=place, n=spoken)
        if place not in said.text:
            reference = "<d> thermostat"
        return said.text, f"<set>{reference}{slot or '<temperature> ' + value}", said.form
    return make


def _fan_speed(ctx):
    t, (spoken, value) = target(ctx, "fan"), percent(ctx)
    if ctx.chance(.5) or not spoken[0].isdigit():
        spoken, value = ctx.choice([("full speed", 100), ("low", 33), ("medium", 66), ("high", 100), ("half speed", 50)])
    said = _Said(ctx, "fan_speed", t, n=spoken)
    return said.text, f"<set>{t.output}<speed> {value}", said.form


def _volume(ctx):
    spoken, value = percent(ctx)
    said = _Said(ctx, "volume", n=spoken)
    return said.text, f"<set><d> music<volume> {value}", said.form


def _scene(ctx):
    scenes = ctx.home.of("scene")
    if scenes and ctx.chance(.85):
        device = ctx.choice(scenes)
        name = ctx.choice(device.aliases) if device.aliases and ctx.chance(.3) else device.name
    else:
        name = ctx.choice(vocabulary.SCENES)
    bare = name.removesuffix(" scene").removesuffix(" mode")
    said = _Said(ctx, "scene_bare" if ctx.chance(.4) else "scene", n=bare, t=article(ctx, name))
    return said.text, f"<activate><d> {name}", said.form


def _is_state(ctx):
    kind = ctx.kind(list(IS_STATE))
    t = one(ctx, kind) if ctx.chance(.75) else many(ctx, kind)
    if "<but>" in t.output:
        t = one(ctx, kind)
    said = _Said(ctx, "is_state", t, s=ctx.choice(IS_STATE[kind][0].split("|")))
    return said.text, f"<query>{t.output}<property> state", "free"


def _measure(ctx):
    kind = ctx.kind(list(PROPERTIES))
    prop = ctx.choice(PROPERTIES[kind])
    t = one(ctx, kind)
    said = _Said(ctx, "measure", t, p=prop)
    return said.text, f"<query>{t.output}<property> {prop}", "free"


def _asks(section, prop, *kinds):
    def make(ctx):
        t = one(ctx, *kinds)
        return _Said(ctx, section, t).text, f"<query>{t.output}<property> {prop}", "free"
    return make


def _robot(section, action, kind):
    def make(ctx):
        t = one(ctx, kind if isinstance(kind, str) else ctx.choice(kind))
        said = _Said(ctx, section, t)
        return said.text, f"<{action}>{t.output}", said.form
    return make


def _timer(section, output, named=False, short=False):
    """output holds "{d}" and "{n}"."""
    def make(ctx):
        spoken, out = duration(ctx, short)
        name = (ctx.choice(NAMES) if ctx.chance(.75) else ctx.choice(words.NOUNS[ctx.split])) if named else ""
        said = _Said(ctx, section, d=spoken, d1=as_adjective(spoken), n=name)
        return said.text, output.replace("{d}", out).replace("{n}", " " + name), said.form
    return make


def _wish(ctx):
    state, action, kinds = ctx.choice([("on", "<on>", ("light", "switch", "fan", "media", "climate"))] * 2 + [("off", "<off>", ("light", "switch", "fan", "media", "climate"))] * 2 + [("open", "<open>", ("cover",)), ("closed", "<close>", ("cover",)),
                                        ("locked", "<lock>", ("lock",)), ("unlocked", "<unlock>", ("lock",))])
    t = target(ctx, ctx.kind(kinds))
    said = _Said(ctx, "wish", t, s=state)
    return said.text, action + t.output, "free"


def _drone(section, action, measure=lambda ctx: ({}, "")):
    """measure gives the slots of the sentence and of the output."""
    def make(ctx):
        spoken, out, name = drone.called(ctx)
        named = []
        slots, written = measure(ctx)
        text = BANK[section].say(ctx, t=lambda _: named.append(True) or spoken or "the drone", **slots)
        if named and not spoken:
            out = "<d> drone"
        return drone.addressed(ctx, text, spoken, name), f"<{action}>{out}{written}", "order" if not name and _is_order(text, "") else "free"
    return make


def _height(ctx):
    said, written = drone.length(ctx)
    return {"n": said}, f"<altitude> {written}"


def _way(ctx):
    way, direction = drone.towards(ctx)
    return {"dir": way}, f"<direction> {direction}"


def _leg(ctx):
    (said, written), (slots, direction) = drone.length(ctx, short=ctx.chance(.1)), _way(ctx)
    return slots | {"n": said}, f"{direction}<distance> {written}"


def _bend(ctx):
    direction = ctx.choice(["left", "right"])
    return {"dir": direction}, f"<direction> {direction}"


def _turn(ctx):
    degrees, (slots, direction) = drone.angle(ctx), _bend(ctx)
    return slots | {"n": str(degrees)}, f"{direction}<angle> {degrees}"


def _pace(ctx):
    value = number(ctx, 1, 30)
    return {"n": str(value)}, f"<speed> {value}"


_FLIGHT = {"drone_arm": (1, _drone("drone_arm", "arm")), "drone_disarm": (1, _drone("drone_disarm", "disarm")), "drone_takeoff": (2, _drone("drone_takeoff", "takeoff")), "drone_land": (2, _drone("drone_land", "land")), "drone_hold": (2, _drone("drone_hold", "hold")),
           "drone_return": (2, _drone("drone_return", "return_home")), "drone_takeoff_to": (1, _drone("drone_takeoff_to", "takeoff", _height)), "drone_altitude": (1.5, _drone("drone_altitude", "set", _height)), "drone_move": (2, _drone("drone_move", "move", _leg)),
           "drone_move_open": (1, _drone("drone_move_open", "move", _way)), "drone_turn": (1.5, _drone("drone_turn", "turn", _turn)), "drone_turn_open": (.7, _drone("drone_turn_open", "turn", _bend)), "drone_speed": (.8, _drone("drone_speed", "set", _pace))}


def flight(ctx):
    """(section, sentence, output, form) of a command to a drone."""
    section = ctx.rng.choices(list(_FLIGHT), [share for share, _ in _FLIGHT.values()])[0]
    return section, *_FLIGHT[section][1](ctx)


# Section: (share among the commands, the types that a home needs for it, or none, what makes it).
_POWERED = ("light", "switch", "fan", "climate", "media")
_SECTIONS = {
    "on": (13, (), _to("on", "on", *_POWERED)), "off": (13, (), _to("off", "off", *_POWERED)), "toggle": (1, (), _to("toggle", "toggle", *_POWERED)), "wish": (5, (), _wish),
    "light_on_here": (2, (), _fixed("light_on_here", "<on><all> lights")), "light_off_here": (2, (), _fixed("light_off_here", "<off><all> lights")),
    "everything_off": (1, (), _fixed("everything_off", "<off><all> everything")), "area_off": (1.5, (), _in_area("area_off", "<off><all> {area} everything")), "area_on": (1, (), _in_area("area_on", "<on><all> {area} everything")),
    "brightness": (3, ("light",), _half_or_percent("brightness", "set", "brightness", "light")), "brighter": (3.5, ("light",), _to("brighter", "set", "light", slots="<brightness_step> 20")), "dimmer": (3.5, ("light",), _to("dimmer", "set", "light", slots="<brightness_step> -20")),
    "brighter_by": (1, ("light",), _percent("brighter_by", "set", "brightness_step", "light", step=True)), "dimmer_by": (1, ("light",), _percent("dimmer_by", "set", "brightness_step", "light", factor=-1, step=True)),
    "here_brighter": (2.5, (), _fixed("here_brighter", "<set><all> lights<brightness_step> 20")), "here_dimmer": (2.5, (), _fixed("here_dimmer", "<set><all> lights<brightness_step> -20")),
    "area_brighter": (1, (), _in_area("area_brighter", "<set><all> {area}<brightness_step> 20")), "area_dimmer": (1, (), _in_area("area_dimmer", "<set><all> {area}<brightness_step> -20")),
    "full": (1, ("light",), _to("full", "set", "light", slots="<brightness> 100")), "lowest": (1, ("light",), _to("lowest", "set", "light", slots="<brightness> 1")),
    "color": (4, ("light",), _colour("color")), "here_color": (1.5, (), _colour("here_color")), "area_color": (1, (), _colour("area_color")),
    "open": (5, ("cover",), _to("open", "open", "cover")), "close": (5, ("cover",), _to("close", "close", "cover")), "cover_stop": (.7, ("cover",), _to("cover_stop", "stop", "cover")), "position": (2, ("cover",), _half_or_percent("position", "set", "position", "cover")),
    "lock": (3, ("lock",), _to("lock", "lock", "lock")), "unlock": (3, ("lock",), _to("unlock", "unlock", "lock")),
    "temperature": (2.5, ("climate",), _temperature), "temperature_here": (2, (), _climate_here("temperature_here", "")), "warmer": (3, (), _climate_here("warmer", "<temperature_step> 1")), "cooler": (3, (), _climate_here("cooler", "<temperature_step> -1")),
    "warmer_device": (1, ("climate",), _to("warmer_device", "set", "climate", slots="<temperature_step> 1")), "cooler_device": (1, ("climate",), _to("cooler_device", "set", "climate", slots="<temperature_step> -1")),
    "fan_faster": (1, ("fan",), _to("fan_faster", "set", "fan", slots="<speed_step> 20")), "fan_slower": (1, ("fan",), _to("fan_slower", "set", "fan", slots="<speed_step> -20")), "fan_speed": (1, ("fan",), _fan_speed),
    **{name: (.8, ("media",), _to(name, name, "media", many_too=False)) for name in ("play", "pause", "stop", "next", "previous", "mute", "unmute")},
    **{"music_" + name: (1, (), _fixed("music_" + name, f"<{name}><d> music")) for name in ("play", "pause", "stop", "next", "previous", "mute", "unmute")},
    "louder": (2, (), _fixed("louder", "<set><d> music<volume_step> 10")), "quieter": (2, (), _fixed("quieter", "<set><d> music<volume_step> -10")),
    "louder_device": (.8, ("media",), _to("louder_device", "set", "media", slots="<volume_step> 10")), "quieter_device": (.8, ("media",), _to("quieter_device", "set", "media", slots="<volume_step> -10")),
    "volume": (1, (), _volume), "volume_device": (.8, ("media",), _percent("volume_device", "set", "volume", "media")),
    "vacuum_start": (1.5, ("vacuum",), _robot("vacuum_start", "start", "vacuum")), "vacuum_clean": (1.5, (), _fixed("vacuum_clean", "<start><d> vacuum")), "vacuum_clean_area": (1, (), _in_area("vacuum_clean_area", "<start><d> vacuum")),
    "mower_start": (.8, ("mower",), _robot("mower_start", "start", "mower")), "mow": (.5, (), _fixed("mow", "<start><d> mower")), "dock": (1.5, ("vacuum", "mower"), _robot("dock", "dock", ("vacuum", "mower"))),
    "robot_stop": (.7, ("vacuum", "mower"), _robot("robot_stop", "stop", ("vacuum", "mower"))), "robot_pause": (.5, ("vacuum", "mower"), _robot("robot_pause", "pause", ("vacuum", "mower"))),
    "valve_open": (.8, ("valve",), _to("valve_open", "open", "valve")), "valve_close": (.8, ("valve",), _to("valve_close", "close", "valve")), "scene": (3.5, ("scene",), _scene),
    "is_state": (4, (), _is_state), "what_state": (2, (), _asks("what_state", "state", "light", "switch", "fan", "cover", "lock", "climate", "media", "vacuum", "mower")), "measure": (2.5, (), _measure), "sensor": (2, ("sensor",), _asks("sensor", "state", "sensor")),
    "area_temperature": (1.5, (), _in_area("area_temperature", "<query><all> {area}<property> temperature")), "here_temperature": (1, (), _fixed("here_temperature", "<query><d> thermostat<property> temperature")),
    "area_humidity": (.6, (), _in_area("area_humidity", "<query><all> {area}<property> humidity")),
    "timer_start": (2, (), _timer("timer_start", "<timer_start><duration>{d}")), "timer_named": (1.2, (), _timer("timer_named", "<timer_start><duration>{d}<name>{n}", named=True)), "timer_cancel": (1, (), _fixed("timer_cancel", "<timer_cancel>")),
    "timer_cancel_named": (.4, (), _timer("timer_cancel_named", "<timer_cancel><name>{n}", named=True)), "timer_pause": (.5, (), _fixed("timer_pause", "<timer_pause>")), "timer_resume": (.5, (), _fixed("timer_resume", "<timer_resume>")),
    "timer_extend": (.8, (), _timer("timer_extend", "<timer_extend><duration>{d}", short=True)), "timer_query": (1, (), _fixed("timer_query", "<timer_query>")),
    "clock_time": (1.2, (), _fixed("clock_time", "<clock_query><property> time")), "clock_date": (1, (), _fixed("clock_date", "<clock_query><property> date")),
}
# Questions, and remarks as long as a sentence.
_ALONE = {"is_state", "what_state", "measure", "sensor", "area_temperature", "here_temperature", "area_humidity", "timer_query", "clock_time", "clock_date", "wish"}
# What one verb does to several things: "dim the hall lamp and the desk lamp".
_SHARED = {"on": ("<on>", _POWERED, "", 8), "off": ("<off>", _POWERED, "", 8), "brighter": ("<set>", ("light",), "<brightness_step> 20", 1), "dimmer": ("<set>", ("light",), "<brightness_step> -20", 1),
           "open": ("<open>", ("cover",), "", 3), "close": ("<close>", ("cover",), "", 3), "lock": ("<lock>", ("lock", "lock", "cover"), "", 2), "unlock": ("<unlock>", ("lock",), "", 1), "full": ("<set>", ("light",), "<brightness> 100", .5),
           "lowest": ("<set>", ("light",), "<brightness> 1", .5), "fan_faster": ("<set>", ("fan",), "<speed_step> 20", .3), "fan_slower": ("<set>", ("fan",), "<speed_step> -20", .3)}
SCHEDULABLE = {"on", "off", "light_on_here", "light_off_here", "area_off", "area_on", "brightness", "color", "open", "close", "temperature", "temperature_here", "vacuum_start", "vacuum_clean", "mow", "mower_start", "scene", "valve_open", "valve_close"}
_NAMES = list(_SECTIONS)
_SHARES = [share for share, _, _ in _SECTIONS.values()]


def saying(ctx, joinable=False):
    """(section, sentence, output, form) of one command; a joinable one may stand beside others in a sentence."""
    while True:
        section = ctx.rng.choices(_NAMES, _SHARES)[0]
        if joinable and section in _ALONE:
            continue
        _, needs, make = _SECTIONS[section]
        # Mostly what the home has: matching against the catalogue is the lesson.
        if not needs or ctx.home.of(*needs) or ctx.chance(.15):
            return section, *make(ctx)


def shared(ctx):
    """(sentence, output, form): the wording of a section with two or three things in the place of one."""
    section = ctx.rng.choices(list(_SHARED), [share for *_, share in _SHARED.values()])[0]
    action, kinds, slots, _ = _SHARED[section]
    things = [one(ctx, *kinds) if ctx.chance(.85) else many(ctx, *kinds) for _ in range(2 if ctx.chance(.8) else 3)]
    things = [thing if "<but>" not in thing.output else one(ctx, *kinds) for thing in things]
    if len({thing.output for thing in things}) < len(things):
        return shared(ctx)
    *first, last = (thing.spoken for thing in things)
    spoken = f"{ctx.choice([' ', ' and ']).join(first)} {ctx.choice(['and', 'and', 'and', 'and also', 'as well as', 'plus'])} {last}"
    text = BANK[section].say(ctx, t=spoken)
    return text, "<and>".join(f"{action}{thing.output}{slots}" for thing in things), "order" if _is_order(text, spoken) else "free"


def moment(ctx):
    """A delay, a duration or a time of day: (spoken, output)."""
    pick = ctx.rng.random()
    if pick < .7:
        spoken, out = duration(ctx)
        section, mark = ("delay", "<delay>") if pick < .4 else ("for_duration", "<for>")
        return BANK[section].say(ctx, d=spoken), mark + out
    spoken, out = clock_time(ctx)
    return BANK["at_time"].say(ctx, m=spoken), "<at>" + out
