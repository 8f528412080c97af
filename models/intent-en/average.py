"""Averages checkpoints of one line of training (a "model soup", Wortsman et al., 2022).

    python average.py --to DIR SHARE WORK SHARE WORK …
"""
import argparse
import pathlib

import torch


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=pathlib.Path, required=True)
    parser.add_argument("parts", nargs="+", help="shares, each followed by the work folder of a checkpoint")
    arguments = parser.parse_args()
    shares = [float(share) for share in arguments.parts[::2]]
    states = [torch.load(pathlib.Path(work) / "checkpoint.pt", weights_only=True) for work in arguments.parts[1::2]]
    if len(shares) != len(states) or abs(sum(shares) - 1) > 1e-6:
        parser.error("each work folder needs a share, and the shares make 1")
    names = states[0]["model"]
    mean = {name: sum(share * state["model"][name] for share, state in zip(shares, states)) for name in names}
    arguments.to.mkdir(parents=True, exist_ok=True)
    torch.save({"step": max(state["step"] for state in states), "model": mean}, arguments.to / "checkpoint.pt")


if __name__ == "__main__":
    main()
