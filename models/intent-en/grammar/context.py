"""What a sentence is made in: the random source, the home, the split; and how things in the home are referred to."""
from dataclasses import dataclass
import random

from homes import Home, noun_of
from normalise import normalise
from vocabulary import devices as vocabulary, words


@dataclass
class Reference:
    spoken: str
    output: str     # "<d> kitchen lamp" or "<all> kitchen lights"


@dataclass
class Context:
    rng: random.Random
    home: Home
    split: str
    unseen: bool = False    # whether a template was used that is for tests only

    def chance(self, p):
        return self.rng.random() < p

    def choice(self, options):
        return options[int(self.rng.random() * len(options))]

    def areas(self):
        return [n for a in self.home.areas for n in (a.name, *a.aliases)]

    def area(self):
        """Mostly an area of the home, sometimes one that it has not."""
        areas = self.areas()
        if areas and self.chance(.85):
            return self.choice(areas)
        return self.choice(vocabulary.TEST_AREAS if self.split == "test" and self.chance(.5) else vocabulary.AREAS)

    def floor(self):
        floors = [a.floor for a in self.home.areas if a.floor]
        return self.choice(floors) if floors and self.chance(.85) else self.choice(vocabulary.FLOORS)

    def kind(self, kinds):
        """One of these types: mostly one that the home has, as matching against the catalogue is the lesson."""
        present = [kind for kind in kinds if self.home.of(kind)]
        return self.choice(present if present and self.chance(.85) else kinds)


EXCEPT = ["except", "except", "except for", "except for", "but", "but not", "apart from", "other than", "besides", "excluding", "not including", "save for", "bar", "minus", "aside from", "with the exception of", "leaving out", "without"]


def article(ctx, name):
    if "'s " in name or name.startswith("my "):
        return name
    has_noun = name.rsplit(" ", 1)[-1] in vocabulary.NOUNS
    pick = ctx.rng.random()
    if not has_noun and pick < .55 or has_noun and pick < .2:
        return name
    return ("the " if pick < .92 else ctx.choice(["my ", "our ", "that ", "this "])) + name


def in_area(ctx, area):
    return ctx.choice([f"in the {area}", f"in the {area}", f"in the {area}", f"in {area}", f"in my {area}", f"of the {area}"]
                      if area not in ("balcony", "patio", "terrace", "porch", "roof", "yard", "driveway") else [f"on the {area}", f"in the {area}"])


def on_floor(ctx, floor):
    if floor in ("upstairs", "downstairs"):
        return floor
    return ctx.choice(["on the ", "in the "] if floor.endswith("floor") else ["in the "]) + floor


def _generic(ctx, kinds):
    kind = ctx.choice(kinds)
    nouns = vocabulary.TYPE_NOUNS[kind] or [kind]
    noun = ctx.choice(nouns[:2] if ctx.chance(.6) else nouns)
    return noun, vocabulary.PLURALS.get((kind, noun), noun + "s")


def _short_form(ctx, device):
    """Fewer or turned words of a name that still fit one device only, or None."""
    parts = device.name.split()
    if len(parts) < 2:
        return None
    forms = []
    if len(parts) > 2:
        forms.append(" ".join(parts[1:]))
        forms.append(" ".join([parts[0], parts[-1]]))
        forms.append(" ".join(parts[1:] if len(parts) == 3 else parts[2:]))
    if device.type in ("cover", "lock", "appliance", "sensor", "scene", "switch") and parts[-1] in ("door", "gate", "lock", "machine", "maker", "sensor", "mode", "scene", "plug", "valve"):
        forms.append(" ".join(parts[:-1]))
    if len(parts) == 2 and parts[-1] in vocabulary.NOUNS and not parts[0].endswith("'s"):
        forms.append(f"{parts[1]} {ctx.choice(['of the', 'by the', 'at the', 'near the'])} {parts[0]}")
    form = ctx.choice(forms) if forms else None
    if not form or form in vocabulary.NOUNS or form in ctx.areas() or form.replace(" ", "").isdigit():
        return None
    content = set(form.split()) - {"of", "by", "at", "near", "the"}
    area_words = {w for a in ctx.areas() for w in a.split()}
    if not content - vocabulary.NOUNS - area_words:
        return None
    for other in ctx.home.devices:
        if other is not device and any(content <= set(n.split()) for n in (other.name, *other.aliases)):
            return None
    return form


def one(ctx, *kinds):
    """A reference to one device."""
    devices = ctx.home.of(*kinds)
    if devices and ctx.chance(.8):
        device = ctx.choice(devices)
        if device.aliases and ctx.chance(.55):
            name = ctx.choice(device.aliases)
            return Reference(article(ctx, name), f"<d> {name}")
        if ctx.chance(.2):
            form = _short_form(ctx, device)
            if form:
                return Reference(article(ctx, form), f"<d> {device.name}")
        if device.area and ctx.chance(.08) and device.area not in device.name:
            return Reference(f"{article(ctx, device.name)} {in_area(ctx, device.area)}", f"<d> {device.area} {device.name}")
        return Reference(article(ctx, device.name), f"<d> {device.name}")
    pick = ctx.rng.random()
    if pick < .53:
        return in_an_area(ctx, _generic(ctx, kinds)[0])
    if pick < .79:
        noun = _generic(ctx, kinds)[0]
        return Reference(ctx.choice(["the ", "the ", "the ", "", "my ", "that "]) + noun, f"<d> {noun}")
    return absent(ctx, ctx.choice(kinds))


def in_an_area(ctx, noun):
    area = ctx.area()
    spoken = f"{ctx.choice(['the ', 'the ', '', 'my '])}{area} {noun}" if ctx.chance(.55) else f"{ctx.choice(['the ', 'the ', ''])}{noun} {in_area(ctx, area)}"
    return Reference(spoken, f"<d> {area} {noun}")


def absent(ctx, kind):
    """Something that the home (almost certainly) has not: to be spelled as heard."""
    noun = noun_of(ctx.rng, kind) if kind not in ("scene", "sensor", "appliance") else kind
    qualifier = ctx.choice([lambda: ctx.choice(vocabulary.QUALIFIERS), lambda: ctx.choice(words.NOUNS[ctx.split]), lambda: ctx.choice(words.PEOPLE[ctx.split]) + "'s",
                            lambda: words.made_up(ctx.rng), lambda: ctx.choice(words.ADJECTIVES[ctx.split])])()
    name = normalise(f"{qualifier} {noun}")
    return Reference(article(ctx, name), f"<d> {name}")


def many(ctx, *kinds):
    """A reference to all devices of a kind: everywhere, in an area, on a floor, with exceptions. What one of them is called means that one."""
    found = _many(ctx, *kinds)
    name = found.output.removeprefix("<all> ")
    return Reference(found.spoken, f"<d> {name}") if any(name in (d.name, *d.aliases) for d in ctx.home.devices) else found


def _many(ctx, *kinds):
    _, plural = _generic(ctx, kinds)
    if "light" in kinds and ctx.chance(.6):
        plural = "lighting" if ctx.chance(.08) else "lights"
    if ctx.chance(.03):
        # Adjectives that take nothing away: they are not written.
        place = ctx.choice(["indoor", "interior", "inside", "existing", "remaining", "available", "other", "damn", "bloody", "wretched", "smart", "connected", "electric"])
        return Reference(f"{ctx.choice(['all ', 'all the ', 'the ', ''])}{place} {plural}", f"<all> {plural}")
    pick = ctx.rng.random()
    every = ctx.choice(["the ", "all the ", "all ", "all of the ", "", "the ", "every single one of the ", "my ", "all my ", "all our ", "both "])
    if pick < .38:
        return Reference(every + plural, f"<all> {plural}")
    if pick < .74:
        area = ctx.area()
        spoken = f"{every}{area} {plural}" if ctx.chance(.5) else f"{every}{plural} {in_area(ctx, area)}"
        return Reference(spoken, f"<all> {area} {plural}")
    if pick < .86:
        floor = ctx.floor()
        spoken = f"{every}{floor} {plural}" if ctx.chance(.4) else f"{every}{plural} {on_floor(ctx, floor)}"
        return Reference(spoken, f"<all> {floor} {plural}")
    if pick < .91:
        singular, plural = _generic(ctx, kinds)
        area = ctx.area()
        here = ctx.choice(["in here", "in this room", "in the room", "in my room", "here", "in this place", "around here"])
        return ctx.choice([Reference(f"{every}{plural} {here}", f"<all> {plural}"), Reference(f"{ctx.choice(['the ', 'my ', 'our ', ''])}{ctx.choice(['room', 'house', 'home', 'apartment', 'flat'])} {plural}", f"<all> {plural}"),
                           Reference(f"{ctx.choice(['all the ', 'all ', 'every '])}{singular} {in_area(ctx, area)}", f"<all> {area} {plural}"),
                           Reference(f"every {singular}", f"<all> {plural}"), Reference(f"every {singular} {in_area(ctx, area)}", f"<all> {area} {plural}"),
                           Reference(f"{every}{plural} in the (house)".replace("(house)", ctx.choice(["house", "flat", "home", "apartment", "whole house", "place"])), f"<all> {plural}"),
                           ])
    base = Reference(every + plural, f"<all> {plural}")
    out = one(ctx, *kinds)
    if ctx.chance(.4):
        place = ctx.area() if ctx.chance(.6) else ctx.floor()
        base = Reference(f"{every}{place} {plural}", f"<all> {place} {plural}")
    return excepting(ctx, base, *kinds)


def excepting(ctx, base, *kinds):
    """All of base without one or two things of these kinds."""
    out = one(ctx, *kinds)
    spoken, output = f"{base.spoken} {ctx.choice(EXCEPT)} {out.spoken}", f"{base.output}<but>{out.output[3:]}"
    if ctx.chance(.25):
        second = one(ctx, *kinds)
        if second.output == out.output:
            return excepting(ctx, base, *kinds)
        spoken, output = f"{spoken} {ctx.choice(['and', 'and', 'or'])} {second.spoken}", f"{output}<but>{second.output[3:]}"
    return Reference(spoken, output)


def everything(ctx):
    area, floor = ctx.area(), ctx.floor()
    whole = ctx.choice(["everything", "every device", "all devices", "all the devices", "all of it"])
    word = "everything" if whole in ("everything", "every device", "all of it") else "devices"
    return ctx.choice([
        Reference(whole, f"<all> {word}"),
        Reference(f"{whole} {in_area(ctx, area)}", f"<all> {area} {word}"),
        Reference(f"the {ctx.choice(['whole', 'entire'])} {area}", f"<all> {area} everything"),
        Reference(f"the {area}", f"<all> {area} everything"),
        Reference(f"{whole} {on_floor(ctx, floor)}", f"<all> {floor} {word}"),
        Reference(f"the whole {floor}" if floor not in ("upstairs", "downstairs") else f"the whole of {floor}", f"<all> {floor} everything"),
        Reference(f"the whole {ctx.choice(['house', 'flat', 'apartment', 'place', 'home'])}", "<all> everything"),
    ])


def target(ctx, *kinds):
    return one(ctx, *kinds) if ctx.chance(.68) else many(ctx, *kinds)
