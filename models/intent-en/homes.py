"""Random homes. No home is ever shown twice, so names have to be matched, not remembered."""
from dataclasses import dataclass, field

from normalise import normalise
from vocabulary import appliances, devices as vocabulary, words


@dataclass
class Area:
    name: str
    aliases: list
    floor: str | None


@dataclass
class Device:
    name: str
    type: str
    area: str | None
    aliases: list = field(default_factory=list)
    actions: list = field(default_factory=list)     # appliance: [(action, [slot])]
    values: dict = field(default_factory=dict)      # appliance: slot -> values
    kind: str = ""                                  # appliance: which vocabulary it was made from


@dataclass
class Home:
    areas: list
    devices: list

    def of(self, *types):
        return [d for d in self.devices if d.type in types]

    def catalogue(self):
        """The cached prefix of the prompt."""
        parts = ["<s><home>"]
        for area in self.areas:
            parts.append(f"<area> {area.name}" + "".join(f"<a> {a}" for a in area.aliases))
            if area.floor:
                parts.append(f"<floor> {area.floor}")
        for device in self.devices:
            parts.append(f"<d> {device.name}" + "".join(f"<a> {a}" for a in device.aliases) + f"<t> {device.type}")
            if device.area:
                parts.append(f"<l> {device.area}")
            for action, slots in device.actions:
                parts.append(f"<act> {words_of(action)}" + "".join(f"<slot> {words_of(s)}" for s in slots))
        return "".join(parts)


def words_of(identifier):
    """number_of_shots and numberOfShots read as "number of shots"."""
    spaced = "".join(" " + c if c.isupper() else c for c in identifier)
    return normalise(spaced.replace("_", " "))


_TYPE_WEIGHTS = {"light": 34, "switch": 9, "fan": 6, "cover": 11, "lock": 5, "climate": 7, "media": 8, "vacuum": 3, "mower": 1,
                 "valve": 2, "scene": 5, "sensor": 6, "drone": 3, "appliance": 11}
_MOST = {"drone": 5, "appliance": 2, "vacuum": 2, "mower": 2}
_TYPES, _WEIGHTS = list(_TYPE_WEIGHTS), list(_TYPE_WEIGHTS.values())


def random_home(rng, split, size):
    """size: how many devices."""
    areas = _areas(rng, split, size)
    home = Home(areas, [])
    taken = {a.name for a in areas}
    # Most homes have a bent: a row of lamps that differ in one word teaches more than random things do.
    favourite = rng.choice(_TYPES) if rng.random() < .3 else None
    for _ in range(size):
        kind = favourite if favourite and rng.random() < .5 else rng.choices(_TYPES, _WEIGHTS)[0]
        if len(home.of(kind)) >= _MOST.get(kind, size):
            kind = "light"
        device = _device(rng, split, kind, home)
        if device.name in taken:
            continue
        device.aliases = [a for a in device.aliases if a not in taken and a != device.name]
        taken.update([device.name, *device.aliases])
        home.devices.append(device)
    return home


def _areas(rng, split, size):
    if rng.random() < .12:
        return []
    names, areas = set(), []
    floors = rng.sample(vocabulary.FLOORS, rng.randint(1, 3)) if rng.random() < .4 else []
    for _ in range(rng.randint(1, max(1, min(9, 1 + size // 2)) if size <= 25 else 24)):
        pick = rng.random()
        if pick < .72:
            name = rng.choice(vocabulary.AREAS[:30] if rng.random() < .5 else vocabulary.AREAS)
        elif pick < .8:
            name = rng.choice(words.PEOPLE[split]) + rng.choice(["'s room", "'s bedroom", "'s office", "'s place"])
        elif pick < .9:
            name = rng.choice(vocabulary.QUALIFIERS + words.ADJECTIVES[split]) + " " + rng.choice(["room", "bedroom", "office", "hall", "garden", "bathroom", "wing", "floor"])
        elif pick < .95:
            name = rng.choice(words.NOUNS[split]) + rng.choice(["", " room", " corner"])
        else:
            name = words.made_up(rng)
        if split == "test" and rng.random() < .4:
            name = rng.choice(vocabulary.TEST_AREAS)
        if name in names:
            continue
        names.add(name)
        aliases = []
        if rng.random() < .12:
            alias = rng.choice(vocabulary.AREA_ALIASES.get(name, [rng.choice(words.NOUNS[split]) + " room"]))
            if alias not in names:
                aliases.append(alias)
                names.add(alias)
        areas.append(Area(normalise(name), aliases, rng.choice(floors) if floors and rng.random() < .8 else None))
    return areas


def _device(rng, split, kind, home):
    area = rng.choice(home.areas).name if home.areas and rng.random() < .8 else None
    device = Device("", kind, area)
    noun = noun_of(rng, kind)
    if kind == "scene":
        noun = (rng.choice(vocabulary.SCENES) if rng.random() < .8 else _fancy_name(rng, split)) + rng.choice(["", "", "", " scene", " mode"])
    elif kind == "sensor" and rng.random() < .7:
        noun = rng.choice(vocabulary.SENSORS) + rng.choice(["", "", " sensor"])
    elif kind == "switch" and rng.random() < .6:
        noun = rng.choice(vocabulary.SWITCHED)
    elif kind == "appliance":
        device.kind, noun, device.actions, device.values = appliances.appliance(rng, split)
    if rng.random() < .12:
        # One thing to its owner: "the bedroom blinds".
        noun = vocabulary.PLURALS.get((kind, noun), noun)
    device.name = normalise(_name(rng, split, noun, area, kind))
    if rng.random() < .4:
        for _ in range(rng.choice([1, 1, 1, 2, 2, 3, 4])):
            pick = rng.random()
            if pick < (.6 if kind in ("vacuum", "mower", "drone", "switch") else .45):
                alias = _call_name(rng, split)
            else:
                alias = _name(rng, split, noun if rng.random() < .5 else noun_of(rng, kind), area, kind)
            device.aliases.append(normalise(alias))
    return device


def _call_name(rng, split):
    """A brand or what somebody calls the thing: nothing in it tells what it is."""
    pick = rng.random()
    if pick < .4:
        return words.made_up(rng)
    if pick < .65:
        return rng.choice(words.NOUNS[split])
    return rng.choice(["big", "little", "old", "mister", "captain", "lady", "", "", "", ""]) + " " + rng.choice(words.PEOPLE[split])


def _fancy_name(rng, split):
    """What people who like stories call their things: "tower of glass", "silent otter", "operation walnut"."""
    noun, other = rng.choice(words.NOUNS[split]), rng.choice(words.NOUNS[split])
    return rng.choice([f"{noun} of {rng.choice([other, words.made_up(rng)])}", f"{rng.choice(words.ADJECTIVES[split])} {noun}", f"{rng.choice(words.ADJECTIVES[split])} {noun}", f"{noun} {other}",
                       f"{rng.choice(['operation', 'project', 'saint', 'doctor', 'uncle', 'baby', 'king', 'queen', 'grumpy', 'lucky', 'magic', 'mighty', 'mad'])} {noun}"])


def noun_of(rng, kind):
    nouns = vocabulary.TYPE_NOUNS[kind] or [kind]
    return rng.choice(nouns[:2] if rng.random() < .45 else nouns)


def _name(rng, split, noun, area, kind):
    if rng.random() < .06:
        # Brand-like: "wozmo plug".
        return f"{words.made_up(rng)} {noun}"
    if rng.random() < (.35 if kind == "drone" else .05):
        return _call_name(rng, split) if rng.random() < .6 else _fancy_name(rng, split)
    pick = rng.random()
    if kind in ("scene", "appliance") and pick < .6 or kind in ("climate", "vacuum", "mower", "drone") and pick < .45:
        return noun
    if pick < .22 and area:
        return f"{area} {noun}"
    if pick < .45:
        return f"{rng.choice(vocabulary.QUALIFIERS)} {noun}"
    if pick < .52:
        return f"{rng.choice(words.ADJECTIVES[split])} {noun}"
    if pick < .60:
        return f"{rng.choice(words.NOUNS[split])} {noun}"
    if pick < .66:
        return f"{rng.choice(words.PEOPLE[split])}'s {noun}"
    if pick < .71:
        return f"{words.made_up(rng)} {noun}"
    if pick < .75:
        return words.made_up(rng) + ("" if rng.random() < .6 else " " + words.made_up(rng))
    if pick < .79:
        return _call_name(rng, split)
    if pick < .84 and area:
        return f"{area} {rng.choice(vocabulary.QUALIFIERS)} {noun}"
    if pick < .88:
        return f"{noun} {rng.choice(['one', 'two', 'three', 'four', 'a', 'b', 'left', 'right', 'north', 'south'])}"
    if pick < .92:
        return f"{rng.choice(vocabulary.QUALIFIERS)} {rng.choice(words.NOUNS[split])} {noun}"
    if pick < .95:
        return f"{rng.choice(words.ADJECTIVES[split])} {rng.choice(words.NOUNS[split])}"
    return noun
