"""Measures the product on the homes and sentences that evaluate.py draws: the shipped weights under the constraint of the home, with the daemon's rules.

Right is what was understood exactly and is done or asked back, and what is told to be missing in this home under the name that was said; a command is
missed where nothing is done. Homes that the daemon does not take, because two things bear one name, are left out and counted.
"""
import argparse
import json
import pathlib
import re
import subprocess
import tempfile
from collections import Counter

import yaml

from evaluate import DRAWN_HOMES, drawn
from homes import words_of

NOTHING = "<none><end>"
MANDO = pathlib.Path(__file__).parent.parent.parent / "deploy" / "mando"


def _named(thing, **more):
    return {"name": thing.name, **({"aliases": thing.aliases} if thing.aliases else {}), **{key: value for key, value in more.items() if value}}


def configuration(home):
    """The daemon's configuration of a home."""
    devices = [_named(d, type=d.type, area=d.area, actions={words_of(action).replace(" ", "_"): {"slots": {words_of(slot).replace(" ", "_"): d.values[slot] for slot in slots}} for action, slots in d.actions})
               for d in home.devices]
    return {"language": "en", "areas": [_named(a, floor=a.floor) for a in home.areas], "devices": devices}


def heard(folder, home, examples):
    """What the product printed of each example; None where it does not take the home."""
    (folder / "home.yaml").write_text(yaml.safe_dump(configuration(home)))
    (folder / "cases.jsonl").write_text("".join(json.dumps({"text": e.text}) + "\n" for e in examples))
    run = subprocess.run([MANDO, "eval", "--json", "--config", folder / "home.yaml", folder / "cases.jsonl"], capture_output=True, text=True)
    if run.returncode == 2 and "give each another name" in run.stderr:
        return None
    run.check_returncode()
    return [json.loads(line) for line in run.stdout.splitlines()][:-1]


def judged(expected, got):
    reason, _, understood = got["why"].partition("<")
    acts = bool(got["got"]) or reason.strip().endswith("?")
    if expected == NOTHING:
        return "wrong" if acts else "right"
    missing = re.match('there is nothing called "(.+)" here', reason)
    if "<" + understood == expected and acts or missing and f" {missing[1]}" in expected.replace("<", " <"):
        return "right"
    return "wrong" if acts else "missed"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--homes", type=int, default=DRAWN_HOMES)
    parser.add_argument("--show", type=int, default=0, help="how many errors to print")
    arguments = parser.parse_args()
    total, outcomes, wrong, refused = Counter(), Counter(), [], 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(arguments.homes):
            home, examples = drawn("test", number)
            results = heard(pathlib.Path(folder), home, examples)
            refused += results is None
            for example, got in zip(examples, results or []):
                group, outcome = "none" if example.output == NOTHING else "commands", judged(example.output, got)
                for name in [group] + [f"unseen {group}"] * example.unseen:
                    total[name] += 1
                    outcomes[name, outcome] += 1
                if outcome != "right":
                    wrong.append(" | ".join((outcome, example.kind, example.text, example.output, got["why"])))
    print(f"{arguments.homes - refused} homes, {refused} not taken")
    for name in sorted(total):
        print(f"{name:16} right {outcomes[name, 'right']:4} of {total[name]:4} {outcomes[name, 'right'] / total[name]:.3f}, missed {outcomes[name, 'missed']}, wrong {outcomes[name, 'wrong']}")
    for line in wrong[:arguments.show]:
        print(line)


if __name__ == "__main__":
    main()
