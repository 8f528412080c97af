"""Replies: the task in reverse. From commands and what became of them to what is said of it, in one of three tones.

A template is a string in which (a|b) chooses and [a] may be left out; <brightness>, <d> … stand for what the outcome holds. All that a template
can become is written out, so that the same templates make the training text and the rules of `replies.tsv` that the text is held to.
    python -m grammar.replies       # from the folder above: writes replies.tsv
"""
import pathlib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from grammar.amounts import half_degrees, number
from grammar.templates import Templates
from homes import words_of
from normalise import normalise
from vocabulary import devices as vocabulary, words

FILE = pathlib.Path(__file__).parent.parent / "replies.tsv"
TONES = ("plain", "friendly", "brief")
# What became of a command. Of these, "said" is what a reply must hold at least one of, so that no failure sounds like success.
KINDS = {"done": (), "later": (), "known": (), "unknown": ("don't", "unknown", "not", "couldn't", "no"), "unreachable": ("can't", "couldn't", "unreachable", "not", "isn't", "aren't", "no"),
         "silent": ("no", "not", "doesn't", "don't", "isn't", "aren't", "didn't", "nothing"), "unable": ("can't", "no", "not", "cannot", "unable"), "range": ("only", "most"),
         "missing": ("no", "don't", "not", "couldn't", "can't"), "full": ("too", "no", "can't"), "unclear": ("need", "needs", "tell", "how", "which", "what", "missing")}
NEGATIVE = {w for kind, said in KINDS.items() if kind != "unclear" for w in said} | {"failed", "won't", "never"}
# Words that must not be said of the other action.
OPPOSITES = {"on": {"off"}, "off": {"on"}, "open": {"close", "closing", "closed", "shut"}, "close": {"open", "opening", "opened"}, "lock": {"unlock", "unlocked", "open"}, "unlock": {"lock", "locked"},
             "play": {"paused", "stopped", "pause", "stop"}, "pause": {"playing", "play"}, "mute": {"unmuted", "unmute"}, "unmute": {"muted", "mute", "off"}, "start": {"stopped", "stop", "paused"},
             "stop": {"started", "start", "running", "playing"}, "arm": {"disarm", "disarmed"}, "disarm": {"arm", "armed"}, "takeoff": {"land", "landing"}, "land": {"take", "taking"}}

# Between what is said of one command and of the next.
JOINTS = ("and", "but")

# Device actions: what a device then is, what was done to it, what to do to it, what it will do; {d} with article, {x} the device or "it".
_ACTIONS = {
    "on": ("on", "turned {d} on|switched {d} on|turned on {d}|switched on {d}", "turn {x} on|switch {x} on", "be on|go on|be switched on|turn on"),
    "off": ("off", "turned {d} off|switched {d} off|turned off {d}|switched off {d}", "turn {x} off|switch {x} off", "be off|go off|be switched off|turn off"),
    "toggle": ("switched|switched over", "switched {d}|toggled {d}", "switch {x}|toggle {x}", "be switched|switch over"),
    "open": ("opening|opening up", "told {d} to open|sent {d} open", "open {x}", "open|open up"),
    "close": ("closing", "told {d} to close|sent {d} closed", "close {x}|shut {x}", "close"),
    "stop": ("stopped", "stopped {d}|brought {d} to a stop", "stop {x}", "stop|be stopped"),
    "lock": ("locked", "locked {d}", "lock {x}", "be locked|lock"),
    "unlock": ("unlocked", "unlocked {d}", "unlock {x}", "be unlocked|unlock"),
    "play": ("playing", "started playback on {d}|set {d} playing", "play {x}", "play|start playing"),
    "pause": ("paused", "paused {d}", "pause {x}", "pause|be paused"),
    "next": ("on the next track|playing the next track", "skipped to the next track on {d}", "skip to the next track on {x}", "skip to the next track|play the next track"),
    "previous": ("on the previous track|playing the previous track", "gone back to the previous track on {d}", "go back to the previous track on {x}", "go back to the previous track|play the previous track"),
    "mute": ("muted", "muted {d}|turned the sound of {d} off", "mute {x}", "be muted"),
    "unmute": ("unmuted", "unmuted {d}|turned the sound of {d} back on", "unmute {x}", "be unmuted"),
    "start": ("running|starting|getting to work", "started {d}|sent {d} to work", "start {x}", "start|get to work"),
    "dock": ("going back to the dock|heading home|on the way home", "sent {d} home|sent {d} back to the dock", "send {x} home", "go home|go back to the dock"),
    "activate": ("active|set", "activated {d}|set {d}", "activate {x}", "be active|be activated"),
    "arm": ("armed", "armed {d}", "arm {x}", "be armed"),
    "disarm": ("disarmed", "disarmed {d}", "disarm {x}", "be disarmed"),
    "takeoff": ("taking off", "told {d} to take off", "make {x} take off", "take off"),
    "land": ("landing|coming down", "told {d} to land", "land {x}|bring {x} down", "land|come down"),
    "hold": ("holding position|hovering", "told {d} to hold position", "make {x} hover", "hold position|hover"),
    "return_home": ("coming home|flying home|on the way home", "called {d} home", "call {x} home", "come home|fly home"),
    "move": ("moving|flying", "told {d} to move", "move {x}|fly {x}", "move|fly"),
    "turn": ("turning", "told {d} to turn", "turn {x}", "turn"),
}
# What can be set: the same, by the slots.
_SET = {
    ("brightness",): ("at <brightness>|set to <brightness>", "set {d} to <brightness>", "set {x} to <brightness>", "be at <brightness>|go to <brightness>"),
    ("brightness_step",): ("<brightness_step>", "taken {d} <brightness_step>", "take {x} <brightness_step>|turn {x} <brightness_step>", "go <brightness_step>|change <brightness_step>"),
    ("speed",): ("at <speed>|set to <speed>|running at <speed>", "set {d} to <speed>", "set {x} to <speed>", "be at <speed>|run at <speed>|go to <speed>"),
    ("speed_step",): ("<speed_step>", "taken {d} <speed_step>", "take {x} <speed_step>|turn {x} <speed_step>", "go <speed_step>"),
    ("position",): ("at <position>|set to <position>|going to <position>|moving to <position>", "set {d} to <position>", "set {x} to <position>|move {x} to <position>", "go to <position>|be at <position>"),
    ("temperature",): ("set to <temperature>|at <temperature>|heading for <temperature>", "set {d} to <temperature>", "set {x} to <temperature>", "be set to <temperature>|go to <temperature>"),
    ("temperature_step",): ("<temperature_step>", "taken {d} <temperature_step>", "take {x} <temperature_step>|turn {x} <temperature_step>", "go <temperature_step>"),
    ("volume",): ("at <volume>|set to <volume>|playing at <volume>", "set {d} to <volume>|set the volume of {d} to <volume>", "set {x} to <volume>", "be at <volume>|play at <volume>|go to <volume>"),
    ("volume_step",): ("<volume_step>", "taken {d} <volume_step>|turned {d} <volume_step>", "take {x} <volume_step>|turn {x} <volume_step>", "go <volume_step>"),
    ("color",): ("<color>|set to <color>", "turned {d} <color>|made {d} <color>|set {d} to <color>", "turn {x} <color>|make {x} <color>", "be <color>|turn <color>"),
    ("color_temperature",): ("at <color_temperature>|set to <color_temperature>", "set {d} to <color_temperature>", "set {x} to <color_temperature>", "be at <color_temperature>|go to <color_temperature>"),
    ("altitude",): ("flying to <altitude>|going to <altitude>|set to <altitude>", "sent {d} to <altitude>", "fly {x} to <altitude>", "fly to <altitude>|go to <altitude>"),
    ("brightness", "color"): ("<color> at <brightness>|set to <color> and <brightness>|at <brightness> and <color>", "set {d} to <color> and <brightness>|set {d} to <brightness> and <color>", "set {x} to <color> and <brightness>", "be <color> at <brightness>"),
    ("brightness", "color_temperature"): ("at <brightness> and <color_temperature>|set to <color_temperature> and <brightness>", "set {d} to <brightness> and <color_temperature>", "set {x} to <brightness> and <color_temperature>", "be at <brightness> and <color_temperature>"),
    ("altitude", "speed"): ("flying to <altitude> at <speed>", "sent {d} to <altitude> at <speed>", "fly {x} to <altitude> at <speed>", "fly to <altitude> at <speed>"),
}
# Drones: what is added to what they do.
_FLIGHT = {"takeoff": {("altitude",): ["to <altitude>"]},
           "move": {("direction",): ["<direction>", "to the <direction>"], ("direction", "distance"): ["<direction> by <distance>", "<distance> <direction>", "<distance> to the <direction>"]},
           "turn": {("direction",): ["<direction>", "to the <direction>"], ("angle", "direction"): ["<direction> by <angle>", "<angle> <direction>", "<angle> to the <direction>"]}}

_OPENERS = ["okay", "sure", "all right", "there you go", "of course", "got it", "right away", "certainly", "gladly", "great", "with pleasure", "consider it done"]
_SURE = ["okay", "sure", "all right", "of course", "got it", "certainly", "gladly", "you got it", "great"]
_SORRY = ["sorry", "i'm sorry", "i'm afraid", "unfortunately", "oh dear", "sorry but", "i'm sorry but", "bad news", "oh no"]

_DONE = {"plain": "{d} {is} {state} [{while}]/{d} {is} now {state} [{while}]/i've {did} [{while}]/i {did1} [{while}]/{d} {is} {state} [{while}]",
         "friendly": "{ok} {d} {is} {state} [{while}]/{ok} {d} {is} now {state} [{while}]/{ok} i've {did} [{while}]/{ok} i {did1} for you [{while}]/i've {did} for you [{while}]/{ok} {d} {is} {state} for you [{while}]/"
                     "done {d} {is} {state} [{while}]/{d} {is} {state} now [{while}]/{ok} that's done {d} {is} {state} [{while}]",
         "brief": "{n} {state} [{while}]/{n} now {state} [{while}]/{n} {state} [{while}]"}
_LATER = {"plain": "{d} will {be} {when}/i'll {do} {when}/{when} {d} will {be}/{when} i'll {do}/i will {do} {when}",
          "friendly": "{sure} i'll {do} {when}/{sure} {d} will {be} {when}/{sure} i'll {do} for you {when}/i'll {do} for you {when}/i'll gladly {do} {when}/{sure} {when} i'll {do}/{sure} {when} {d} will {be}",
          "brief": "{n} will {be} {when}/{when} {n} will {be}/will {do} {when}"}
_ORDER_DONE = {("act",): {"plain": "{d} will <act>/i've told {d} to <act>/i told {d} to <act>/{d} {has} been told to <act>", "friendly": "{ok} {d} will <act>/{ok} i've told {d} to <act>/i've told {d} to <act> for you/{ok} {d} {is} about to <act>",
                          "brief": "{n} <act>/{n} will <act>/<act> on {n}"},
               ("v",): {"plain": "{d} {is} doing {v}/{d} will do {v}/{v} on {d}/{d} {has} the order {v}/i've ordered {v} from {d}/i ordered {v} from {d}/{d} {has} been told {v}",
                        "friendly": "{ok} {v} coming up from {d}/{ok} {d} {is} doing {v}/{ok} i've ordered {v} from {d}/{d} {is} working on {v} for you/{ok} {d} {has} your order {v}/your {v} will come from {d}/{v} from {d} coming right up",
                        "brief": "{n} {v}/{v} from {n}/{v} on {n}"}}
_ORDER_LATER = {("act",): {"plain": "{d} will <act> {when}/i'll tell {d} to <act> {when}/{when} {d} will <act>", "friendly": "{sure} {d} will <act> {when}/{sure} i'll tell {d} to <act> {when}/{sure} {when} {d} will <act>", "brief": "{n} will <act> {when}"},
                ("v",): {"plain": "{d} will do {v} {when}/i'll order {v} from {d} {when}/{when} {d} will do {v}", "friendly": "{sure} {d} will do {v} {when}/{sure} i'll order {v} from {d} {when}/{sure} {when} i'll order {v} from {d}", "brief": "{n} will do {v} {when}"}}
_UNREACHABLE = {"plain": "i can't reach {d}/i couldn't reach {d}/{d} can't be reached/{d} {is} not reachable/{d} {isnt} reachable/i have no connection to {d}/i can't reach {d} to {do1}/i couldn't {do} i can't reach {it}",
                "friendly": "{sorry} i can't reach {d} [right now]/{sorry} i couldn't reach {d}/{sorry} {d} {isnt} reachable [right now|at the moment]/{sorry} {d} can't be reached [right now]/{sorry} i couldn't {do} i can't reach {it}/{sorry} i can't get through to {d}/"
                            "{sorry} i have no connection to {d}/i'd love to but i can't reach {d}",
                "brief": "{n} unreachable/can't reach {n}/{n} not reachable/no connection to {n}"}
_SILENT = {"plain": "{d} {doesnt} answer/{d} didn't answer/{d} {is} not answering/{d} {isnt} responding/i got no answer from {d}/there is no answer from {d}/{d} didn't respond/i tried to {do} but got no answer",
           "friendly": "{sorry} {d} {doesnt} answer/{sorry} {d} didn't answer/{sorry} {d} {isnt} responding [right now]/{sorry} i got no answer from {d}/{sorry} i heard nothing back from {d}/{sorry} i tried to {do} but got no answer",
           "brief": "{n} not answering/no answer from {n}/{n} not responding"}
_UNABLE = {(): {"plain": "i can't {do}/{d} can't do that/that is not possible with {d}/{d} {is} not able to do that", "friendly": "{sorry} i can't {do}/{sorry} {d} can't do that/{sorry} that's not something {d} can do/{sorry} that is not possible with {d}", "brief": "{n} can't do that/not possible with {n}"},
           ("property",): {"plain": "{d} {has} no <property> to set/there is no <property> to set on {d}/i can't set the <property> of {d}", "friendly": "{sorry} {d} {has} no <property> to set/{sorry} i can't set the <property> of {d}", "brief": "no <property> on {n}/{n} {has} no <property>"},
           ("v",): {"plain": "{d} can't do <v>/{d} {has} no <v>/there is no <v> on {d}", "friendly": "{sorry} {d} can't do <v>/{sorry} {d} {has} no <v>/{sorry} there is no <v> on {d}", "brief": "no <v> on {n}/{n} can't do <v>"}}
_RANGE = {"plain": "{d} only takes <r>/{d} only {goes} from <r>/{d} can only do <r>/i can only set {d} to <r>/for {d} only <r> {is} possible", "friendly": "{sorry} {d} only takes <r>/{sorry} {d} only {goes} from <r>/{sorry} i can only set {d} to <r>/{sorry} {d} can only do <r>",
          "brief": "{n} only <r>/only <r> for {n}"}
_MISSING = {"plain": "there is no such device/i don't know that device/i couldn't find that device/i know no such device", "friendly": "{sorry} there is no such device [here]/{sorry} i don't know that device/{sorry} i couldn't find that device/{sorry} i can't find that device",
            "brief": "no such device/device not found"}
_FULL = {"plain": "too much is planned already/i can't plan any more than that/there is too much planned already", "friendly": "{sorry} too much is planned already/{sorry} i can't plan any more than that/{sorry} there's too much planned already", "brief": "too much planned already"}
_UNCLEAR = {(): {"plain": "tell me what to do with {d}/i need to know what to do with {d}/tell me more about what {d} should do", "friendly": "{sorry} i need to know what to do with {d}/please tell me what {d} should do/{sorry} could you tell me what to do with {d}", "brief": "{n} how/what should {n} do"},
            ("property",): {"plain": "tell me which <property> for {d}/i need to know which <property> for {d}/which <property> should {d} have/the <property> for {d} is missing", "friendly": "please tell me which <property> for {d}/{sorry} i need to know which <property> for {d}/which <property> would you like from {d}",
                            "brief": "which <property> for {n}/{n} needs <property>"}}
_STATE = {("v",): {"plain": "{d} {is} <v>/{d} {is} <v> [right now|at the moment]/{d} {is} currently <v>", "friendly": "{d} {is} <v> [right now|at the moment]/let me see {d} {is} <v>/{sure} {d} {is} <v>/{d} {is} <v> as far as i know/i see {d} {is} <v>", "brief": "{n} <v>/<v>"},
          ("value",): {"plain": "{d} {is} <v> at <value>/{d} {is} <v> and at <value>/{d} {is} currently <v> at <value>", "friendly": "{d} {is} <v> at <value> [right now|at the moment]/let me see {d} {is} <v> at <value>/{sure} {d} {is} <v> at <value>", "brief": "{n} <v> at <value>/{n} <v> <value>"},
          ("property", "v"): {"plain": "the <property> of {d} is <v>/the <property> of {d} is at <v>/i see <v> as the <property> of {d}/the <property> of {d} is <v> [right now|at the moment]", "friendly": "the <property> of {d} is <v> [right now|at the moment]/let me see the <property> of {d} is <v>/{sure} the <property> of {d} is <v>/i see <v> as the <property> of {d}",
                              "brief": "{n} <property> <v>/<property> of {n} <v>/<v> <property> at {n}"}}
_UNKNOWN = {(): {"plain": "i don't know the state of {d}/i don't know what {d} {is} doing/{d} {has} not told me yet/the state of {d} is unknown/i don't know about {d}", "friendly": "{sorry} i don't know the state of {d} [yet]/{sorry} {d} {has} not told me yet/{sorry} i don't know about {d} [yet]/{sorry} i couldn't say about {d}",
                 "brief": "{n} unknown/{n} state unknown/no state from {n}"},
            ("property",): {"plain": "i don't know the <property> of {d}/the <property> of {d} is unknown/{d} {has} not told me the <property> yet/i have no <property> from {d}", "friendly": "{sorry} i don't know the <property> of {d} [yet]/{sorry} {d} {has} not told me the <property> yet/{sorry} i have no <property> from {d} [yet]",
                            "brief": "{n} <property> unknown/no <property> from {n}"}}
_CLOCK = {("at",): {"plain": "it is <at>/it's <at>/the time is <at>/it is now <at>", "friendly": "it's <at> [right now]/{sure} it's <at>/it's <at> now/{sure} the time is <at>", "brief": "<at>"},
          ("v",): {"plain": "it is <v>/today is <v>/it's <v>/it's <v> today", "friendly": "today is <v>/{sure} today is <v>/it's <v> today/{sure} it's <v>", "brief": "<v>"}}
# Timers; {t} is "timer" or "<name> timer".
_TIMERS = {
    ("timer_start", "done", ("duration",)): {"plain": "the {t} is set for <duration>/i've set the {t} for <duration>/the {t} runs for <duration>/the {t} is running for <duration>/i set the {t} for <duration>",
                                              "friendly": "{ok} the {t} is set for <duration>/{ok} your {t} is running for <duration>/i've set your {t} for <duration>/{ok} <duration> on the {t} starting now/your {t} is set for <duration>", "brief": "{t} set for <duration>/{t} <duration>/<duration> on the {t}"},
    ("timer_start", "full", ()): {"plain": "there are too many timers already/i can't keep any more timers/too many timers are running", "friendly": "{sorry} there are too many timers already/{sorry} i can't keep any more timers please cancel another first", "brief": "too many timers"},
    ("timer_start", "unclear", ()): {"plain": "tell me how long the timer should run/a timer needs a time/i need a time for the timer", "friendly": "{sorry} i need a time for the timer/please tell me how long the timer should run/sure for how long", "brief": "how long/timer needs a time"},
    ("timer_cancel", "done", ()): {"plain": "the {t} is cancelled/i've cancelled the {t}/the {t} is stopped/i cancelled the {t}", "friendly": "{ok} the {t} is cancelled/{ok} i've cancelled the {t}/i've cancelled your {t} for you/{ok} your {t} is gone", "brief": "{t} cancelled/{t} stopped"},
    ("timer_pause", "done", ("duration",)): {"plain": "the {t} is paused with <duration> left/i've paused the {t} with <duration> left/the {t} is paused at <duration>", "friendly": "{ok} the {t} is paused with <duration> left/{ok} i've paused your {t} with <duration> to go/{ok} your {t} is paused with <duration> left", "brief": "{t} paused <duration> left/{t} paused at <duration>"},
    ("timer_resume", "done", ()): {"plain": "the {t} runs on/the {t} is running again/the {t} goes on/i've resumed the {t}", "friendly": "{ok} the {t} is running again/{ok} your {t} goes on/{ok} i've resumed your {t}", "brief": "{t} running/{t} resumed"},
    ("timer_extend", "done", ("duration",)): {"plain": "the {t} has <duration> left now/the {t} now has <duration> left/there are now <duration> left on the {t}/i've extended the {t} to <duration>", "friendly": "{ok} the {t} now has <duration> left/{ok} you have <duration> left on the {t}/{ok} your {t} has <duration> left now", "brief": "{t} <duration> left/<duration> left on the {t}"},
    ("timer_query", "known", ("duration",)): {"plain": "the {t} has <duration> left/there are <duration> left on the {t}/<duration> are left on the {t}/the {t} will be done in <duration>", "friendly": "you have <duration> left on the {t}/{sure} the {t} has <duration> left/there are <duration> to go on the {t}/your {t} has <duration> to go", "brief": "{t} <duration> left/<duration> left on the {t}/<duration> on the {t}"},
}
_NO_TIMER = {"plain": "there is no {t}/no {t} is running/i have no {t}/i don't have a {t}", "friendly": "{sorry} there is no {t}/{sorry} i don't have a {t}/{sorry} no {t} is running [right now]", "brief": "no {t}/no {t} running"}
_LONG_TIMER = {"plain": "a timer can run for <duration> at most/a timer only goes up to <duration>/timers only go up to <duration>", "friendly": "{sorry} a timer can run for <duration> at most/{sorry} timers only go up to <duration>", "brief": "<duration> at most/only up to <duration>"}


@dataclass
class Item:
    """A command and what became of it."""
    action: str
    kind: str
    names: list = field(default_factory=list)
    values: list = field(default_factory=list)      # (slot, phrase), all to be said, in the prompt's order
    when: tuple | None = None                       # ("delay" | "at" | "for", phrase)

    def shape(self):
        return tuple(sorted({s for s, _ in self.values}))

    def phrases(self):
        """(slot, phrase) of all that has to be said."""
        return [*(("d", n) for n in self.names), *self.values, *([self.when] if self.when else [])]

    def prompt(self):
        said = self.values + ([self.when] if self.when else [])
        return f"<{self.action}>" + "".join(f"<d> {n}" for n in self.names) + "".join(f"<{s}> {p}" for s, p in said) + f"<t> {self.kind}"


def prompt(tone, items):
    return f"<s><home> {tone}<cmd>" + "<and>".join(i.prompt() for i in items) + "<heard>"


def _all(text, **parts):
    """All that the templates of a text, separated by "/", can be: one list for each template, so that each is as likely as another."""
    found = []
    for template in text.split("/"):
        for name, options in parts.items():
            template = template.replace("{" + name + "}", "(" + "|".join(options) + ")" if options != [""] else "")
        found.append(sorted(Templates(template.replace("[]", "")).wordings("train")))
    return found


def _past(did):
    """"i've taken" is "i took"."""
    verb, _, rest = did.partition(" ")
    return {"taken": "took", "gone": "went"}.get(verb, verb) + " " + rest


def _phrases(action, shape):
    """State, deed, order and future of an action with these slots, or None where it has none such."""
    if action == "set":
        return _SET.get(shape)
    found = _ACTIONS.get(action)
    if found is None or not shape:
        return found if action not in ("move", "turn") else None
    added = _FLIGHT.get(action, {}).get(shape)
    return added and tuple("|".join(f"{p} {a}" for p in part.split("|") for a in added) for part in found)


def _device_texts(action, kind, tone, shape, when):
    """Templates, written out, of one device action; None where the Dispatcher never says such a thing."""
    range_slots = {"set": {"brightness", "position", "volume", "speed", "color_temperature", "temperature", "altitude"}, "takeoff": {"altitude"},
                   "move": {"distance"}, "turn": {"angle"}}
    orders = _phrases(action, shape) or (_SET["brightness",] if action == "set" else _ACTIONS.get(action))
    if kind in ("done", "later"):
        phrases = _phrases(action, shape)
        if phrases is None or kind == "later" and when not in ("delay", "at") or kind == "done" and when not in (None, "for") or kind == "done" and any(s.endswith("_step") for s in shape):
            return None
        state, did, do, be = (p.split("|") for p in phrases)
        moment = {"delay": ["in <delay>"], "at": ["at <at>"]}.get(when)
        while_ = ["for <for>", "for the next <for>"] if when == "for" else [""]
        texts = (_DONE if kind == "done" else _LATER)[tone]
        if when == "for":
            texts = texts.replace("[{while}]", "{while}")
            texts = "/".join(t for t in texts.split("/") if "for you" not in t)
        return _all(texts, state=state, did=did, did1=[_past(d) for d in did], do=[d.replace("{x}", "{d}" if tone != "brief" else "{n}") for d in do], be=be, when=moment or [""], **{"while": while_})
    if when is not None:
        return None
    if kind in ("unreachable", "silent"):
        if shape:
            return None
        plain = (_ACTIONS.get(action) or ("", "", "set {x}", ""))[2].split("|")
        return _all((_UNREACHABLE if kind == "unreachable" else _SILENT)[tone], do=[p.replace("{x}", "{d}") for p in plain], do1=[p.replace("{x}", "{it}") for p in plain])
    if kind == "unable" and shape in ((), ("property",)) and (shape == () or action == "set"):
        plain = (_ACTIONS.get(action) or ("", "", "set {x}", ""))[2].split("|")
        return _all(_UNABLE[shape][tone], do=[p.replace("{x}", "{d}") for p in plain])
    if kind == "range" and len(shape) == 1 and shape[0] in range_slots.get(action, ()) and orders:
        return _all(_RANGE[tone].replace("<r>", f"<{shape[0]}>"))
    if kind == "missing" and not shape:
        return _all(_MISSING[tone])
    if kind == "full" and not shape:
        return _all(_FULL[tone])
    if kind == "unclear" and not shape and action in ("set", "move", "turn"):
        return _all(_UNCLEAR[()][tone])
    return None


def _order_texts(kind, tone, shape, when):
    moment = {"delay": ["in <delay>"], "at": ["at <at>"]}.get(when)
    if kind == "done" and shape in _ORDER_DONE and when is None:
        return _all(_ORDER_DONE[shape][tone])
    if kind == "later" and shape in _ORDER_LATER and moment:
        return _all(_ORDER_LATER[shape][tone], when=moment)
    if when is not None:
        return None
    if kind in ("unreachable", "silent", "missing", "full") and not shape:
        return _all({"unreachable": _UNREACHABLE, "silent": _SILENT, "missing": _MISSING, "full": _FULL}[kind][tone], do=["start {d}", "run {d}"], do1=["start {it}", "run {it}"])
    if kind == "unable" and shape in ((), ("v",)):
        return _all(_UNABLE[shape][tone], do=["do that with {d}"])
    if kind == "unclear" and shape == ("property",):
        return _all(_UNCLEAR[shape][tone])
    return None


def _query_texts(kind, tone, shape):
    if kind in ("unreachable", "silent") and not shape:
        return _all((_UNREACHABLE if kind == "unreachable" else _SILENT)[tone], do=["ask {d}"], do1=["ask {it}"])
    if kind == "unknown" and shape in _UNKNOWN:
        return _all(_UNKNOWN[shape][tone])
    if kind == "missing" and not shape:
        return _all(_MISSING[tone])
    if kind == "unable" and not shape:
        return _all(_UNABLE[()][tone], do=["ask {d} that"])
    if kind != "known":
        return None
    if len(shape) == 2 and "v" in shape and "property" not in shape:
        value = next(s for s in shape if s != "v")
        return _all(_STATE["value",][tone].replace("<value>", f"<{value}>"))
    texts = _STATE.get(shape)
    return texts and _all("/".join(t for t in texts[tone].split("/") if "{" in t))


def _time_texts(action, kind, tone, shape):
    if action == "clock_query":
        return _all(_CLOCK[shape][tone]) if kind == "known" and shape in _CLOCK else None
    named = "name" in shape
    rest = tuple(s for s in shape if s != "name")
    timer = ["<name> timer"] if named else ["timer"]
    if (action, kind, rest) in _TIMERS and not (named and kind in ("full", "unclear")):
        return _all(_TIMERS[action, kind, rest][tone], t=timer)
    if kind == "missing" and not rest and action != "timer_start":
        return _all(_NO_TIMER[tone], t=timer)
    if kind == "range" and shape == ("duration",) and action in ("timer_start", "timer_extend"):
        return _all(_LONG_TIMER[tone])
    return None


@lru_cache(maxsize=None)
def texts(action, kind, tone, shape, when):
    """What can be said of an outcome: for each template all that it can be, or None where there is no such outcome."""
    if action == "query":
        return None if when else _query_texts(kind, tone, shape)
    if action == "do":
        return _order_texts(kind, tone, shape, when)
    if action.startswith(("timer_", "clock_")):
        return None if when else _time_texts(action, kind, tone, shape)
    return _device_texts(action, kind, tone, shape, when)


def _fill(text, *, devices, bare, plural, values, ok, sure, sorry):
    """Fills in all but the phrases themselves."""
    fillings = {"d": devices, "n": bare, "v": values, "ok": ok, "sure": sure, "sorry": sorry, "is": "are" if plural else "is", "isnt": "aren't" if plural else "isn't", "has": "have" if plural else "has",
                "it": "them" if plural else "it", "doesnt": "don't" if plural else "doesn't", "goes": "go" if plural else "goes"}
    return " ".join(re.sub(r"\{([a-z0-9]+)\}", lambda m: fillings[m.group(1)], text).split())


ACTIONS = [*_ACTIONS, "set", "query", "do", "timer_start", "timer_cancel", "timer_pause", "timer_resume", "timer_extend", "timer_query", "clock_query"]


def _shapes(action):
    """All slots that an outcome of an action may have together; texts() leaves out what there is not."""
    if action == "set":
        return [(), ("property",), *_SET]
    if action == "query":
        return [(), ("v",), ("property",), ("property", "v"), *(tuple(sorted((v, "v"))) for v in ("brightness", "speed", "position", "temperature", "volume"))]
    if action == "do":
        return [(), ("act",), ("v",), ("property",)]
    if action == "clock_query":
        return [("at",), ("v",)]
    if action.startswith("timer_"):
        return [(), ("name",), ("duration",), ("duration", "name")]
    return [(), *({("altitude",)} | set(_FLIGHT.get(action, ())) | ({("distance",)} if action == "move" else {("angle",)} if action == "turn" else set()))]


def rules():
    """(action, kind) -> word before -> words that may follow, "<s>" and "<end>" at the ends, slots as they are; from all templates."""
    found = {}
    for action in ACTIONS:
        for kind in KINDS:
            follow = defaultdict(set)
            frames = set()
            for tone in TONES:
                for shape in sorted(set(_shapes(action))):
                    for when in (None, "delay", "at", "for"):
                        for text in {t for options in texts(action, kind, tone, shape, when) or [] for t in options}:
                            frames |= _filled(text, shape)
            for frame in frames:
                sequence = ["<s>", *frame.split(), "<end>"]
                for before, after in zip(sequence, sequence[1:]):
                    follow[before].add(after)
            if follow:
                found[action, kind] = {b: sorted(a) for b, a in sorted(follow.items())}
    return found


def _filled(text, shape):
    """The texts with every opener, both numbers, one name and two, with article and without: enough for every pair of words."""
    many = [("the <d>", "<d>"), ("<d>", "<d>"), ("the <d> and the <d>", "<d> and <d>"), ("<d> and the <d>", "<d> and <d>"), ("the <d> and <d>", "<d> and <d>")]
    opened = [("", "", ""), *((o, s, a) for o, s, a in _in_step(_OPENERS, _SURE, _SORRY))] if re.search(r"\{(ok|sure|sorry)\}", text) else [("", "", "")]
    values = ["<v>", "<v> <v>", "<v> and <v>"] if "{v}" in text else [""]
    numbers = (False, True) if re.search(r"\{(is|isnt|has|it|doesnt|goes)\}", text) else (False,)
    return {_fill(text, devices=d, bare=n, plural=p, values=v, ok=o, sure=s, sorry=a) for d, n in (many if re.search(r"\{[dn]\}", text) else many[:1]) for p in numbers for v in values for o, s, a in opened}


def _in_step(*lists):
    """Lists side by side, the shorter ones beginning again."""
    return [tuple(entries[i % len(entries)] for entries in lists) for i in range(max(map(len, lists)))]


def table():
    """The text of replies.tsv."""
    lines = [f"{kind}\t{' '.join(said)}" for kind, said in KINDS.items() if said]
    alike = defaultdict(list)
    for (action, kind), follow in rules().items():
        for before, after in follow.items():
            alike[kind, before, " ".join(after)].append(action)
    lines += [f"{' '.join(actions)}\t{kind}\t{before}\t{after}" for (kind, before, after), actions in alike.items()]
    return "\n".join(lines) + "\n"


def read():
    """The rules as they are in replies.tsv."""
    found = defaultdict(dict)
    for line in FILE.read_text(encoding="utf8").splitlines():
        parts = line.split("\t")
        if len(parts) == 4:
            for action in parts[0].split():
                found[action, parts[1]][parts[2]] = parts[3].split()
    return found


def accepted(rules_, items, text):
    """Whether a reply keeps the rules: each word may follow the one before, all that the outcomes hold is said once and nothing else, a failure sounds like one."""
    said = text.split()

    def follows(at, which, before, left, marked):
        current = items[which]
        for after in rules_[current.action, current.kind].get(before, ()):
            if after == "<end>":
                if left or not marked:
                    continue
                if which == len(items) - 1:
                    if at == len(said):
                        return True
                elif at < len(said) and said[at] in JOINTS and begins(at + 1, which + 1):
                    return True
            elif after.startswith("<"):
                for i, (slot, phrase) in enumerate(left):
                    size = len(phrase.split())
                    if f"<{slot}>" == after and said[at:at + size] == phrase.split() and follows(at + size, which, after, left[:i] + left[i + 1:], marked):
                        return True
            elif at < len(said) and said[at] == after and follows(at + 1, which, after, left, marked or after in KINDS[current.kind]):
                return True
        return False

    def begins(at, which):
        return follows(at, which, "<s>", tuple(items[which].phrases()), not KINDS[items[which].kind])

    return begins(0, 0)


def plural(names):
    last = names[0].split()[-1] if names else ""
    return len(names) > 1 or last.endswith("s") and not last.endswith(("ss", "'s", "us", "is"))


def say(ctx, item, tone, first):
    """What is said of an item; openers only where a reply begins."""
    options = ctx.choice(texts(item.action, item.kind, tone, item.shape(), item.when and item.when[0]))
    marks = [n if "'s " in n or n.startswith(("my ", "all ")) else "the " + n if n.split()[-1] in vocabulary.NOUNS or ctx.chance(.75) else n for n in item.names]
    devices = " and ".join("the <d>" if m.startswith("the ") and m != n else "<d>" for m, n in zip(marks, item.names))
    values = [p for s, p in item.values if s == "v"]
    joint = " " if ctx.chance(.6) else " and "
    opener = ctx.chance(.75) and first
    text = _fill(ctx.choice(options), devices=devices, bare=" and ".join("<d>" for _ in item.names), plural=plural(item.names), values=joint.join("<v>" for _ in values), ok=ctx.choice(_OPENERS) if opener else "",
                 sure=ctx.choice(_SURE) if opener else "", sorry=ctx.choice(_SORRY) if first and ctx.chance(.9) else "")
    said = defaultdict(list)
    for slot, phrase in item.phrases():
        said[slot].append(phrase)
    return " ".join(said[w[1:-1]].pop(0) if w.startswith("<") else w for w in text.split())


def _duration(ctx):
    """As Mando writes them: "1 hour and 5 minutes"."""
    pick = ctx.rng.random()
    parts = [("hour", number(ctx, 1, 12))] if pick < .15 else [("minute", number(ctx, 1, 59))] if pick < .65 else [("second", number(ctx, 1, 59))] if pick < .75 else \
        [("hour", number(ctx, 1, 5)), ("minute", number(ctx, 1, 59))] if pick < .87 else [("minute", number(ctx, 1, 59)), ("second", number(ctx, 1, 59))]
    return " and ".join(f"{n} {unit}{'s' * (n != 1)}" for unit, n in parts)


def _clock(ctx):
    return f"{number(ctx, 0, 23)}:{number(ctx, 0, 59):02d}"


def _value(ctx, slot, device_type="light"):
    """A value with its unit, as Mando writes it."""
    if slot == "color":
        return ctx.choice([*vocabulary.COLORS, "brown", "black"])
    if slot == "color_temperature":
        return f"{number(ctx, 1500, 9000, 100)} kelvin"
    if slot == "temperature":
        return f"{half_degrees(ctx, 5, 35)} degrees"
    if slot == "temperature_step":
        return f"{number(ctx, 1, 10)} degrees {ctx.choice(['up', 'down'])}"
    if slot.endswith("_step"):
        return f"{number(ctx, 1, 60, 5)} percent {ctx.choice(['up', 'down'])}"
    if slot in ("altitude", "distance"):
        return f"{half_degrees(ctx, 1, 60)} metres"
    if slot == "angle":
        return f"{ctx.choice([45, 90, 180, 30, 360, number(ctx, 1, 360)])} degrees"
    if slot == "speed" and device_type == "drone":
        return f"{half_degrees(ctx, 1, 20)} metres a second"
    return f"{number(ctx, 0, 100, 5)} percent"


_SETTABLE = {"light": ["brightness", "brightness", "color", "color_temperature", "brightness color", "brightness color_temperature"], "fan": ["speed"], "cover": ["position"], "climate": ["temperature"], "media": ["volume"],
             "drone": ["altitude", "altitude", "speed", "altitude speed"]}
_OF_TYPE = {"light": "on off toggle set set set query", "switch": "on off toggle query", "fan": "on off set set query", "cover": "open close stop set query", "lock": "lock unlock query", "climate": "on off set set query",
            "media": "play pause stop next previous mute unmute set set query", "vacuum": "start pause stop dock query", "mower": "start pause stop dock query", "valve": "open close query", "scene": "activate", "sensor": "query",
            "drone": "arm disarm takeoff land hold return_home move turn set query", "appliance": "do"}
_STATES = {"light": "on off", "switch": "on off", "fan": "on off", "cover": "open closed stopped opening closing", "lock": "locked unlocked jammed", "climate": "on off heating cooling idle", "media": "playing paused idle muted off on standby",
           "vacuum": "running cleaning paused idle docked returning stuck", "mower": "running mowing paused idle docked", "valve": "open closed", "sensor": "on off open closed wet dry motion clear", "drone": "armed disarmed flying landed returning", "appliance": "ready idle busy off on"}
_MAIN = {"light": "brightness", "fan": "speed", "cover": "position", "climate": "temperature", "media": "volume"}
_PROPERTIES = ["temperature", "temperature", "humidity", "battery", "power", "brightness", "position", "speed", "volume", "color", "pressure", "level", "altitude"]
_PLURALS = {"light": "lights", "switch": "switches", "fan": "fans", "cover": "covers", "lock": "locks", "climate": "thermostats", "media": "players", "vacuum": "vacuums", "mower": "mowers", "valve": "valves", "scene": "scenes", "sensor": "sensors",
            "drone": "drones", "appliance": "appliances"}
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = "january february march april may june july august september october november december".split()


def _group(ctx, kind):
    """A whole group by its name, as Mando calls it where it has many members."""
    place = ctx.choice([lambda: "", lambda: ctx.area() + " ", lambda: ctx.area() + " ", lambda: ctx.floor() + " "])()
    return f"all {place}{_PLURALS[kind]}"


def _names(ctx, device, alike):
    """One name mostly; several of a kind; a whole group."""
    pick = ctx.rng.random()
    others = [d.name for d in ctx.home.of(device.type) if d is not device]
    if pick < .14 and others and alike:
        return [device.name, *ctx.rng.sample(others, min(len(others), ctx.choice([1, 1, 2, 3])))]
    if pick < .2 and alike:
        return [_group(ctx, device.type)]
    return [device.name]


def _order(ctx, device, kind):
    action, slots = ctx.choice(device.actions)
    if kind == "unclear" and slots:
        return Item("do", kind, [device.name], [("property", words_of(ctx.choice(slots)))])
    values = [("v", ctx.choice(device.values[s])) for s in slots if device.values.get(s)]
    if kind == "unable":
        return Item("do", kind, [device.name], [("v", ctx.choice(values)[1])] if values and ctx.chance(.7) else [])
    if kind not in ("done", "later"):
        return Item("do", kind, [] if kind in ("missing", "full") else [device.name])
    chosen = ctx.rng.sample(values, min(len(values), ctx.choice([1, 1, 2, 2, 3])))
    return Item("do", kind, [device.name], chosen or [("act", words_of(action))])


def _query(ctx, device, kind):
    if kind == "unknown":
        return Item("query", kind, [device.name], [("property", ctx.choice(_PROPERTIES))] if ctx.chance(.6) else [])
    if kind != "known":
        return Item("query", kind, [] if kind == "missing" else [device.name])
    if device.type not in _STATES or ctx.chance(.45):
        found = ctx.choice(_PROPERTIES)
        value = _value(ctx, found, device.type) if found in ("temperature", "brightness", "position", "speed", "volume", "color", "altitude") else str(number(ctx, 0, 100)) if ctx.chance(.6) else half_degrees(ctx, 0, 1100)
        return Item("query", kind, [device.name], [("property", found), ("v", value)])
    state = ctx.choice(_STATES[device.type].split()) if ctx.chance(.93) else normalise(ctx.choice(words.ADJECTIVES[ctx.split]))
    values = [("v", state)]
    if device.type in _MAIN and state != "off" and ctx.chance(.45):
        values.append((_MAIN[device.type], _value(ctx, _MAIN[device.type], device.type)))
    return Item("query", kind, [device.name], values)


_TIMER_NAMES = "pasta eggs egg pizza tea bread laundry rice cake cookies oven chicken potatoes workout nap break homework yoga steak soup meeting dog washing coffee".split()


def _time(ctx):
    if ctx.chance(.25):
        if ctx.chance(.6):
            return Item("clock_query", "known", [], [("at", _clock(ctx))])
        return Item("clock_query", "known", [], [("v", f"{ctx.choice(_DAYS)} {number(ctx, 1, 31)} {ctx.choice(_MONTHS)}")])
    action, kind = ctx.choice([("timer_start", "done")] * 6 + [("timer_start", "full"), ("timer_start", "unclear"), ("timer_start", "range"), ("timer_extend", "range"), ("timer_cancel", "done"), ("timer_cancel", "done"), ("timer_pause", "done"),
                               ("timer_resume", "done"), ("timer_extend", "done"), ("timer_extend", "done"), ("timer_query", "known"), ("timer_query", "known"), ("timer_query", "missing"), ("timer_cancel", "missing"), ("timer_pause", "missing"),
                               ("timer_resume", "missing"), ("timer_extend", "missing")])
    values = []
    if kind in ("done", "known", "missing") and ctx.chance(.4):
        name = ctx.choice(_TIMER_NAMES) if ctx.chance(.6) else ctx.choice(words.NOUNS[ctx.split])
        values.append(("name", normalise(name + (f" {number(ctx, 2, 4)}" if ctx.chance(.08) else ""))))
    elif kind == "done" and ctx.chance(.03):
        values.append(("name", str(number(ctx, 2, 4))))
    if kind == "range":
        values.append(("duration", f"{ctx.choice([24, number(ctx, 2, 48)])} hours"))
    elif action in ("timer_start", "timer_pause", "timer_extend", "timer_query") and kind in ("done", "known"):
        values.append(("duration", _duration(ctx)))
    return Item(action, kind, [], values)


def item(ctx):
    """A random outcome in the home."""
    if not ctx.home.devices or ctx.chance(.14):
        return _time(ctx)
    kinds = sorted({d.type for d in ctx.home.devices})
    device = ctx.choice(ctx.home.devices if ctx.chance(.5) else ctx.home.of(ctx.choice(kinds)))
    action = ctx.choice(_OF_TYPE[device.type].split())
    if action == "query":
        return _query(ctx, device, ctx.rng.choices(["known", "unknown", "unreachable", "silent", "unable", "missing"], [70, 18, 3, 3, 3, 3])[0])
    kind = ctx.rng.choices(["done", "for", "later", "unreachable", "silent", "unable", "range", "missing", "full", "unclear"], [48, 6, 10, 11, 9, 6, 5, 2, 1.5, 2.5])[0]
    if action == "do":
        found = _order(ctx, device, "done" if kind in ("for", "range") else kind)
        while texts(found.action, found.kind, "plain", found.shape(), "delay" if kind == "later" else None) is None:
            found = _order(ctx, device, kind := "done")
    elif kind in ("done", "for", "later"):
        found = Item(action, "later" if kind == "later" else "done", _names(ctx, device, True), _slots(ctx, action, device, kind == "later"))
        if kind == "for" and action in OPPOSITES:
            found.when = ("for", _duration(ctx))
    elif kind == "range" and action in ("set", "takeoff", "move", "turn"):
        slot = {"takeoff": "altitude", "move": "distance", "turn": "angle"}.get(action) or ctx.choice(_SETTABLE[device.type]).split()[0]
        limits = {"temperature": "{} to {} degrees", "altitude": "0.5 to {1} metres", "distance": "0.1 to {1} metres", "angle": "1 to 360 degrees", "color_temperature": "1500 to 9000 kelvin"}.get(slot, "0 to 20 metres a second" if device.type == "drone" else "0 to 100 percent")
        found = Item(action, "range", [device.name], [(slot, limits.format(number(ctx, 5, 15), number(ctx, 20, 120)))]) if slot != "color" else Item(action, "unreachable", [device.name])
    elif kind == "unable":
        other = ctx.choice(list(_ACTIONS)) if ctx.chance(.5) else action
        found = Item("set", kind, [device.name], [("property", ctx.choice(["brightness", "color", "speed", "volume", "temperature", "position", "color temperature"]))]) if ctx.chance(.3) else Item(other, kind, [device.name])
    elif kind == "unclear" and action in ("set", "move", "turn"):
        found = Item(action, kind, [device.name])
    elif kind in ("missing", "full"):
        found = Item(action, kind)
    else:
        found = Item(action, kind if kind == "silent" else "unreachable", [device.name])
    if found.kind == "later":
        found.when = ("at", _clock(ctx)) if ctx.chance(.35) else ("delay", _duration(ctx))
    return found


def _slots(ctx, action, device, later):
    if action == "set":
        slots = ctx.choice(_SETTABLE[device.type]).split()
        if later and len(slots) == 1 and slots[0] in ("brightness", "speed", "temperature", "volume") and device.type != "drone" and ctx.chance(.3):
            slots = [slots[0] + "_step"]
    else:
        options = list(_FLIGHT.get(action, {}))
        slots = list(ctx.choice(options)) if options and (action != "takeoff" or ctx.chance(.6)) else []
    return [(s, ctx.choice(["left", "right"] if action == "turn" else ["forward", "backward", "left", "right", "up", "down"]) if s == "direction" else _value(ctx, s, device.type)) for s in slots]


_BAD = {"unknown", "unreachable", "silent", "unable", "range", "missing", "full", "unclear"}


def example(ctx):
    """(tone, items, text) of a random reply."""
    tone = ctx.choice(TONES)
    count = ctx.rng.choices([1, 2, 3], [80, 16, 4])[0]
    items = [item(ctx) for _ in range(count)]
    parts = [say(ctx, i, tone, position == 0) for position, i in enumerate(items)]
    text = parts[0]
    for before, after, part in zip(items, items[1:], parts[1:]):
        text += f" {JOINTS[(before.kind in _BAD) != (after.kind in _BAD) and ctx.chance(.7)]} {part}"
    return tone, items, text


if __name__ == "__main__":
    FILE.write_text(table(), encoding="utf8")
