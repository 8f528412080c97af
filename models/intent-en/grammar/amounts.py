"""Numbers, durations and times as they are said (already in normal form) and as they are written in the output."""


def number(ctx, low, high, step=1):
    value = ctx.rng.randrange(low, high + 1)
    if step > 1 and ctx.chance(.75):
        value = value // step * step
    return max(low, value)


def percent(ctx):
    """(spoken, value)"""
    if ctx.chance(.1):
        return ctx.choice([("half", 50), ("halfway", 50), ("full", 100), ("maximum", 100), ("50 50", 50), ("the maximum", 100), ("max", 100), ("full power", 100)][:7])
    value = number(ctx, 1, 100, 5)
    return (f"{value} percent" if ctx.chance(.8) else str(value)), value


def half_degrees(ctx, low, high):
    value = number(ctx, low, high)
    return f"{value}.5" if ctx.chance(.18) else str(value)


def duration(ctx, short=False):
    """("5 minutes", " 5 minutes")"""
    pick = ctx.rng.random()
    if pick < .1:
        unit = ctx.choice(["second", "minute", "minute", "hour"])
        return ("an " if unit == "hour" else "a ") + unit, f" 1 {unit}s"
    if pick < .22 and not short:
        hours, minutes = number(ctx, 1, 12), number(ctx, 1, 59, 5)
        both = f" {hours} hours {minutes} minutes"
        joint = ctx.choice([" and ", " ", " and "])
        if hours == 1 and ctx.chance(.3):
            return f"an hour{joint}{minutes} minutes", both
        return f"{hours} hour{'s' * (hours > 1)}{joint}{minutes} minutes", both
    if pick < .28 and not short:
        minutes, seconds = number(ctx, 1, 30), number(ctx, 5, 59, 5)
        return f"{minutes} minute{'s' * (minutes > 1)}{ctx.choice([' and ', ' '])}{seconds} seconds", f" {minutes} minutes {seconds} seconds"
    if pick < .34:
        value = f"{number(ctx, 1, 9)}.5"
        unit = ctx.choice(["minutes", "hours"])
        return f"{value} {unit}", f" {value} {unit}"
    unit = ctx.rng.choices(["second", "minute", "hour"], [2, 7, 2])[0]
    value = number(ctx, 1, {"second": 90, "minute": 90, "hour": 24}[unit], 5 if ctx.chance(.5) else 1)
    return f"{value} {unit}{'s' * (value > 1)}", f" {value} {unit}s"


def clock_time(ctx):
    """("quarter past 7 in the evening", " 19:15"); hours as said unless the half of the day is."""
    pick = ctx.rng.random()
    if pick < .06:
        return ctx.choice([("noon", " 12:00"), ("midnight", " 0:00"), ("midday", " 12:00")])
    hour = number(ctx, 1, 12)
    minute = 0 if pick < .35 else ctx.choice([15, 30, 45, number(ctx, 1, 59, 5)])
    spoken = f"{hour}:{minute:02d}" if minute and ctx.chance(.55) else f"{hour} {minute}" if minute >= 10 else f"{hour} oh {minute}" if minute else ctx.choice([f"{hour}", f"{hour} o'clock"])
    if ctx.chance(.42):
        afternoon = ctx.chance(.6)
        spoken += " " + ctx.choice(["pm", "p m", "in the evening", "in the afternoon", "tonight", "at night"] if afternoon else ["am", "a m", "in the morning", "tomorrow morning"])
        hour = hour % 12 + 12 * afternoon
    elif ctx.chance(.06) and minute:
        hour = number(ctx, 13, 23)
        spoken = f"{hour} {minute}" if minute >= 10 else f"{hour} oh {minute}"
    return spoken, f" {hour}:{minute:02d}"


def when(ctx):
    """A delay, a duration or a time of day: (spoken, output)."""
    pick = ctx.rng.random()
    if pick < .4:
        spoken, out = duration(ctx)
        return ctx.choice([f"in {spoken}", f"in {spoken}", f"after {spoken}", f"{spoken} from now", f"in about {spoken}"]), f"<delay>{out}"
    if pick < .7:
        spoken, out = duration(ctx)
        return ctx.choice([f"for {spoken}", f"for {spoken}", f"for the next {spoken}", f"for about {spoken}"]), f"<for>{out}"
    spoken, out = clock_time(ctx)
    return f"at {spoken}", f"<at>{out}"
