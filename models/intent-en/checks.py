"""Checks that need no training: python -m unittest checks (from this folder)."""
import json
import pathlib
import random
import re
import unittest

import torch

import batches
from examples import home_with_examples
from grammar import replies
from grammar.context import Context
from homes import Area, Device, Home, random_home
from mentions import Mentions
from model import IntentModel, Masked, Packed, Shape
from normalise import normalise
from tokenizer import SPECIALS, IntentTokenizer

HERE = pathlib.Path(__file__).parent
TEXT = r"(?: [^<>]+)"
NUMBER = r" -?[0-9]+(?:\.[0-9]+)?"
DURATION = rf"(?:{NUMBER} (?:seconds|minutes|hours))+"
TARGET = rf"(?:<(?:d|all)>{TEXT}(?:<but>{TEXT})*)"
SLOT = "(?:" + "|".join([
    rf"<(?:brightness|brightness_step|color_temperature|speed|speed_step|position|temperature_step|volume|volume_step|angle)>{NUMBER}", rf"<temperature>{NUMBER}(?: celsius| fahrenheit)?",
    rf"<(?:altitude|distance)>{NUMBER}(?: meters| feet| centimeters)?", r"<direction> (?:forward|backward|left|right|up|down)", rf"<(?:property|name|color)>{TEXT}", rf"<duration>{DURATION}"]) + ")"
WHEN = rf"(?:<(?:delay|for)>{DURATION}|<at> [0-9]{{1,2}}:[0-9]{{2}})"
DEVICE_ACTION = "on off toggle set open close stop lock unlock play pause next previous mute unmute start dock activate query".replace(" ", "|")
DRONE_ACTION = "arm disarm takeoff land hold return_home move turn set".replace(" ", "|")
TIME_ACTION = "timer_start timer_cancel timer_pause timer_resume timer_extend timer_query clock_query".replace(" ", "|")
COMMAND = rf"(?:<(?:{DEVICE_ACTION})>{TARGET}{SLOT}*{WHEN}?|<(?:{DRONE_ACTION})>{TARGET}?{SLOT}*{WHEN}?|<(?:{TIME_ACTION})>{SLOT}*{WHEN}?|<do>(?:<d>{TEXT})?(?:<act>{TEXT})?(?:<v>{TEXT})*{WHEN}?)"
OUTPUT = re.compile(rf"(?:<none>|{COMMAND}(?:<and>{COMMAND})*)<end>")


class Checks(unittest.TestCase):
    def test_normalisation_vectors(self):
        for line in (HERE / "normalise-cases.tsv").read_text(encoding="utf8").splitlines():
            text, expected = line.split("\t")
            self.assertEqual(expected, normalise(text), text)
            self.assertEqual(expected, normalise(expected), "normalising twice: " + text)

    def test_mention_vectors(self):
        told = json.loads((HERE / "mentions-cases.json").read_text(encoding="utf8"))
        home = Home([Area(a["name"], a["aliases"], None) for a in told["areas"]],
                    [Device(d["name"], d["type"], None, d["aliases"], [(action, list(slots)) for action, slots in d["actions"].items()],
                            {slot: values for slots in d["actions"].values() for slot, values in slots.items()}) for d in told["devices"]])
        mentions = Mentions(home)
        for case in told["cases"]:
            self.assertEqual(case["mentions"], mentions.of(normalise(case["text"])), case["text"])

    def test_what_is_held_out_stands_in_no_bank(self):
        from grammar import appliance, drone, home_control, negatives, time_control
        from grammar.phrasings import BANK
        from grammar.templates import Templates
        seen = set().union(*(templates.wordings("train") for templates in BANK.values()))
        for module in (home_control, time_control, drone, appliance, negatives):
            for value in vars(module).values():
                for templates in value.values() if isinstance(value, dict) else [value]:
                    if isinstance(templates, Templates):
                        self.assertEqual(set(), templates.wordings("test") & seen)

    def test_generated_outputs_are_in_the_language(self):
        for split in ("train", "test"):
            for seed in range(150):
                _, found = home_with_examples(seed, split, 2 + seed % 20, 20)
                for _, text, output, *_ in found:
                    self.assertTrue(OUTPUT.fullmatch(output), f"{text} -> {output}")

    def test_catalogues_and_sentences_are_in_normal_form(self):
        for seed in range(100):
            home, found = home_with_examples(seed, "train", 2 + seed % 20, 20)
            for device in home.devices:
                self.assertEqual(device.name, normalise(device.name))
            for _, text, *_ in found:
                self.assertEqual(" ".join(text.split()), normalise(text).replace("  ", " "), text)

    def test_the_rules_of_replies_are_up_to_date(self):
        self.assertEqual(replies.FILE.read_text(encoding="utf8"), replies.table(), "python -m grammar.replies writes it anew")

    def test_generated_replies_keep_the_rules(self):
        rules = replies.read()
        for split in ("train", "test"):
            for seed in range(120):
                rng = random.Random(f"{split} {seed}")
                ctx = Context(rng, random_home(rng, split, 2 + seed % 20), split)
                for _ in range(10):
                    tone, items, text = replies.example(ctx)
                    self.assertEqual(normalise(text), text, "in normal form")
                    self.assertTrue(replies.accepted(rules, items, text), f"{replies.prompt(tone, items)}{text}")

    def test_no_failure_sounds_like_success_and_no_action_like_its_opposite(self):
        for (action, kind), follow in replies.read().items():
            words = set(follow) | {w for after in follow.values() for w in after}
            self.assertFalse([w for w in words if any(c.isdigit() for c in w)], f"{action} {kind}")
            if not replies.KINDS[kind]:
                self.assertFalse(words & replies.NEGATIVE, f"{action} {kind}")
            self.assertFalse(words & replies.OPPOSITES.get(action, set()), f"{action} {kind}")

    def test_a_reply_that_says_another_thing_breaks_the_rules(self):
        rules = replies.read()
        on, broken = replies.Item("on", "done", ["kitchen light"]), replies.Item("on", "unreachable", ["kitchen light"])
        self.assertTrue(replies.accepted(rules, [on], "the kitchen light is on"))
        for wrong in ("the kitchen light is off", "the bedroom light is on", "the kitchen light is on at 50 percent", "is on", "the kitchen light is not on", "the kitchen light the kitchen light is on"):
            self.assertFalse(replies.accepted(rules, [on], wrong), wrong)
        self.assertTrue(replies.accepted(rules, [broken], "i can't reach the kitchen light"))
        for wrong in ("the kitchen light is on", "the kitchen light is reachable", "i reach the kitchen light"):
            self.assertFalse(replies.accepted(rules, [broken], wrong), wrong)

    def test_rows_of_replies_have_weight_on_what_is_said_only(self):
        tokenizer = IntentTokenizer(HERE / "tokenizer.json")
        step = next(step for step in range(100) if batches.kind_of(step) == "replies")
        size, *parts = batches.batch(tokenizer, step, 1)
        self.assertEqual(0, size)
        tokens, targets, weights, positions, segments = (part[0] for part in parts)
        for segment in range(1, segments.max() + 1):
            inside = segments == segment
            self.assertEqual(list(range(inside.sum())), list(positions[inside]))
            row, asked = list(tokens[inside]), list(tokens[inside]).index(tokenizer.ids["<heard>"])
            self.assertEqual([0.0] * asked + [1.0] * (len(row) - asked - 1) + [0.0], list(weights[inside]))
            self.assertEqual(row[asked + 1:], list(targets[inside])[asked:-1])
        self.assertFalse((segments == 0).any())

    def test_packed_rows_say_what_each_sentence_says_behind_its_catalogue_alone(self):
        tokenizer = IntentTokenizer(HERE / "tokenizer.json")
        torch.manual_seed(1)
        model = IntentModel(Shape(layers=2)).eval()
        size, *parts = batches.batch(tokenizer, 0, 1)
        tokens, _, weights, positions, segments = (torch.from_numpy(part[:2]).long() for part in parts)
        with torch.inference_mode():
            packed = model(tokens, positions, Packed(segments, size, batches.BLOCK))
            for row in range(2):
                for segment in (1, 2, int(segments[row].max())):
                    seen = (segments[row] == 0) | (segments[row] == segment)
                    count = int(seen.sum())
                    self.assertEqual(list(range(count)), positions[row][seen].tolist())
                    alone = model(tokens[row][seen][None], positions[row][seen][None], Masked(torch.full((count, count), float("-inf")).triu(1)))
                    self.assertLess((packed[row][seen] - alone[0]).abs().max(), 1e-4)

    def test_tokens_hold_at_most_one_digit_and_text_never_becomes_a_special_token(self):
        tokenizer = IntentTokenizer(HERE / "tokenizer.json")
        self.assertEqual(2048, len(tokenizer.tokens))
        self.assertFalse([t for t in tokenizer.tokens if any(c.isdigit() for c in t) and len(t) > 1])
        self.assertTrue(all(i >= len(SPECIALS) for i in tokenizer.text("<on> <none> turn<end>")))

    def test_golden_answers_come_from_the_exported_file(self):
        import reference
        engine = reference.Reference(HERE / "intent.gguf")
        tokenizer = IntentTokenizer(HERE / "tokenizer.json")
        for line in (HERE / "golden.jsonl").read_text().splitlines()[:4]:
            case = json.loads(line)
            self.assertEqual(case["tokens"], tokenizer.prompt(case["prompt"]))
            self.assertEqual(case["output"], engine.greedy(case["tokens"], 1)[0])


if __name__ == "__main__":
    unittest.main()
