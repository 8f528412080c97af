"""Trains the model: seeded, resumable, one core for arithmetic and one low-priority process for the sentences."""
import argparse
import math
import multiprocessing
import os
import pathlib
import time

import torch
from torch.nn import functional as F

import batches
import weights
from model import IntentModel, Packed, Shape
from optimizer import BFLOAT16, Muon
from tokenizer import IntentTokenizer

HERE = pathlib.Path(__file__).parent


def default_work():
    return pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "mando" / "intent-en"


def produce(queue, first, last, total, replies):
    os.nice(5)
    tokenizer = IntentTokenizer(HERE / "tokenizer.json")
    for step in range(first, last):
        queue.put(batches.batch(tokenizer, step, step / total, replies))


def rate(step, total, hold, warmup=150):
    """Warm up, hold, then a cosine down."""
    if step < warmup:
        return (step + 1) / warmup
    done = (step / total - hold) / (1 - hold)
    return 1.0 if done < 0 else .02 + .98 * .5 * (1 + math.cos(math.pi * min(1.0, done)))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=pathlib.Path, default=default_work(), help="checkpoints and logs; a later run goes on from the last checkpoint")
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start-from", type=pathlib.Path, help="weights to begin with, a checkpoint or a GGUF file (a continuation with a new schedule)")
    parser.add_argument("--layers", type=int, default=Shape().layers, help="where what it starts from has others: the deeper network begins with its answers, the shallower one with some of its layers")
    parser.add_argument("--first-home", type=int, default=0, help="step whose homes come first: a continuation must not see old homes again")
    parser.add_argument("--hold", type=float, default=.5, help="share of the steps before the learning rate falls")
    parser.add_argument("--peak", type=float, default=1.0, help="factor on both learning rates")
    parser.add_argument("--without-replies", action="store_true", help="for weights that need only understand")
    parser.add_argument("--teacher", type=pathlib.Path, help="weights whose probabilities are learnt as well, half and half with what is right (distillation)")
    parser.add_argument("--minutes", type=float, default=math.inf, help="end the schedule by then, however many steps are done")
    parser.add_argument("--checkpoint-minutes", type=float, default=4)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))

    model = IntentModel(Shape(layers=arguments.layers))
    matrices = [p for n, p in model.named_parameters() if p.ndim == 2 and "embedding" not in n]
    others = [p for n, p in model.named_parameters() if p.ndim != 2 or "embedding" in n]
    optimizers = [Muon(matrices, lr=.02 * arguments.peak), torch.optim.AdamW(others, lr=3e-3 * arguments.peak, betas=(.9, .98), weight_decay=0.0)]
    peaks = [o.param_groups[0]["lr"] for o in optimizers]
    checkpoint, first = arguments.work / "checkpoint.pt", 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        for optimizer, saved in zip(optimizers, state["optimizers"]):
            optimizer.load_state_dict(saved)
        first = state["step"]
        print(f"resumed at step {first}", flush=True)
    elif arguments.start_from:
        model.load_state_dict(weights.resized(weights.read(arguments.start_from), arguments.layers))

    teacher = weights.model_of(weights.read(arguments.teacher)) if arguments.teacher else None

    context = multiprocessing.get_context("spawn")
    queue = context.Queue(maxsize=16)
    offset = arguments.first_home
    worker = context.Process(target=produce, args=(queue, offset + first, offset + arguments.steps, arguments.steps if not offset else 1, not arguments.without_replies), daemon=True)
    worker.start()
    saved = began = time.time()
    for step in range(first, arguments.steps):
        done = max(step, arguments.steps * (time.time() - began) / 60 / arguments.minutes)
        last = step + 1 == arguments.steps or done >= arguments.steps
        size, *parts = queue.get()
        tokens, targets, shares, positions, segments = (torch.from_numpy(part) for part in parts)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=BFLOAT16):
            hidden = model(tokens.long(), positions.long(), Packed(segments, size, batches.BLOCK))
            # Logits only where they count: every output token, every fourth of the rest (with four times its weight).
            shares, targets = shares.reshape(-1), targets.long().reshape(-1)
            chosen = (shares == batches.OUTPUT_WEIGHT) | ((shares > 0) & (torch.rand(shares.shape) < .25))
            shares, targets = shares[chosen], targets[chosen]
            logits = model.logits(hidden.reshape(-1, hidden.shape[-1])[chosen])
            if teacher:
                with torch.no_grad():
                    taught = teacher(tokens.long(), positions.long(), Packed(segments, size, batches.BLOCK))
                    taught = teacher.logits(taught.reshape(-1, taught.shape[-1])[chosen])
        losses = F.cross_entropy(logits.float(), targets, reduction="none")
        if teacher:
            losses = .5 * losses + .5 * F.kl_div(logits.float().log_softmax(-1), taught.float().log_softmax(-1), reduction="none", log_target=True).sum(-1)
        outputs = shares == batches.OUTPUT_WEIGHT
        loss = (losses * shares * torch.where(outputs, 1.0, 4.0)).sum() / outputs.sum()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(others, 1.0)
        for optimizer, peak in zip(optimizers, peaks):
            optimizer.param_groups[0]["lr"] = peak * rate(done, arguments.steps, arguments.hold)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        if step % 20 == 0:
            right = (logits.argmax(-1)[outputs] == targets[outputs]).float().mean()
            print(f"step {step} loss {loss:.4f} output {losses[outputs].mean():.4f} tokens right {right:.4f} examples {int((tokens == 14).sum())} "
                  f"s/step {(time.time() - began) / (step - first + 1):.3f} waiting {queue.qsize()}", flush=True)
        if time.time() - saved > 60 * arguments.checkpoint_minutes or last:
            saved = time.time()
            temporary = checkpoint.with_suffix(".new")
            torch.save({"step": step + 1, "model": model.state_dict(), "optimizers": [o.state_dict() for o in optimizers]}, temporary)
            temporary.replace(checkpoint)
        if last:
            break
    print(f"done after {time.time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
