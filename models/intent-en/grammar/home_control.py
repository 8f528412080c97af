"""Commands to lights, switches, fans, covers, locks, climate, media, robots, valves and scenes.

Every function makes one (sentence, output, form); form "order" takes politeness ("could you … please"), "free" stands as it is.
"""
from grammar.amounts import half_degrees, number, percent
from grammar.context import Reference, article, everything, excepting, many, one, target
from grammar.templates import Templates
from vocabulary import devices as vocabulary, words

_POWERED = ("light", "switch", "fan", "climate", "media")

_ON = Templates("""
    (turn|turn|switch|put|power|flip) on {t}
    (turn|turn|switch|put|power|flip) {t} on
    (turn|switch) {t} back on
    (activate|enable|start|fire up|energize|power up|light up|get {t} going with) {t}
    turn on {t}
    i want {t} (on|turned on|switched on)
    i('d like| would like| need) {t} (on|turned on|to be turned on|switched on)
    {t} (on|on now|on please)
    let there be (light from|some) {t}
    have {t} (turned on|switched on)
    make sure {t} (is|are) on
    get {t} on
    toggle {t} on
    toggle on {t}
    (give power to|power) {t}
    (i'm going to need|we need|can we have) {t} on
    ~bring {t} (up|on)
    (power on|flick on|flip on|pop on|click on|throw on|stick on|boot up|turn back on|switch back on|activate|start up|energize) {t}
    (flick|pop|stick|throw|click|snap|flip) {t} on
    {t} (should|must|needs to|has to|ought to) be (on|turned on|switched on)
    (can i have|could i have|may i have|let me have|let's have|we want|i need|i'd like|we need|can i get|can you get) {t} (on|turned on|switched on|back on)
    set {t} to on
    (i|we) could do with {t} on
    i (would|'d) (be glad|be happy|be grateful|like it|love it|appreciate it) if {t} (was|were) (on|turned on|switched on)
    (illuminate|light) {t}
    (bring|switch|turn) {t} back on
    ~let {t} burn
    ~{t} wants to be on
    ~get some life into {t}
    """.replace("(activate|enable|start|fire up|energize|power up|light up|get {t} going with) {t}", "(activate|enable|start|fire up|energize|power up) {t}")
       .replace("let there be (light from|some) {t}", "get {t} (going|running)"))
_OFF = Templates("""
    (turn|turn|switch|shut|put|power|flip) off {t}
    (turn|turn|switch|shut|put|power|flip) {t} off
    (deactivate|disable|kill|cut|shut down|power down) {t}
    turn off {t}
    i want {t} (off|turned off|switched off)
    i('d like| would like| need) {t} (off|turned off|to be turned off)
    {t} (off|off now|off please|out)
    have {t} (turned off|switched off)
    make sure {t} (is|are) off
    get {t} off
    toggle {t} off
    toggle off {t}
    (cut|cut off|shut off|turn off|kill) the power (to|of) {t}
    (shut|switch) {t} (off|off again)
    put out {t}
    i don't need {t} (anymore|any more|any longer|now)
    (power off|flick off|knock off|click off|flip off|shut off|turn out|switch out|douse|extinguish|quench|snuff out|disconnect|deactivate|disable|cut off|pull the plug on) {t}
    (flick|knock|click|snap|shut|flip|turn|switch) {t} (off|out)
    {t} (should|must|needs to|has to|ought to) be (off|out|turned off|switched off)
    (can i have|could i have|let me have|let's have|we want|i need|i'd like|can i get|can you get) {t} (off|out|turned off|switched off)
    set {t} to off
    i (would|'d) (be glad|be happy|be grateful|like it|love it|appreciate it) if {t} (was|were) (off|turned off|switched off)
    no more {t}
    (lose|ditch) {t}
    (i|we) (no longer|don't) (need|want|require) {t} [on] (anymore|any more|any longer|right now)
    ~{t} wants to be off
    ~put {t} to rest
    """)
_TOGGLE = Templates("""
    (toggle|flip|change over) {t}
    toggle the state of {t}
    """)


# Of what has a motor or does something: "run the pump".
_RUN = Templates("(run|start|start up|operate|engage) {t}", "(get|have|set) {t} (running|going|working)", "(let|make|have) {t} run", "put {t} (to work|in operation|into action)", "{t} (running|go) please", "i (want|need) {t} (running|to run|working)", "~wake {t} from its slumber")
_HALT = Templates("(stop|halt|end|shut down|disengage) {t}", "(get|have|make) {t} stop", "{t} (stop|stopped) please", "(stop|quit) running {t}", "(take|put) {t} out of (action|operation)", "i (want|need) {t} (stopped|to stop)", "put a stop to {t}", "~let {t} come to a stop")
_LEAVE = Templates("(but|and|just) (leave|keep) {x} {s}", "(but|and) (leave|keep) {x} {s}", "but (leave|keep) {x} (as it is|alone|like it is)", "but not {x}", "(but|just) not {x}", "~and spare {x}")


def power(ctx):
    on = ctx.chance(.52)
    t = everything(ctx) if ctx.chance(.1) else target(ctx, *((ctx.kind(_POWERED),) if ctx.chance(.5) else ("light",)))
    if t.output.startswith("<all>") and "<but>" not in t.output and "the whole" not in t.spoken:
        rest = ctx.rng.random()
        if rest < .06:
            t = excepting(ctx, t, *_POWERED)
        elif rest < .12:
            left = one(ctx, *_POWERED)
            text = f"{ctx.choice(['turn', 'switch'])} {'on' if on else 'off'} {t.spoken} {_LEAVE.say(ctx, x=left.spoken, s='off' if on else 'on')}"
            return text, f"{'<on>' if on else '<off>'}{t.output}<but>{left.output[3:]}", "order"
    if ctx.chance(.04):
        return _TOGGLE.say(ctx, t=t.spoken), f"<toggle>{t.output}", "order"
    if t.output.startswith("<d>") and ctx.chance(.25):
        motor = one(ctx, "switch", "switch", "fan")
        return (_RUN if on else _HALT).say(ctx, t=motor.spoken), ("<on>" if on else "<off>") + motor.output, "free"
    text = (_ON if on else _OFF).say(ctx, t=t.spoken)
    free = text.endswith((" on", " off")) and text.startswith(t.spoken) or text.startswith("i ")
    return text, ("<on>" if on else "<off>") + t.output, "free" if free else "order"


_BRIGHTNESS = Templates("""
    (set|turn|dim|put|change|adjust|bring|take) {t} to {n}
    (set|turn|change) {t} brightness to {n}
    (set|change|adjust) the brightness of {t} to {n}
    (dim|lower|turn down|raise|brighten|turn up) {t} to {n}
    {t} (to|at) {n}
    {t} {n}
    make {t} {n} bright
    i want {t} at {n}
    turn {t} (down|up) to {n}
    turn on {t} (at|to) {n}
    (set|put) the brightness to {n} (for|on) {t}
    have {t} at {n}
    (adjust|move|bump|crank|dial|get|reduce|increase|decrease|lift|drop) {t} (to|down to|up to) {n}
    (get|have|keep|want) {t} at {n} brightness
    {t} on {n}
    (turn|switch|put) on {t} with {n} brightness
    (set|adjust|change) (the level|the intensity|the light level|the dimmer) of {t} to {n}
    ~put {t} level at {n}
    """)
_BRIGHTER = Templates("""
    (brighten|lighten) {t} [a bit|a little|some]
    (brighten|turn|light) up {t} [a bit|a little|some|a little bit]
    turn {t} up [a bit|a little|some|a notch]
    make {t} [a bit|a little|a lot|much] brighter
    (increase|raise|up|boost|bring up) {t}
    (bright|bright up|lift|amp up) {t}
    turn {t} (brighter|higher|up more)
    (increase|raise) (light|the light) (of|from|on) {t}
    (increase|raise|boost) the (brightness|light level|intensity|level) of {t}
    (increase|raise) {t} brightness
    {t} brighter [please]
    more light from {t}
    i (want|need) {t} [a bit|a little] brighter
    ~{t} could be brighter
    (bump|crank|ramp|jack|notch|amp|kick|push|dial|pump) {t} up [a bit|a little|a notch|some]
    (bump|crank|ramp|jack|amp|dial) up {t} [a bit|a little|a notch|some]
    (strengthen|enhance|heighten|intensify|improve|up) (the brightness|the light|the intensity|the glow) of {t}
    (can|could) {t} be [a bit|a little] brighter
    {t} (is|are) too (dim|dark) (make it brighter|brighten it|turn it up)
    let {t} (shine|glow) brighter
    ~{t} a shade brighter
    """)
_DIMMER = Templates("""
    dim {t} [a bit|a little|some|down|a little bit]
    turn {t} down [a bit|a little|some|a notch]
    (turn|tone|bring) down {t} [a bit|a little]
    make {t} [a bit|a little|a lot|much] (dimmer|darker|less bright|softer)
    (decrease|lower|reduce|soften|down) {t}
    turn {t} (lower|darker|dimmer|down more)
    put {t} on (a lower|lower) brightness
    (decrease|lower|reduce) the (brightness|light level|intensity|level) of {t}
    (lower|reduce) {t} brightness
    {t} (dimmer|darker|down) [please]
    less light from {t}
    i want {t} [a bit|a little] (dimmer|darker)
    ~darken {t}
    ~step {t} down
    ~{t} could be dimmer
    (bump|crank|ramp|notch|dial|tone|take|bring|knock) {t} down [a bit|a little|a notch|some]
    (bump|crank|ramp|dial|tone|take) down {t} [a bit|a little|a notch|some]
    (weaken|diminish|soften|lessen|cut|drop) (the brightness|the light|the intensity|the glow) of {t}
    (can|could) {t} be [a bit|a little] (dimmer|darker|less bright)
    {t} (is|are) too bright (make it dimmer|dim it|turn it down)
    (diminish|soften|lessen|decrease|reduce) {t} [a bit|a little]
    ~{t} a shade darker
    """)
_HERE_BRIGHTER = Templates("""
    make it [a bit|a little|much] brighter [in here]
    (brighten|light) (it|things|this place) up [a bit|a little]
    (increase|raise|turn up|bring up) the (brightness|lighting|light level) [in here]
    (increase|raise) (brightness|lighting)
    (i need|give me|we need) (more|some more|a bit more|a little more) light [in here]
    brighter [please]
    more light [please]
    make (the|this|my) room [a bit] (brighter|lighter)
    brighten up (the|this|my) room
    ~step up the brightness
    (can|could) (it|we have it) be [a bit] brighter [in here]
    brighten (the|this|my) (room|place|space|surroundings)
    (it's|it is) too dark in here (make it brighter|more light|brighten it up)
    (bump|crank|turn|push) up the (brightness|lighting|lights)
    (let|bring) (there be|in|me have) more light
    """)
_HERE_DIMMER = Templates("""
    make it [a bit|a little|much] (dimmer|darker|less bright) [in here]
    (dim|darken) it [down] [in here|a bit|a little]
    (decrease|lower|turn down|reduce|bring down) the (brightness|lighting|light level) [in here]
    (decrease|lower|reduce) (brightness|lighting)
    (give me|we need) (less|a bit less|a little less) light [in here]
    (darker|dimmer) [please]
    less light [please]
    make (the|this|my) room [a bit] (darker|dimmer)
    (dim|darken) (the|this|my) room
    ~step down the brightness
    (can|could) it be [a bit] (dimmer|darker) [in here]
    (darken|dim) (the|this|my) (room|place|space)
    (it's|it is) too bright in here (make it darker|less light|dim it)
    (bump|crank|turn|take|tone) down the (brightness|lighting|lights)
    """)
_BY = Templates("""
    (brighten|increase|raise) {t} by {n}
    make {t} {n} brighter
    turn {t} up [by] {n}
    """)
_BY_DOWN = Templates("""
    (dim|lower|decrease|reduce) {t} by {n}
    make {t} {n} (dimmer|darker)
    turn {t} down [by] {n}
    """)


def brightness(ctx):
    pick = ctx.rng.random()
    if pick < .15:
        up = ctx.chance(.5)
        if ctx.chance(.25):
            area = ctx.area()
            text = (Templates_area_up if up else Templates_area_down).say(ctx, area=area)
            return text, f"<set><all> {area}<brightness_step> {20 if up else -20}", "order"
        if ctx.chance(.12):
            text, value = ctx.choice([(f"{ctx.choice(['minimize', 'minimise'])} the {ctx.choice(['light', 'brightness', 'light level', 'lighting', 'light intensity'])}", 1),
                                      (f"{ctx.choice(['maximize', 'maximise', 'max out'])} the {ctx.choice(['light', 'brightness', 'light level', 'lighting', 'light intensity'])}", 100)])
            return text, f"<set><all> lights<brightness> {value}", "order"
        text = (_HERE_BRIGHTER if up else _HERE_DIMMER).say(ctx)
        return text, f"<set><all> lights<brightness_step> {20 if up else -20}", "free" if text.split()[0] in ("i", "we", "brighter", "darker", "dimmer", "more", "less") else "order"
    t = target(ctx, "light")
    if pick < .2:
        return _light_in(ctx, t)
    if pick < .5:
        spoken, value = percent(ctx)
        text = _BRIGHTNESS.say(ctx, t=t.spoken, n=ctx.choice([spoken, spoken, spoken, spoken + " brightness"]))
        if ctx.chance(.08):
            if ctx.chance(.5):
                level, value = ctx.choice([("low", 20), ("medium", 50), ("high", 100), ("dim", 20), ("bright", 100), ("half brightness", 50)])
                return f"{ctx.choice(['set', 'turn', 'put', 'change'])} {t.spoken} to {level}", f"<set>{t.output}<brightness> {value}", "order"
            text, value = ctx.choice([(f"set {t.spoken} to (the) minimum".replace("(the) ", ctx.choice(["", "the "])), 1), (f"dim {t.spoken} to the minimum", 1), (f"turn {t.spoken} all the way up", 100),
                                      (f"set {t.spoken} to full brightness", 100), (f"{t.spoken} full brightness", 100), (f"make {t.spoken} as bright as possible", 100)])
        return text, f"<set>{t.output}<brightness> {value}", "free" if text.startswith((t.spoken, "i want")) else "order"
    up = pick < .75
    if ctx.chance(.3):
        value = number(ctx, 5, 60, 5)
        text = (_BY if up else _BY_DOWN).say(ctx, t=t.spoken, n=f"{value} percent")
        return text, f"<set>{t.output}<brightness_step> {value if up else -value}", "order"
    text = (_BRIGHTER if up else _DIMMER).say(ctx, t=t.spoken)
    return text, f"<set>{t.output}<brightness_step> {20 if up else -20}", "free" if text.startswith((t.spoken, "i want", "i need", "more", "less")) else "order"


_COLOURED = Templates("(set|make|turn|change|put|get) {t} [to] {both}", "{t} (in|to|at) {both}", "{t} {both}", "(i want|i'd like|give me|have|let me have) {t} (in|at|) {both}", "(turn|switch) on {t} (in|at|with) {both}", "(turn|switch) {t} on (in|at|with) {both}", "(dim|brighten|take) {t} to {both}",
                      "(go|let's go) {both} on {t}", "{both} (for|on) {t} [please]", "~let {t} shine {both}")


def _light_in(ctx, t):
    """A colour or whiteness together with a brightness."""
    name = ctx.choice([*vocabulary.COLORS, *_KELVIN])
    colour = f"<color> {name}" if name not in _KELVIN else f"<color_temperature> {_KELVIN[name]}"
    spoken, value = percent(ctx)
    level = f"<brightness> {value}"
    spoken = ctx.choice([spoken, spoken, f"{spoken} brightness", f"{spoken} bright"]) if spoken[0].isdigit() else f"{spoken} brightness"
    both, output = ctx.choice([(f"{name} {ctx.choice(['and', 'and', 'at', 'at', '', 'with'])} {spoken}", colour + level), (f"{spoken} {ctx.choice(['and', 'and', '', 'in'])} {name}", level + colour)])
    text = _COLOURED.say(ctx, t=t.spoken, both=both)
    return text, f"<set>{t.output}{output}", "order" if text.startswith(("set", "make", "turn", "change", "put", "switch", "dim", "brighten", "take")) else "free"


Templates_area_up = Templates("""
    (brighten|lighten) [up] the {area} [a bit|a little]
    make (it brighter in the {area}|the {area} brighter|it a bit brighter in the {area})
    (increase|raise) the (light|brightness|lighting) in the {area}
    more light in the {area}
    """)
Templates_area_down = Templates("""
    (dim|darken) the {area} [a bit|a little]
    make (it darker in the {area}|the {area} darker|it a bit dimmer in the {area})
    (lower|reduce) the (light|brightness|lighting) in the {area}
    less light in the {area}
    """)
_COLOR = Templates("""
    (set|turn|change|make|switch|put|paint) {t} {c}
    (set|turn|change|switch) {t} to {c}
    (set|change|make|turn) the (color|colour) of {t} [to] {c}
    (set|change) {t} (color|colour) to {c}
    (set|change|make) {t} [to] the color {c}
    {t} [in] {c}
    i want {t} [in] {c}
    (give me|i want) {c} {t}
    make {t} glow [in] {c}
    (change|turn|switch|set|adjust|make|get|let) {t} (into|to|to be|become) {c}
    (light|color|colour|tint|dye) {t} (in|with|up in) {c}
    (can|could) {t} (be|turn|go) {c}
    (use|try|pick|choose|select|apply) (the color|the colour|) {c} (for|on|in) {t}
    {t} (should|needs to) be {c}
    (go|switch) to {c} on {t}
    (let {t} be|tint {t}|let me see {t} in|i'd like {t} to be|i would like {t}) {c}
    ~{t} in a shade of {c}
    """)
_KELVIN = {"warm white": 2700, "cool white": 5000, "cold white": 5000, "daylight": 6500, "warm light": 2700, "cool light": 5000}


_HERE_COLOR = Templates("""
    (set|change|turn|switch|make) the (light color|light colour|color of the light|colour of the light|lighting|color of the lighting|room light|color|colour) [to] {c}
    (set|change|turn|switch|make) (light|lighting|light color|light colour) [to] {c}
    (set|use|choose|pick|make|apply) [the] (color|colour) {c} (for|on|in) (all the|the|my|all) (lights|lighting|lamps|room lights)
    (i want|i'd like|give me|let me have|put on) [a] {c} (light|lighting)
    (change|switch|turn) the (color|colour) of (all the|the|my) (lights|lighting) (from {c0} to|to) {c}
    (make|turn|paint) (the|this|my) (room|place) {c}
    ~it should glow {c} in here
    """)
_AREA_COLOR = Templates("""
    (make|turn|paint|set|change|light) the {area} [to|up in] {c}
    (make|turn|paint|set) {area} {c}
    (set|change) the (color|colour) (in|of) the {area} to {c}
    {c} (in|for) the {area} [please]
    """)


def color(ctx):
    if ctx.chance(.22):
        name, before = ctx.choice(vocabulary.COLORS), ctx.choice(vocabulary.COLORS)
        if ctx.chance(.5):
            area = ctx.area()
            return _AREA_COLOR.say(ctx, area=area, c=name), f"<set><all> {area}<color> {name}", "order"
        text = _HERE_COLOR.say(ctx, c=name, c0=before)
        return text, f"<set><all> {'lamps' if ' lamps' in text else 'lights'}<color> {name}", "free" if text.startswith("i") else "order"
    t = target(ctx, "light")
    if ctx.chance(.3):
        if ctx.chance(.4):
            value = ctx.rng.randrange(20, 66) * 100
            text, value = Templates("(set|change|turn|put) {t} to {n} (kelvin|k)", "(set|change) the color temperature of {t} to {n} [kelvin]", "{t} to {n} kelvin", "make {t} {n} kelvin").say(ctx, t=t.spoken, n=str(value)), value
        else:
            name = ctx.choice(list(_KELVIN))
            value = _KELVIN[name]
            text = _COLOR.say(ctx, t=t.spoken, c=name)
        return text, f"<set>{t.output}<color_temperature> {value}", "free" if text.startswith((t.spoken, "i want")) else "order"
    name = ctx.choice(vocabulary.COLORS)
    text = _COLOR.say(ctx, t=t.spoken, c=name)
    return text, f"<set>{t.output}<color> {name}", "free" if text.startswith((t.spoken, "i want")) else "order"


_FAN_UP = Templates("(crank up|bump up|ramp up|quicken|accelerate|push up) {t}", "(bump|crank|ramp|kick) {t} up [a bit|a notch|a little]", "(more|give me more) (wind|speed|air) from {t}", "(raise|up|boost|bump up|crank up) the speed (of|on) {t}", "let {t} (spin|go|blow|run) faster",
    "(speed up|turn up|increase|boost) {t}", "turn {t} up [a bit|a little]", "make {t} [a bit|go] faster", "{t} faster", "increase the speed of {t}", "~let {t} run quicker", "run {t} faster")
_FAN_DOWN = Templates("(bump down|ramp down|tone down|ease|decelerate|calm) {t}", "(bump|take|tone|bring) {t} down [a bit|a notch|a little]", "less (wind|speed|air) from {t}", "(decrease|drop|bump down|take down) the speed (of|on) {t}", "let {t} (spin|go|blow|run) slower",
    "(slow down|turn down|decrease|slow) {t}", "turn {t} down [a bit|a little]", "make {t} [a bit|go] slower", "{t} slower", "(reduce|lower) the speed of {t}", "~let {t} run more slowly", "run {t} slower")
_SPEED = Templates("(run|put|have|turn on|get|keep) {t} (on|at) {n}", "{t} on {n}", "(turn|crank|take|bring) {t} to {n}", "(i want|i'd like) {t} (on|at) {n}", "(set|turn|put|run) {t} (to|at) {n}", "set [the] {t} speed to {n}", "(set|change|adjust) the speed of {t} to {n}", "{t} (to|at) {n} [speed]", "turn {t} (up|down) to {n}")


def fan(ctx):
    t = target(ctx, "fan")
    if ctx.chance(.5):
        spoken, value = percent(ctx)
        if ctx.chance(.3):
            spoken, value = ctx.choice([("full speed", 100), ("full blast", 100), ("low", 33), ("medium", 66), ("high", 100), ("low speed", 33), ("high speed", 100), ("medium speed", 66), ("maximum speed", 100), ("half speed", 50), ("minimum", 0)])
        text = _SPEED.say(ctx, t=t.spoken, n=spoken)
        return text, f"<set>{t.output}<speed> {value}", "free" if text.startswith(t.spoken) else "order"
    up = ctx.chance(.5)
    if ctx.chance(.25):
        value = number(ctx, 5, 50, 5)
        text = f"{'increase' if up else ctx.choice(['decrease', 'reduce', 'lower'])} {ctx.choice(['', 'the speed of '])}{t.spoken} by {value} percent"
        return text, f"<set>{t.output}<speed_step> {value if up else -value}", "order"
    text = (_FAN_UP if up else _FAN_DOWN).say(ctx, t=t.spoken)
    return text, f"<set>{t.output}<speed_step> {20 if up else -20}", "free" if text.startswith(t.spoken) else "order"


_OPEN = Templates("""
    (open|open|open up|raise|pull up|lift|roll up) {t}
    (raise|pull|roll|put) {t} up
    {t} (up|open) [please]
    i (want|need|would like) {t} open[ed]
    let me in through {t}
    get {t} open
    ~draw {t} open
    ~wind {t} up
    (uncover|draw back|unshut|lift up|hoist|roll back|put up|slide open|push open|let up|swing open|crack open|draw open) {t}
    (slide|push|swing|draw|let|move|crank|wind|lift|hoist) {t} (up|open)
    {t} (should|must|needs to) be (open|opened|up)
    (can i have|could i have|let me have|we want|we need|i'd like) {t} (open|opened|up)
    let the (light|sun|air) in through {t}
    ~part {t}
    ~get {t} out of the way
    """.replace("    let me in through {t}\n", ""))
_CLOSE = Templates("""
    (close|close|close up|shut|lower|pull down|roll down|drop) {t}
    (pull|roll|put|let) {t} (down|shut)
    {t} (down|closed|shut) [please]
    i (want|need|would like) {t} (closed|shut)
    get {t} closed
    ~draw {t} shut
    ~swing {t} shut
    ~wind {t} down
    (draw|draw down|slide shut|let down|bring down|roll down|push shut|swing shut|pull shut|seal|close off|close down|put down|drop down) {t}
    (slide|push|swing|draw|let|move|crank|wind|pull|bring) {t} (down|shut|closed|to a close)
    {t} (should|must|needs to) be (closed|shut|down)
    (can i have|could i have|let me have|we want|we need|i'd like) {t} (closed|shut|down)
    make sure {t} (is|are) (closed|shut)
    ~have {t} shut tight
    ~get {t} down all the way
    """)
_POSITION = Templates("""
    (open|close|set|put|move|raise|lower|bring) {t} [to] {n}
    (set|change) the position of {t} to {n}
    {t} (to|at) {n} [open]
    open {t} (to|by|up to) {n}
    (set|put) {t} to {n} open
    leave {t} {n} open
    ~shift {t} to {n}
    """)


def cover(ctx):
    pick = ctx.rng.random()
    t = _way_in(ctx) if ctx.chance(.12) else target(ctx, "cover")
    if pick < .37:
        text = _OPEN.say(ctx, t=t.spoken)
        return text, f"<open>{t.output}", "free" if text.startswith((t.spoken, "i ")) else "order"
    if pick < .72:
        text = _CLOSE.say(ctx, t=t.spoken)
        return text, f"<close>{t.output}", "free" if text.startswith((t.spoken, "i ")) else "order"
    if pick < .8:
        return Templates("(stop|halt|hold) {t}", "stop {t} (there|where it is|now)", "~freeze {t}").say(ctx, t=t.spoken), f"<stop>{t.output}", "order"
    spoken, value = percent(ctx)
    if spoken in ("full", "maximum", "the maximum", "max", "full power"):
        spoken, value = "half", 50
    text = _POSITION.say(ctx, t=t.spoken, n=spoken)
    return text, f"<set>{t.output}<position> {value}", "free" if text.startswith(t.spoken) else "order"


def _way_in(ctx):
    """"open the garage" where a garage door is listed."""
    doors = [d for d in ctx.home.of("cover", "lock") if d.name.endswith((" door", " gate")) and sum(d.name.rsplit(" ", 1)[0] in o.name for o in ctx.home.devices) == 1]
    if not doors:
        return one(ctx, "cover")
    door = ctx.choice(doors)
    return Reference("the " + door.name.rsplit(" ", 1)[0], f"<d> {door.name}")


_LOCK = Templates("(latch|lock down|deadbolt|fasten|bar|secure|seal|double lock|lock and secure) {t}", "{t} (should|must|needs to) be locked", "(can i have|i need|we need|i'd like|i would like) {t} (locked|secured|bolted)", "(put|turn) the (lock|bolt|latch|key) on {t}", "(make|keep) {t} secure", "~turn the key in {t}", "~see to it that {t} gets locked",
    "(lock|lock|secure|bolt|lock up) {t}", "lock {t} up", "make sure {t} (is|are) locked", "(set|put) {t} to locked", "get {t} locked", "i want {t} locked", "{t} locked please",
                  "(engage|close up and lock) {t}")
_UNLOCK = Templates("(unlatch|unfasten|unbar|unsecure|open the lock of|open the lock on|take the lock off|undo|unseal) {t}", "{t} (should|must|needs to) be unlocked", "(can i have|i need|we need|i'd like) {t} unlocked", "make sure {t} (is|are) unlocked", "~turn the key back in {t}",
    "(unlock|unlock|unbolt) {t}", "(set|put) {t} to unlocked", "get {t} unlocked", "i want {t} unlocked", "release {t}", "disengage {t}", "~undo {t}")


def lock(ctx):
    t = target(ctx, "lock")
    if ctx.chance(.3):
        noun = ctx.choice(["front", "back", "side", "cellar", "garage"]) + " door"
        t = Reference(ctx.choice(["the ", "", "my "]) + noun, f"<d> {noun}")
    locks = ctx.chance(.6)
    text = (_LOCK if locks else _UNLOCK).say(ctx, t=t.spoken)
    return text, ("<lock>" if locks else "<unlock>") + t.output, "free" if text.startswith((t.spoken, "i ")) else "order"


_TEMPERATURE = Templates("""
    (set|turn|change|adjust|put|bring) {t} to {n}
    (set|change|turn) the temperature of {t} to {n}
    set {t} temperature to {n}
    (turn|raise|lower|bring) {t} (up|down) to {n}
    (heat|cool) {t} to {n}
    {t} (to|at) {n}
    i want {t} at {n}
    (dial|move|crank|regulate|get|fix|program|bump) {t} (to|up to|down to) {n}
    (have|keep|hold|maintain|let) {t} (at|on) {n}
    {t} (should|needs to) be (at|set to) {n}
    ~have {t} go for {n}
    """)
_TEMPERATURE_HERE = Templates("""
    (set|change|adjust|put) the (temperature|heat|heating) to {n} {place}
    (set|change|adjust|make) (the temperature {place}|it {place}) [to] {n}
    (make|keep) it {n} {place}
    (raise|lower|bring) the temperature (up|down) to {n} {place}
    temperature {place} to {n}
    ~i would like it to be {n} {place}
    (i'd like|i would like|i want|we want|we need) it (to be|at) {n} {place}
    (get|heat|cool|warm) (it|the place|the room|things) to {n} {place}
    (bump|crank|dial|fix|hold|keep|maintain|regulate) the temperature (at|to|up to|down to) {n} {place}
    (heat|heating|temperature) (at|on) {n} {place}
    """)
_WARMER = Templates("""
    make it [a bit|a little] (warmer|hotter) {place}
    (turn up|raise|increase|crank up) the (temperature|heat|heating) {place} {by}
    turn the (heat|heating|temperature) up {place} {by}
    (a bit|a little) (warmer|hotter) {place} [please]
    i want it [a bit] warmer {place}
    warm (it|things) up [a bit] {place}
    ~a touch more heat {place}
    (bump|crank|dial|notch|ramp|push) up the (temperature|heat|heating|thermostat) {place} {by}
    (bump|crank|dial|push) the (temperature|heat|heating|thermostat) up {place} {by}
    (it's|it is|i'm|i am|we are) (too cold|freezing|cold) {place} (make it warmer|turn up the heat|turn the heating up|raise the temperature)
    (get|let) it [a bit] warmer {place}
    more (heat|warmth|heating) {place} [please]
    (can|could) it be [a bit|a little] warmer {place}
    """)
_COOLER = Templates("""
    make it [a bit|a little] (cooler|colder) {place}
    (turn down|lower|decrease|reduce) the (temperature|heat|heating) {place} {by}
    turn the (heat|heating|temperature) down {place} {by}
    (a bit|a little) (cooler|colder) {place} [please]
    i want it [a bit] cooler {place}
    cool (it|things) down [a bit] {place}
    ~a touch less heat {place}
    (bump|crank|dial|notch|ramp|bring|take) down the (temperature|heat|heating|thermostat) {place} {by}
    (bump|dial|bring|take) the (temperature|heat|heating|thermostat) down {place} {by}
    (it's|it is|i'm|i am|we are) (too hot|too warm|boiling|hot) {place} (make it cooler|turn down the heat|turn the heating down|lower the temperature)
    (get|let) it [a bit] (cooler|colder) {place}
    less (heat|warmth|heating) {place} [please]
    (can|could) it be [a bit|a little] (cooler|colder) {place}
    """)


_THIS_MUCH = Templates("(make|get) it {n} {up} {place}", "{n} {up} {place} [please]", "(i want|i'd like|we need) it {n} {up} {place}", "{w} it by {n} {place}", "(could|can) it be {n} {up} {place}")
_THIS_MUCH_AREA = Templates("(make|get) the {a} {n} {up}", "the {a} {n} {up} [please]", "(i want|i'd like|we need) the {a} {n} {up}", "{w} the {a} by {n}", "(could|can) the {a} be {n} {up}", "{a} {n} {up}", "{n} {up} in the {a}")


def climate(ctx):
    value = half_degrees(ctx, 10, 32) if ctx.chance(.75) else str(number(ctx, 55, 85))
    unit = ctx.choice(["", "", "", " celsius", " fahrenheit"])
    spoken = value + ctx.choice([" degrees", " degrees", ""]) + unit
    pick = ctx.rng.random()
    area = ctx.area() if ctx.chance(.45) else None
    place = ctx.choice([f"in the {area}", f"in the {area}", f"in {area}"]) if area else ctx.choice(["", "", "", "in here", "in the house"])
    reference = f"<all> {area}" if area else "<d> thermostat"
    if pick < .32:
        t = target(ctx, "climate")
        text = _TEMPERATURE.say(ctx, t=t.spoken, n=spoken)
        return text, f"<set>{t.output}<temperature> {value}{unit}", "free" if text.startswith((t.spoken, "i ")) else "order"
    if pick < .5:
        return _TEMPERATURE_HERE.say(ctx, n=spoken, place=place), f"<set>{reference}<temperature> {value}{unit}", "order"
    up = ctx.chance(.55)
    step = 1
    by = ""
    if ctx.chance(.15):
        step = ctx.choice([1, 2, 2, 3, 4, 5])
        amount = f"{step} degree{'s' * (step > 1)}"
        if area and ctx.chance(.5):
            text = _THIS_MUCH_AREA.say(ctx, a=area, n=amount, up="warmer" if up else ctx.choice(["cooler", "colder"]), w="warm" if up else "cool")
        else:
            text = _THIS_MUCH.say(ctx, place=place, n=amount, up="warmer" if up else ctx.choice(["cooler", "colder"]), w="warm" if up else "cool")
        return text, f"<set>{reference}<temperature_step> {step if up else -step}", "order" if text.startswith(("make", "warm", "cool", "get")) else "free"
    if ctx.chance(.4):
        step = ctx.choice([1, 2, 2, 3, 4, 5])
        by = f"by {step} degree{'s' * (step > 1)}"
    if pick < .54 and area:
        verb = ctx.choice(["warm up", "heat up", "heat", "warm"] if up else ["cool down", "cool", "cool off"])
        return f"{verb} the {area}", f"<set><all> {area}<temperature_step> {1 if up else -1}", "order"
    if pick < .72:
        text = (_WARMER if up else _COOLER).say(ctx, place=place, by=by)
        if by and by not in text:
            step = 1
        return text, f"<set>{reference}<temperature_step> {step if up else -step}", "free" if text.split()[0] in ("a", "i") else "order"
    t = target(ctx, "climate")
    text = f"{ctx.choice(['turn up', 'raise', 'increase', 'warm up'] if up else ['turn down', 'lower', 'decrease', 'reduce'])} {t.spoken} {by}" if ctx.chance(.6) else f"turn {t.spoken} {'up' if up else 'down'} {by}"
    return text.strip(), f"<set>{t.output}<temperature_step> {step if up else -step}", "order"


_PLAY = Templates("(get|have|let|make) {t} play", "(hit|press) play on {t}", "(carry on|go on|keep going) with {t}", "put {t} back on play",
    "(play|start|resume|unpause|continue) {t}", "start playing {t}", "(resume|continue) playback on {t}", "hit play on {t}")
_PAUSE = Templates("(freeze|suspend|interrupt) {t}", "(hit|press) pause on {t}", "put {t} on hold", "(take|have) {t} pause",
    "(pause|hold) {t}", "put {t} on pause", "pause playback on {t}")
_STOP = Templates("(stop|halt|end) {t}", "stop playing on {t}", "stop playback on {t}", "~cease {t}")
_NEXT = Templates("next (song|track|title|one) on {t}", "skip (the song|this song|this track|one) on {t}", "(skip|go) to the next (song|track) on {t}", "play the next (song|track) on {t}")
_PREVIOUS = Templates("(previous|last) (song|track|title) on {t}", "go back (a|one) (song|track) on {t}", "(go|skip) back to the (last|previous) (song|track) on {t}", "play the (previous|last) (song|track) on {t}")
_MUSIC = {"<play>": Templates("play [some|the|my] music", "(resume|continue|unpause|start) the (music|song)", "(put|turn) on some music", "(start|resume) playing", "music on"),
          "<pause>": Templates("pause [the] (music|song|playback)", "pause (it|this song)", "hold the music"),
          "<stop>": Templates("stop [the] (music|song|playback)", "stop playing [music]", "(turn|switch|shut) the music off", "music off", "turn off the music"),
          "<next>": Templates("next (song|track) [please]", "(skip|skip this song|skip this track|skip this one)", "(play|go to|skip to|jump to) the next (song|track|one)", "~on to the following song"),
          "<previous>": Templates("(previous|last) (song|track) [please]", "(play|go back to) the (previous|last) (song|track)", "go back (a|one) (song|track)", "~back to the song before"),
          "<mute>": Templates("mute", "mute (it|the sound|the music|everything|the volume|yourself)", "(turn|shut) off the sound", "sound off", "silence the music"),
          "<unmute>": Templates("unmute", "unmute (it|the sound|the music|the volume)", "(turn|switch) the sound back on", "sound [back] on")}
_LOUDER = Templates("(bump|crank|pump|push|dial|notch|boost|amp) (up the volume|the volume up|up the sound|the sound up) [a bit|a little|a notch]", "(i can't hear|i can hardly hear) (it|the music) (turn it up|louder)", "(more|some more) volume [please]", "(make|get) (the music|the sound|the volume|this|it) [a bit|a little] (louder|higher)", "(raise|increase|up) the (sound|audio|music|level of the music)", "turn (it|this) up [a bit|a little]",
    "turn (up the volume|the volume up|the music up|up the music) [a bit|a little]", "(raise|increase) the volume", "(louder|volume up|music louder) [please]", "make it [a bit] louder", "increase volume", "crank up the (volume|music)")
_QUIETER = Templates("(bump|crank|push|dial|notch|tone|take|bring) (down the volume|the volume down|down the sound|the sound down) [a bit|a little|a notch]", "(it's|it is|that's|the music is) too loud (turn it down|quieter|make it quieter)", "less volume [please]", "(make|get) (the music|the sound|the volume|this|it) [a bit|a little] (quieter|softer|lower)", "(lower|reduce|decrease|soften) the (sound|audio|music|level of the music)", "turn (it|this) down [a bit|a little]", "~take the edge off the volume",
    "turn (down the volume|the volume down|the music down|down the music) [a bit|a little]", "(lower|decrease|reduce) the volume", "(quieter|volume down|softer|music quieter) [please]", "make it [a bit] quieter", "decrease volume")
_VOLUME = Templates("(raise|lower|increase|decrease|reduce|bring|crank|bump|get|move|fix) the (volume|sound) (to|up to|down to) {n}", "(make|keep|have) the volume {n}", "(sound|volume level|sound level) (to|at) {n}",
    "(set|change|adjust|put|turn) the volume to {n}", "volume [to|at] {n}", "turn the (volume|music|sound) (up|down) to {n}")
_DEVICE_VOLUME = Templates("(raise|lower|increase|decrease|reduce|bring|crank|bump) the volume (of|on) {t} (to|up to|down to) {n}", "(put|set|adjust) {t} (volume to|to volume|at volume) {n}", "have {t} play at {n}",
    "(set|change|put|turn) the volume (of|on) {t} to {n}", "set {t} [volume] to {n}", "turn {t} (up|down) to {n}", "{t} volume {n}", "~have {t} play at {n}")


def media(ctx):
    pick = ctx.rng.random()
    if pick < .36:
        action = ctx.choice(list(_MUSIC))
        return _MUSIC[action].say(ctx), f"{action}<d> music", "order"
    if pick < .62:
        t = one(ctx, "media")
        action, templates = ctx.choice([("<play>", _PLAY), ("<pause>", _PAUSE), ("<stop>", _STOP), ("<next>", _NEXT), ("<previous>", _PREVIOUS),
                                        ("<mute>", Templates("(mute|silence) {t}", "turn the sound off on {t}", "mute the sound on {t}")), ("<unmute>", Templates("unmute {t}", "turn the sound back on on {t}"))])
        return templates.say(ctx, t=t.spoken), action + t.output, "order"
    up = ctx.chance(.5)
    if pick < .74:
        text = (_LOUDER if up else _QUIETER).say(ctx)
        step = 10
        if text.startswith(("turn", "raise", "lower", "increase the", "decrease the")) and ctx.chance(.3) and not text.endswith(("bit", "little")):
            step = number(ctx, 1, 40, 5)
            text += f" by {step}" + ctx.choice([" percent", ""])
        return text, f"<set><d> music<volume_step> {step if up else -step}", "order"
    spoken, value = percent(ctx)
    if ctx.chance(.06):
        spoken, value = "minimum", 0
    if pick < .84:
        return _VOLUME.say(ctx, n=spoken), f"<set><d> music<volume> {value}", "order"
    t = target(ctx, "media")
    if pick < .93:
        return _DEVICE_VOLUME.say(ctx, t=t.spoken, n=spoken), f"<set>{t.output}<volume> {value}", "order"
    text = Templates("turn (up|the volume up on|up the volume of|up the volume on) {t}", "make {t} louder", "raise the volume of {t}").say(ctx, t=t.spoken) if up else \
        Templates("turn (down|the volume down on|down the volume of|down the volume on) {t}", "make {t} quieter", "lower the volume of {t}").say(ctx, t=t.spoken)
    return text, f"<set>{t.output}<volume_step> {10 if up else -10}", "order"


_CLEAN = Templates("""
    (start|run|activate|launch|turn on|switch on|start up) {t}
    {t} (start|go|clean)
    (send|let) {t} (out|run|clean|to work)
    let {t} (run|clean|start)
    (get|have) {t} (going|running|cleaning)
    use {t}
    tell {t} to (start|clean)
    (start|run|activate|launch|deploy|begin|initiate|engage|dispatch|unleash|release) {t} [now]
    (make|have|let) {t} (start|clean|run|work|go|do its job)
    (tell|ask|get|order) {t} to (start|clean|run|work|go|do its job)
    (put|set) {t} (to work|in motion|running|going|on)
    (it's|it is) time for {t} (to clean|to start|to run)
    ~give {t} a go
    """)
_CLEAN_PLACE = Templates("""
    (clean|vacuum|hoover|sweep) the (living room|kitchen|bedroom|flat|house|floor|floors|carpet|carpets|hall|hallway|apartment|rug|room|place|office)
    (clean|vacuum|hoover|sweep) (my|this) (room|flat|house|place|apartment|floor|bedroom|carpet)
    (vacuum|hoover) [up] (here|everywhere|now)
    (start|begin) (vacuuming|hoovering|cleaning)
    do the (vacuuming|hoovering)
    start cleaning the (floor|house|flat|kitchen)
    clean up the (floor|dust|crumbs|mess on the floor)
    ~give the (flat|house) a clean
    (clean|vacuum|hoover|sweep|do) the (floors|carpets|rugs|whole flat|whole house|entire house|downstairs|upstairs|living area|mess|crumbs|dust)
    (the|this|my) (floor|house|flat|carpet|place|room|rug) (needs to be|should be|has to be|needs|wants) (vacuumed|cleaned|swept|hoovered|vacuuming|cleaning)
    (i want|i'd like|i need|could i have|get|have) (the|my) (floor|house|flat|carpet|place|room|rug) (vacuumed|cleaned|hoovered|swept)
    (time to|let's|go) (vacuum|hoover|clean the floor|clean the house)
    """)
_MOW = Templates("(mow|cut) the (lawn|grass|garden|yard)", "(start|begin) mowing [the lawn]")
_DOCK = Templates("(make|have|let|get) {t} (go home|dock|return|go back|go charge|recharge|return to its base|return to the dock)", "{t} (dock|charge|come back|come home|back to base)", "(recall|return|retire) {t}", "(get|put) {t} (on its charger|back on its dock|back in its station|to bed)", "(back to|return to) (the|your) (dock|base|charger) {t}", "~off home with {t}",
    "(dock|charge) {t}", "(send|bring|take) {t} (home|back home|back to its dock|to its base|back to the charger|to the dock|back)", "{t} (go home|return to base|return home|back to your dock)",
                  "return {t} to (its|the) (dock|base|station|charger)", "tell {t} to go home")


def robot(ctx):
    kind = ctx.kind(["vacuum", "vacuum", "vacuum", "mower"])
    pick = ctx.rng.random()
    if pick < .3:
        text = _CLEAN_PLACE.say(ctx) if kind == "vacuum" else _MOW.say(ctx)
        if kind == "vacuum" and ctx.chance(.4):
            text = f"{ctx.choice(['clean', 'vacuum', 'hoover', 'sweep', 'clean up', 'start cleaning', 'vacuum up'])} {ctx.choice(['the ', 'my ', ''])}{ctx.area()}"
        return text, f"<start><d> {kind}", "order"
    t = one(ctx, kind)
    if pick < .58:
        text, action = _CLEAN.say(ctx, t=t.spoken), "<start>"
    elif pick < .8:
        text, action = _DOCK.say(ctx, t=t.spoken), "<dock>"
    elif pick < .9:
        text, action = Templates("(stop|halt|cancel|turn off|switch off) {t}", "{t} stop", "tell {t} to stop", "stop {t} (now|right now)").say(ctx, t=t.spoken), "<stop>"
        if text.startswith(("turn off", "switch off")):
            action = "<stop>"
    else:
        text, action = Templates("(pause|hold) {t}", "{t} pause", "put {t} on pause").say(ctx, t=t.spoken), "<pause>"
    return text, action + t.output, "free" if text.startswith(t.spoken) else "order"


def valve(ctx):
    t = target(ctx, "valve")
    opens = ctx.chance(.55)
    if ctx.chance(.2):
        return (_RUN if opens else _HALT).say(ctx, t=t.spoken), ("<on>" if opens else "<off>") + t.output, "free"
    text = Templates("(open|open up|turn on) {t}", "turn {t} on", "{t} open", "get {t} open").say(ctx, t=t.spoken) if opens else \
        Templates("(close|shut|shut off|turn off|close off) {t}", "turn {t} off", "{t} closed", "get {t} closed").say(ctx, t=t.spoken)
    action = "<open>" if opens else "<close>"
    # A valve that is "turned on" is a matter of its type, which Java knows: the model copies the verb.
    if " on" in " " + text.replace(t.spoken, "") or text.startswith("turn"):
        action = "<on>" if opens else "<off>"
    return text, action + t.output, "free" if text.startswith(t.spoken) else "order"


_SCENE = Templates("""
    (activate|start|run|set|enable|turn on|switch to|go to|launch) {t}
    (activate|start|set|enable|switch to) the {n} (scene|mode)
    {n} (scene|mode|mode please|scene please|please)
    (set|switch|change) (the scene to|to) {n}
    i want [the] {n} (scene|mode)
    put (the house|everything) in[to] {n} mode
    (it's|it is) time for {t}
    ~bring up the {n} scene
    ~let's have the {n} mode
    (trigger|launch|engage|apply|load|execute|invoke|initiate|begin|turn on|bring up|do) {t}
    (trigger|launch|engage|apply|load|execute|do|use) the {n} (scene|mode|setting)
    (get|set|make) (the house|the home|everything|the place|things|it|us) ready for {n}
    (let's|we) (have|do|go with|go into) [the] {n} [mode|scene]
    turn {t} on
    ~make it {n} time
    """)


def scene(ctx):
    scenes = ctx.home.of("scene")
    if scenes and ctx.chance(.85):
        device = ctx.choice(scenes)
        spoken, out = device.name, device.name
        if device.aliases and ctx.chance(.3):
            spoken = out = ctx.choice(device.aliases)
    else:
        spoken = out = ctx.choice(vocabulary.SCENES) if ctx.chance(.7) else ctx.choice(words.ADJECTIVES[ctx.split]) + " " + ctx.choice(words.NOUNS[ctx.split])
    bare = spoken.removesuffix(" scene").removesuffix(" mode")
    text = _SCENE.say(ctx, t=article(ctx, spoken), n=bare)
    return text, f"<activate><d> {out}", "free" if not text.startswith(("activate", "start", "run", "set", "enable", "turn", "switch", "put", "change", "go", "launch")) else "order"


IS_STATE = {
    "light": ("on|off|still on|lit|turned on|dimmed", "light"), "switch": ("on|off|turned on|switched on", "switch"), "fan": ("on|off|running|still running", "fan"),
    "cover": ("open|closed|shut|still open|up|down", "cover"), "lock": ("locked|unlocked|open|closed|secured", "lock"), "climate": ("on|off|running|heating", "climate"),
    "media": ("on|off|playing|paused|muted", "media"), "vacuum": ("running|charging|cleaning|docked|stuck|home", "vacuum"), "mower": ("running|mowing|docked|charging", "mower"),
    "valve": ("open|closed|shut", "valve")}
# What can be asked of a type beside its state.
PROPERTIES = {"climate": ["temperature"], "light": ["brightness", "brightness", "color"], "fan": ["speed"], "cover": ["position"], "media": ["volume"], "sensor": ["temperature", "humidity", "battery"], "vacuum": ["battery"], "drone": ["battery"],
              "mower": ["battery"], "lock": ["battery"], "switch": ["power"]}
_IS = Templates("(would|could) you (check|tell me|see|look) (if|whether) {t} is {s}", "(i want to know|i'd like to know|i wonder|let me know|please say|report) (if|whether) {t} is {s}", "(is it true that|am i right that|has someone left) {t} {s}", "(did i|did we|have i|has anyone) (leave|left) {t} {s}", "what state is {t} in",
    "is {t} {s} [right now|now]", "(check|see|tell me|do you know|can you tell me|verify|check for me|find out) (if|whether) {t} is {s}", "can you (check|see|verify) (if|whether) {t} is {s}",
                "what is the (state|status) of {t}", "(what's|what is) {t} doing", "(check|confirm|verify) [that] {t} is {s}", "~i wonder if {t} is {s} can you check", "how is {t}", "{t} status")
_ARE = Templates("are {t} {s} [right now|now]", "(check|see|tell me|do you know|can you tell me|verify|confirm|find out) (if|whether) {t} are {s}", "can you (check|see|verify|confirm) (if|that|whether) {t} are {s}",
                 "(check|confirm|verify) [that] {t} are {s}", "are there any {n} {s}", "are any {n} {s}", "which {n} are {s}", "what {n} are {s}", "did i leave any {n} {s}", "~how many {n} are {s}")
_MEASURE = Templates("(say|report|announce|get|show|find out) the (current|present|) {p} (of|on|for) {t}", "(i want to know|i'd like to know|let me know) the {p} of {t}", "(how's|how is) the {p} (of|on) {t}", "the {p} of {t} [please]", "(give me|get me) {t} {p}",
    "what is the {p} (of|on|in) {t}", "what's the {p} (of|on) {t}", "(tell|give) me the {p} of {t}", "how (high|much) is the {p} of {t}", "{t} {p}", "what {p} is {t} at", "what {p} does {t} (show|have|say)",
                     "could you tell me the {p} (of|on) {t}", "the {p} of {t} what is it [at]", "do you know the {p} of {t}", "what is {t} {p}", "(read|check) the {p} of {t}", "what is the {p} (setting|level) of {t}")
_READ = Templates("what does {t} (say|show|read|report)", "(read|check) {t}", "what is the reading of {t}", "what is {t} showing", "give me the reading from {t}", "~what value does {t} have")
_WARM = Templates("how (warm|hot|cold) is it in the {a}", "what is the temperature in the {a}", "what's the temperature in [the] {a}", "(tell me|check|give me) the temperature in the {a}", "{a} temperature", "how many degrees is it in the {a}", "~what temperature do we have in the {a}")
_WARM_HERE = Templates("how (warm|hot|cold) is it in here", "what is the temperature in here", "what's the (temperature|thermostat set to)", "what is the (indoor|inside|room|house|current) temperature", "what is the thermostat (at|set to)")


def query(ctx):
    pick = ctx.rng.random()
    if pick < .12:
        area = ctx.area()
        if ctx.chance(.25):
            return ctx.choice([f"how humid is it in the {area}", f"what is the humidity in the {area}", f"what's the humidity in {area}"]), f"<query><all> {area}<property> humidity", "free"
        return _WARM.say(ctx, a=area), f"<query><all> {area}<property> temperature", "free"
    if pick < .17:
        return _WARM_HERE.say(ctx), "<query><d> thermostat<property> temperature", "free"
    if pick < .4:
        kind = ctx.kind(list(PROPERTIES))
        prop = ctx.choice(PROPERTIES[kind])
        t = one(ctx, kind)
        said = {"color": ctx.choice(["color", "colour"]), "battery": ctx.choice(["battery", "battery level", "charge"])}.get(prop, prop)
        if prop == "battery":
            return ctx.choice([f"what is the {said} of {t.spoken}", f"how much {ctx.choice(['battery', 'charge'])} does {t.spoken} have [left]".replace("[left]", ctx.choice(["", "left"])).strip(), f"how full is the battery of {t.spoken}",
                               f"check the battery of {t.spoken}", f"what's the {said} level of {t.spoken}".replace("level level", "level")]), f"<query>{t.output}<property> battery", "free"
        if kind == "climate" and ctx.chance(.3):
            return ctx.choice([f"what is {t.spoken} set to", f"what's {t.spoken} set to", f"what temperature is {t.spoken} set to"]), f"<query>{t.output}<property> temperature", "free"
        return _MEASURE.say(ctx, p=said, t=t.spoken), f"<query>{t.output}<property> {prop}", "free"
    if pick < .52:
        t = one(ctx, "sensor")
        return _READ.say(ctx, t=t.spoken), f"<query>{t.output}<property> state", "free"
    kind = ctx.kind(list(IS_STATE))
    state = ctx.choice(IS_STATE[kind][0].split("|"))
    if pick < .82:
        t = one(ctx, kind)
        return _IS.say(ctx, t=t.spoken, s=state), f"<query>{t.output}<property> state", "free"
    t = many(ctx, kind)
    while "<but>" in t.output or t.spoken.startswith("every"):
        t = many(ctx, kind)
    bare = t.spoken
    for every in ("all of the ", "all the ", "all my ", "all our ", "all ", "every single one of the ", "both ", "the ", "my "):
        bare = bare.removeprefix(every)
    return _ARE.say(ctx, t=t.spoken, s=state, n=bare), f"<query>{t.output}<property> state", "free"
