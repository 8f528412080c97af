"""Averages weights of one line of training (a "model soup", Wortsman et al., 2022); shallower ones are first made as deep as the deepest.

    python average.py --to DIR SHARE WEIGHTS SHARE WEIGHTS …        WEIGHTS: a checkpoint or a GGUF file
"""
import argparse
import pathlib

import torch

from weights import layers_of, read, resized


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=pathlib.Path, required=True)
    parser.add_argument("parts", nargs="+", help="shares, each followed by the weights")
    arguments = parser.parse_args()
    shares = [float(share) for share in arguments.parts[::2]]
    states = [read(path) for path in arguments.parts[1::2]]
    if len(shares) != len(states) or abs(sum(shares) - 1) > 1e-6:
        parser.error("each of the weights needs a share, and the shares make 1")
    deepest = max(map(layers_of, states))
    states = [resized(state, deepest) for state in states]
    mean = {name: sum(share * state[name] for share, state in zip(shares, states)) for name in states[0]}
    arguments.to.mkdir(parents=True, exist_ok=True)
    torch.save({"step": 0, "model": mean}, arguments.to / "checkpoint.pt")


if __name__ == "__main__":
    main()
