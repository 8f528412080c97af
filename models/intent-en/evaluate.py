"""Measures a checkpoint: unconstrained greedy decoding, exact match of the whole output, on homes, names and templates never trained on.

The daemon constrains the output to the configured home and checks the probability besides; these figures are the model's alone.
"""
import argparse
import json
import pathlib
import random
from collections import Counter

import torch
import yaml

from examples import home_with_examples
from homes import Area, Device, Home
from mentions import Mentions
from model import Masked
from normalise import normalise
from tokenizer import END, PAD, IntentTokenizer
from train import HERE, default_work
from weights import model_of


DRAWN_HOMES = 60


@torch.inference_mode()
def answers(model, tokenizer, home, texts, befores=None, longest=48):
    """Greedy outputs as text, and the probability of each as a whole (the daemon's confidence). befores: what was said and done just before each."""
    prefix = torch.tensor(tokenizer.prompt(home.catalogue()))
    mentions = Mentions(home)
    said = [[*tokenizer.exchange(b), tokenizer.ids["<heard>"], *tokenizer.text(t), *tokenizer.prompt(mentions.of(t)), tokenizer.ids["<cmd>"]] for t, b in zip(texts, befores or [None] * len(texts))]
    start, rows, width = len(prefix), len(said), max(map(len, said))
    caches = [[] for _ in range(model.shape.layers)]
    causal = torch.full((start, start), float("-inf")).triu(1)[None, None]
    model(prefix[None], torch.arange(start)[None], Masked(causal), caches)
    caches = [[part.expand(rows, -1, -1, -1) for part in layer] for layer in caches]
    # Sentences are padded on the left; padding is masked and takes no position.
    padding = torch.tensor([width - len(s) for s in said])
    tokens = torch.tensor([[PAD] * (width - len(s)) + s for s in said])
    seen = torch.cat((torch.zeros(rows, start), torch.where(torch.arange(width)[None] < padding[:, None], float("-inf"), 0.0)), dim=1)
    mask = seen[:, None, None, :] + torch.cat((torch.zeros(width, start), torch.full((width, width), float("-inf")).triu(1)), dim=1)
    positions = (start + torch.arange(width)[None] - padding[:, None]).clamp(min=0)
    outputs, alive, sure = [[] for _ in said], torch.ones(rows, dtype=torch.bool), torch.zeros(rows)
    for step in range(longest):
        # A row of nothing but -inf (padding) gives nan; zero it, nobody looks at it.
        mask = mask.masked_fill((mask == float("-inf")).all(-1, keepdim=True), 0.0)
        hidden = model(tokens, positions, Masked(mask), caches)[:, -1]
        odds = model.logits(hidden).log_softmax(-1)
        best, ids = odds.max(-1)
        sure = sure + torch.where(alive, best, 0.0)
        for row in range(rows):
            if alive[row]:
                outputs[row].append(int(ids[row]))
        alive &= ids != END
        if not alive.any():
            break
        tokens, positions = ids[:, None], positions[:, -1:] + 1
        seen = torch.cat((seen, torch.zeros(rows, 1)), dim=1)
        mask = seen[:, None, None, :]
    return [tokenizer.decode(o) for o in outputs], sure.exp().tolist()


def reliability(scored):
    """How often commands of a given confidence are right, and the expected calibration error (ten bins)."""
    answered = [(p, ok) for p, _, ok, does in scored if does]
    error = 0.0
    print("confidence of commands written: how many, mean confidence, share right")
    for low in range(10):
        inside = [(p, ok) for p, ok in answered if low <= min(9, int(p * 10)) < low + 1]
        if inside:
            mean, right = sum(p for p, _ in inside) / len(inside), sum(ok for _, ok in inside) / len(inside)
            error += abs(mean - right) * len(inside) / len(answered)
            print(f"  {low / 10:.1f}-{low / 10 + .1:.1f}: {len(inside):5} {mean:.3f} {right:.3f}")
    print(f"expected calibration error {error:.3f} over {len(answered)} commands")


def drawn(split, number, noisy=True, size=None):
    """A home that no training draws, and 16 examples."""
    return home_with_examples(1_000_000 + number, split, size or 2 + number % 16, 16, noisy)


def held_out(model, tokenizer, split, homes, show, noisy, size=None):
    total, right, wrong, scored = Counter(), Counter(), [], []
    for seed in range(homes):
        home, found = drawn(split, seed, noisy, size)
        got, sure = answers(model, tokenizer, home, [e.text for e in found], [e.before for e in found])
        for (kind, text, expected, before, unseen, _), answer, p in zip(found, got, sure):
            command = expected != "<none><end>"
            groups = [kind, "all commands"] + ["unseen commands"] * unseen if command else ["no command"] + ["unseen none"] * unseen
            scored.append((p, command, answer == expected, answer != "<none><end>"))
            total.update(groups)
            right.update(groups if answer == expected else [])
            if answer != expected:
                wrong.append((kind, f"({before.text}) {text}" if before else text, expected, answer))
    for group in sorted(total):
        print(f"{group:14} {right[group]:5} of {total[group]:5}  {right[group] / total[group]:.3f}")
    print("threshold on the confidence: exact commands, wrong commands done, commands out of no command")
    commands, others = [s for s in scored if s[1]], [s for s in scored if not s[1]]
    for threshold in (0, .3, .4, .5, .6, .7, .8, .9):
        exact = sum(p >= threshold and ok for p, _, ok, _ in commands) / len(commands)
        astray = sum(p >= threshold and not ok and does for p, _, ok, does in commands) / len(commands)
        false = sum(p >= threshold and does for p, _, _, does in others) / len(others)
        print(f"  {threshold:.1f}: {exact:.3f} {astray:.3f} {false:.3f}")
    reliability(scored)
    for line in random.Random(1).sample(wrong, min(show, len(wrong))):
        print(" | ".join(line))


def orders(model, tokenizer, path, count, show):
    """Orders of a machine that the training never saw, its slots from a file; our sentences around its values."""
    slots = yaml.safe_load(path.read_text())
    while "slots" in slots or len(slots) == 1:
        slots = slots.get("slots") or next(iter(slots.values()))
    values = {s: [normalise(v) for v in vs] for s, vs in slots.items()}
    home = Home([Area("kitchen", [], None)], [Device("coffee maker", "appliance", "kitchen", actions=[("order", list(values))], values=values)])
    rng = random.Random(3)
    frames = ["brew me {}", "can i get {}", "i'd like {}", "make {}", "i want {} please", "could i have {}", "give me {}", "get {} going"]
    texts, expected = [], []
    names = list(values)
    for _ in range(count):
        chosen = [s for s in names if rng.random() < .5] or [rng.choice(names)]
        said = [rng.choice(values[s]) for s in chosen]
        amounts = [v for s, v in zip(chosen, said) if "Amount" in s]
        plain = [v for s, v in zip(chosen, said) if "Amount" not in s]
        phrase = (("a " if plain else "") + " ".join(plain) + (" with " if plain and amounts else "") + " and ".join(amounts)).strip()
        texts.append(rng.choice(frames).format(phrase))
        expected.append("<do>" + "".join(f"<v> {v}" for v in plain + amounts) + "<end>")
    right, wrong = 0, []
    for i in range(0, count, 32):
        got, _ = answers(model, tokenizer, home, texts[i:i + 32])
        for t, e, g in zip(texts[i:i + 32], expected[i:i + 32], got):
            right += e == g
            if e != g:
                wrong.append((t, e, g))
    print(f"orders {right} of {count}  {right / count:.3f}")
    for line in wrong[:show]:
        print(" | ".join(line))


def typical_home():
    areas = [Area("living room", ["lounge"], "downstairs"), Area("kitchen", [], "downstairs"), Area("bedroom", [], "upstairs"), Area("bathroom", [], "upstairs"), Area("hallway", [], None), Area("garage", [], None)]
    kinds = [("living room lamp", "light", "living room"), ("ceiling light", "light", "kitchen"), ("bedroom lamp", "light", "bedroom"), ("bathroom light", "light", "bathroom"), ("hallway light", "light", "hallway"), ("wemo plug", "switch", "living room"),
             ("tv", "media", "living room"), ("speaker", "media", "kitchen"), ("thermostat", "climate", "living room"), ("ac", "climate", "bedroom"), ("front door", "lock", "hallway"), ("garage door", "cover", "garage"),
             ("blinds", "cover", "bedroom"), ("bedroom fan", "fan", "bedroom"), ("robot vacuum", "vacuum", "living room"), ("movie night", "scene", None)]
    home = Home(areas, [Device(*k) for k in kinds])
    home.devices.append(Device("coffee maker", "appliance", "kitchen", actions=[("order", ["drink", "size"]), ("start", [])]))
    return home


def sentences(model, tokenizer, path, show):
    """How often sentences from a file get no command in a typical home (right, where the file is out of scope)."""
    texts = [normalise(json.loads(line)["text"]) for line in path.read_text().splitlines()]
    home, actions, shown = typical_home(), Counter(), []
    for i in range(0, len(texts), 32):
        got, sure = answers(model, tokenizer, home, texts[i:i + 32])
        for text, answer, p in zip(texts[i:i + 32], got, sure):
            actions[answer.split(">")[0] + ">"] += 1
            if answer != "<none><end>":
                shown.append(f"{text} | {answer} | {p:.2f}")
    print(f"{path.name}: {actions['<none>']} of {len(texts)} without a command; {dict(actions.most_common())}")
    for line in shown[:show]:
        print("  " + line)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=pathlib.Path, default=default_work())
    parser.add_argument("--checkpoint", type=pathlib.Path)
    parser.add_argument("--split", choices=("test", "train"), default="test", help="train: new homes, but words and templates of the training")
    parser.add_argument("--homes", type=int, default=DRAWN_HOMES)
    parser.add_argument("--size", type=int, help="devices in each home; 2 to 17 where not given")
    parser.add_argument("--clean", action="store_true", help="without hearing errors")
    parser.add_argument("--show", type=int, default=20, help="how many errors to print")
    parser.add_argument("--orders", type=pathlib.Path, help="a YAML file of slots and values of a coffee maker")
    parser.add_argument("--sentences", type=pathlib.Path, nargs="*", default=[], help='JSON lines with "text"')
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    state = torch.load(arguments.checkpoint or arguments.work / "checkpoint.pt", weights_only=True)
    model = model_of(state["model"])
    tokenizer = IntentTokenizer(HERE / "tokenizer.json")
    print(f"checkpoint of step {state['step']}")
    held_out(model, tokenizer, arguments.split, arguments.homes, arguments.show, not arguments.clean, arguments.size)
    if arguments.orders:
        orders(model, tokenizer, arguments.orders, 200, arguments.show)
    for path in arguments.sentences:
        sentences(model, tokenizer, path, arguments.show)


if __name__ == "__main__":
    main()
