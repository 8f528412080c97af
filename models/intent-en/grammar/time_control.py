"""Timers and the clock: always there, no target."""
from grammar.amounts import duration
from grammar.templates import Templates
from vocabulary import words

NAMES = """pasta|eggs|egg|pizza|tea|bread|laundry|rice|cake|cookies|oven|chicken|potatoes|workout|nap|break|homework|yoga|
plank|steak|soup|meeting|dog|washing|dryer|coffee|exercise|reading|piano practice|potato salad|roast|turkey|noodles|garlic bread""".replace("\n", "").split("|")

_START = Templates("""
    (set|start|create|make|begin|add|give me|run) a [new] timer for {d}
    (set|start|create|give me) a {d1} timer
    timer for {d}
    timer {d}
    {d1} timer
    (set|start) [the] timer (for|to|at) {d}
    (set|start) (me|us) a timer for {d}
    i need a timer for {d}
    start a countdown of {d}
    count down {d}
    (wake|remind|alert|warn|tell) me in {d}
    let me know (in|when) {d} (are over|have passed|are up)
    time {d} for me
    """)
_START_NAMED = Templates("""
    (set|start|create) a {n} timer (for|of) {d}
    (set|start|create) a timer for {d} (called|named|for the|for) {n}
    (set|start|create) a {d1} timer (called|named|for the|for) {n}
    {d1} timer for [the] {n}
    {n} timer {d}
    timer for {d} for [the] {n}
    remind me about the {n} in {d}
    """)
_CANCEL = Templates("(cancel|stop|delete|end|clear|kill|remove|abort|turn off) (the|my|that|this) timer", "(cancel|stop) timer", "stop the (countdown|timer)", "timer off", "no more timer", "forget the timer", "(cancel|clear) (all timers|all the timers|the timers)")
_PAUSE = Templates("(pause|hold|freeze) (the|my|this) timer", "pause timer", "put the timer on (pause|hold)", "~halt the countdown for a moment", "pause the countdown")
_RESUME = Templates("(resume|continue|unpause|restart) (the|my|this) timer", "resume timer", "let the timer (run|go|continue) again", "continue the countdown")
_EXTEND = Templates("add {d} to (the|my) timer", "(extend|prolong|lengthen) (the|my) timer by {d}", "(give me|add) {d} more on the timer", "{d} more on the timer", "put {d} more on the timer", "add (another|an extra) {d1} to the timer", "make the timer {d} longer")
_QUERY = Templates("how (much time|long) is left on (the|my) timer", "how (much|long) [time] is left", "how (long|much longer) does the timer have", "(check|read) the timer", "(what's|what is) left on the timer", "how much time [do i have] left", "timer status", "when (does the timer end|is the timer done|is my timer up)",
                    "is the timer (still running|running|done)", "time left on the timer", "how much longer on the timer")
_CANCEL_NAMED = Templates("(cancel|stop|delete|end|clear|kill|forget) (the|my) {n} timer", "(cancel|stop|delete) the timer (for|called|named) [the] {n}", "{n} timer off")
_PAUSE_NAMED = Templates("(pause|hold|freeze) (the|my) {n} timer", "(pause|hold) the timer for [the] {n}", "put the {n} timer on hold")
_RESUME_NAMED = Templates("(resume|continue|unpause|restart) (the|my) {n} timer", "(resume|continue) the timer for [the] {n}", "let the {n} timer (run|go on) again")
_EXTEND_NAMED = Templates("(add|put) {d} [more] (to|on) (the|my) {n} timer", "(extend|prolong|lengthen) (the|my) {n} timer by {d}", "{d} more (on|for) the {n} timer", "give the {n} timer {d} more", "give the {n} timer another {d1}", "(make|let) the {n} timer [run] {d} longer", "add {d} to the timer for [the] {n}", "the {n} (needs|need) {d} more on the timer", "~another {d1} for the {n} timer")
_QUERY_NAMED = Templates("how (much time|long|much) is left on (the|my) {n} timer", "how (long|much longer) (does|has) the {n} timer (have|got) [left]", "(check|read) the {n} timer", "(what's|what is) left on the {n} timer", "{n} timer status", "how (much time|long) is left (for|on) the {n}", "how (much longer|long) (for|until) the {n} timer", "when (does|will) the {n} timer (end|go off|ring)",
                         "is the {n} timer (done|running|still running|finished)", "(tell me|show me) the {n} timer", "time left on the {n} timer", "how is the {n} timer doing", "how (many minutes|many seconds) [are] left on the {n} timer", "~where is the {n} timer at")
_TIME = Templates("what time is it [now|right now|please]", "what's the time [now|please]", "what is the [current] time", "(tell me|give me|say) the time", "(can|could) you tell me (the time|what time it is)", "do you (have|know) the time", "current time [please]",
                  "how late is it", "time please", "what time it is", "what hour is it", "tell me what time it is")
_DATE = Templates("what (day|date) is it [today]", "what's (the|today's) date", "what is (the|today's) date [today]", "(tell me|give me) (the|today's) date", "what day of the (week|month) is it", "which day is (today|it)", "today's date [please]", "what month is it",
                  "what is the day today", "what year is it", "(can|could) you tell me (the date|what day it is)")


def timer(ctx):
    pick = ctx.rng.random()
    if pick < .58:
        spoken, out = duration(ctx)
        singular = as_adjective(spoken)
        if pick < .16:
            name = ctx.choice(NAMES) if ctx.chance(.75) else ctx.choice(words.NOUNS[ctx.split])
            return _START_NAMED.say(ctx, d=spoken, d1=singular, n=name), f"<timer_start><duration>{out}<name> {name}", "order"
        return _START.say(ctx, d=spoken, d1=singular), f"<timer_start><duration>{out}", "order"
    if ctx.chance(.3):
        name = ctx.choice(NAMES) if ctx.chance(.7) else ctx.choice(words.NOUNS[ctx.split])
        if pick < .68:
            return _CANCEL_NAMED.say(ctx, n=name), f"<timer_cancel><name> {name}", "order"
        if pick < .72:
            return _PAUSE_NAMED.say(ctx, n=name), f"<timer_pause><name> {name}", "order"
        if pick < .76:
            return _RESUME_NAMED.say(ctx, n=name), f"<timer_resume><name> {name}", "order"
        if pick < .88:
            spoken, out = duration(ctx, short=True)
            return _EXTEND_NAMED.say(ctx, d=spoken, d1=as_adjective(spoken), n=name), f"<timer_extend><duration>{out}<name> {name}", "order"
        return _QUERY_NAMED.say(ctx, n=name), f"<timer_query><name> {name}", "free"
    if pick < .68:
        return _CANCEL.say(ctx), "<timer_cancel>", "order"
    if pick < .74:
        return _PAUSE.say(ctx), "<timer_pause>", "order"
    if pick < .8:
        return _RESUME.say(ctx), "<timer_resume>", "order"
    if pick < .9:
        spoken, out = duration(ctx, short=True)
        return _EXTEND.say(ctx, d=spoken, d1=as_adjective(spoken)), f"<timer_extend><duration>{out}", "order"
    return _QUERY.say(ctx), "<timer_query>", "free"


def as_adjective(spoken):
    """A "5 minute" timer; "an hour" stays as it is said."""
    parts = [p[:-1] if p in ("seconds", "minutes", "hours") else p for p in spoken.split()]
    return " ".join(parts[1:] if parts[0] in ("a", "an") else parts)


def clock(ctx):
    if ctx.chance(.06):
        return ctx.choice(["what is the date and time", "what is the date and the time", "tell me the date and time"]), "<clock_query><property> date<and><clock_query><property> time", "free"
    if ctx.chance(.6):
        return _TIME.say(ctx), "<clock_query><property> time", "free"
    return _DATE.say(ctx), "<clock_query><property> date", "free"
