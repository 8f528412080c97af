"""Commands to drones; the target is left out where the sentence does not name it."""
from grammar.amounts import number
from grammar.context import EXCEPT, article
from grammar.templates import Templates

_SIMPLE = {
    "<arm>": Templates("arm {t}", "arm (the motors|motors|the propellers) {of}", "(get ready|prepare) for (takeoff|take off) {of}", "~spin up the motors {of}"),
    "<disarm>": Templates("disarm {t}", "disarm (the motors|motors|the propellers) {of}", "(stop|kill|turn off) the motors {of}", "~spin down the motors {of}"),
    "<takeoff>": Templates("take off {of}", "takeoff {of}", "launch {t}", "(lift off|liftoff) {of}", "(go|fly) up in the air {of}", "~get airborne {of}", "start flying {of}"),
    "<land>": Templates("land {t}", "land [now|here|please] {of}", "(touch|set) down {of}", "(come|bring it) down {of}", "~put down on the ground {of}", "land on the ground {of}"),
    "<hold>": Templates("hold {of}", "(hold|hold your|hold this) position {of}", "(hover|stay|stay there|stop|stop there|freeze|wait there|hover in place|stay in place) {of}", "~remain where you are {of}"),
    "<return_home>": Templates("(come|fly|go|return) (back|home|back home) {of}", "return to (home|base|launch|me) {of}", "come back [to me|here] {of}", "(bring|call) {it} (back|home)", "~head home {of}", "return home {of}"),
}
_TAKEOFF_TO = Templates("take off (to|and climb to|up to) {n} {of}", "takeoff [to] {n} {of}", "launch {t} to {n}", "lift off to {n} {of}", "~get airborne and go to {n} {of}")
_ALTITUDE = Templates("(climb|rise|go up|descend|go down|fly) to {n} {of}", "(set|change) (the altitude|altitude|your altitude|the height) to {n} {of}", "(fly at|go to) (an altitude of|a height of) {n} {of}", "altitude {n} {of}", "~make your height {n} {of}")
_MOVE = Templates("(go|move|fly) {dir} {n} {of}", "(go|move|fly) {n} {dir} {of}", "{n} {dir} {of}", "{dir} {n} {of}", "(move|fly) {dir} by {n} {of}", "~shift {n} {dir} {of}")
_MOVE_OPEN = Templates("(go|move|fly) {dir} {of}", "(go|move|fly) [a bit|a little] {dir} {of}")
_TURN = Templates("(turn|rotate|yaw|spin) {dir} [by] {n} degrees {of}", "(turn|rotate|yaw|spin) {n} degrees [to the] {dir} {of}", "(turn|rotate) {dir} {n} {of}", "~swivel {dir} {n} degrees {of}")
_TURN_OPEN = Templates("(turn|rotate|yaw|spin) [to the] {dir} {of}")
_SPEED = Templates("(set|change) (the speed|speed|your speed|flight speed) to {n} {of}", "fly at {n} [percent] {of}", "speed {n} {of}")


def called(ctx):
    """(spoken, output, name): the drone as it is named in a sentence, or three empty texts."""
    devices = ctx.home.of("drone")
    if not devices or not ctx.chance(.45 if len(devices) == 1 else .85):
        return "", "", ""
    pick = ctx.rng.random()
    if len(devices) > 1 and pick < .15:
        noun = ctx.choice(["drones", "drones", "quadcopters", "copters", "uavs"])
        name = ctx.choice([f"all {noun}", f"all the {noun}", noun, f"all {noun}", f"every {noun[:-1]}"])
        output = f"<all> {noun}"
        if ctx.chance(.3):
            left = ctx.choice(devices).name
            name, output = f"{name} {ctx.choice(EXCEPT)} {left}", f"{output}<but> {left}"
        return name, output, name
    device = ctx.choice(devices)
    name = ctx.choice(device.aliases) if device.aliases and pick < .3 else device.name if pick < (.75 if len(devices) == 1 else .95) else ctx.choice(["drone", "drone", "quadcopter", "copter"])
    return article(ctx, name), f"<d> {name}", name


def addressed(ctx, text, spoken, name):
    """Called by name the drone comes first ("drone take off") or last ("take off drone")."""
    if name and spoken not in text:
        return f"{name} {text}" if ctx.chance(.7) else f"{text} {name}"
    return text


def length(ctx, short=False):
    """("5 meters", "5 meters")"""
    if short:
        return (f"{number(ctx, 10, 90, 10)} centimeters",) * 2
    value, unit = number(ctx, 1, 60), ctx.choice(["", " meters", " meters", " feet"])
    return f"{value}{unit if value > 1 else unit.replace('meters', 'meter').replace('feet', 'foot')}", f"{value}{unit}"


def towards(ctx, *directions):
    """(spoken, direction)"""
    direction = ctx.choice(directions or "forward backward left right up down".split())
    return {"backward": ctx.choice(["backward", "backwards", "back"]), "forward": ctx.choice(["forward", "forwards", "ahead", "straight ahead"]),
            "left": ctx.choice(["left", "to the left"]), "right": ctx.choice(["right", "to the right"])}.get(direction, direction), direction


def angle(ctx):
    return ctx.choice([45, 90, 180, 30, 60, 360, 270, number(ctx, 5, 180, 5)])


def drone(ctx):
    spoken, out, name = called(ctx)
    of = f"with {spoken}" if spoken and ctx.chance(.25) else ""

    def sentence(templates, **slots):
        text = "~"
        while "~" in text:      # a template that names it where it has no name
            text = templates.say(ctx, t=spoken or "~", of=of, it=spoken or "it", **slots)
        return addressed(ctx, text, spoken, name)

    pick = ctx.rng.random()
    form = "order" if ctx.chance(.5) and not name else "free"
    if pick < .5:
        action = ctx.choice(list(_SIMPLE))
        return sentence(_SIMPLE[action]), action + out, form
    said, written = length(ctx)
    if pick < .6:
        return sentence(_TAKEOFF_TO, n=said), f"<takeoff>{out}<altitude> {written}", form
    if pick < .7:
        return sentence(_ALTITUDE, n=said), f"<set>{out}<altitude> {written}", form
    if pick < .86:
        way, direction = towards(ctx)
        if ctx.chance(.25):
            # "fly back" is to come home.
            return sentence(_MOVE_OPEN, dir="backwards" if way == "back" else way), f"<move>{out}<direction> {direction}", form
        if ctx.chance(.1):
            said, written = length(ctx, short=True)
        return sentence(_MOVE, dir=way, n=said), f"<move>{out}<direction> {direction}<distance> {written}", form
    if pick < .96:
        direction = ctx.choice(["left", "right"])
        if ctx.chance(.3):
            return sentence(_TURN_OPEN, dir=direction), f"<turn>{out}<direction> {direction}", form
        degrees = angle(ctx)
        if ctx.chance(.1):
            return sentence(Templates("turn around {of}", "do a 180 {of}")), f"<turn>{out}<direction> left<angle> 180", form
        return sentence(_TURN, dir=direction, n=str(degrees)), f"<turn>{out}<direction> {direction}<angle> {degrees}", form
    value = number(ctx, 1, 30)
    return sentence(_SPEED, n=str(value)), f"<set>{out}<speed> {value}", form
