"""The steps from recordings to a network. Each keeps its result in the work directory and is skipped when it is there."""

import functools
import math
import pickle
import random
import time
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import torch
from torch.nn import functional

import kaldi_model
import sequence

from alignment import FIRST_FRAME_CENTRE, FRAME_SECONDS, OUTPUTS, align, flite_phones, output_frames, start_frames, targets
from augmentation import WARPS, Masker, Spoiler
from features import log_mel, read_wav
from lexicon import SILENCE
from network import Network, batch, log_posteriors
from sounds import read_sounds

BATCH = 16
PART = 240  # recordings prepared by one process
LONGEST = 900  # input frames
PRIOR_POWER = 0.7
LABEL_SMOOTHING = 0.03
# Of the scores against the bigram of phones in sequence training; about what the decoder gives them against words.
SEQUENCE_SCALE = 0.4
FRAME_SHARE = 0.2
SEQUENCE_EPOCHS = 2
SEQUENCE_RATE = 2.5e-4
REALIGN_AFTER = (0, 2)  # epochs
BOOTSTRAP_UTTERANCES = 2400
SETTLED_BY = 128  # utterances
# How often each recording of an engine is spoilt anew: the more voices it has, the more it is worth.
COPIES = {"flite": 1, "espeak": 1, "festival": 1, "piper": 2, "kokoro": 5, "adapt": 2}
COPIES |= {"rhvoice": 2, "pico": 2, "mbrola": 1}
# Recordings in which nobody speaks, for each part of PART utterances: what is silence is learnt from them.
NOISES_PER_PART = 24
ADAPT_TEXTS = {"snowboy": "snow boy", "smart-mirror": "smart mirror", "view-glass": "view glass"}


def output_priors(labels):
    counts = np.bincount(np.concatenate(labels), minlength=OUTPUTS) + 10.0
    return counts / counts.sum()


def batches(lengths, rng):
    """Indices in batches of about equal length."""
    order = sorted(range(len(lengths)), key=lambda index: lengths[index] + rng.random() * 40)
    result = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
    rng.shuffle(result)
    return result


def frame_loss(scores, expected, _):
    return functional.cross_entropy(
        scores.reshape(-1, OUTPUTS), expected.reshape(-1), ignore_index=-1, label_smoothing=LABEL_SMOOTHING
    )


class SequenceLoss:
    """Whole utterances against all sequences of phones, steadied by the frames' own loss."""

    def __init__(self, labels):
        self.bigram, self.firsts = sequence.phone_bigram(labels)
        self.log_priors = torch.from_numpy(PRIOR_POWER * np.log(output_priors(labels))).float()

    def __call__(self, scores, expected, lengths):
        likelihoods = SEQUENCE_SCALE * (torch.log_softmax(scores, 2) - self.log_priors)
        lengths = torch.tensor(lengths)
        everything = sequence.all_paths(likelihoods, lengths, self.bigram, self.firsts)
        own = sequence.own_path(likelihoods, expected, self.bigram, self.firsts)
        return (everything - own).sum() / lengths.sum() + FRAME_SHARE * frame_loss(scores, expected, lengths)


def fit(
    network, features, labels, epochs, rate, seed, masked=False, after_epoch=None, done=0, state=None, loss_of=frame_loss
):
    """Trains in place; `after_epoch(epoch, optimiser)` may change the labels and store a checkpoint."""
    rng = random.Random(seed)
    optimiser = torch.optim.Adam(network.parameters(), rate, betas=(0.9, 0.98))
    if state:
        optimiser.load_state_dict(state)
    lengths = [len(one) for one in features]
    total = epochs * math.ceil(len(features) / BATCH)
    for epoch in range(epochs):
        plan = batches(lengths, rng)
        if epoch < done:
            continue
        network.train()
        # Seeded anew in each epoch, so that a training that was interrupted goes on as it would have.
        augment = Masker([seed, epoch]) if masked else None
        started, loss_sum, right, frames = time.time(), 0.0, 0, 0
        for index, members in enumerate(plan):
            step = epoch * len(plan) + index
            for group in optimiser.param_groups:
                group["lr"] = rate * min(1, (step + 1) / 100) * (0.5 + 0.5 * math.cos(math.pi * step / total)) + 1e-6
            coefficients, output_lengths = batch([features[i].astype("f4") for i in members], network.context, augment)
            scores = network(coefficients)[:, : max(output_lengths)]
            expected = torch.full(scores.shape[:2], -1)
            for row, i in enumerate(members):
                expected[row, : output_lengths[row]] = torch.from_numpy(labels[i].astype("i8"))
            loss = loss_of(scores, expected, output_lengths)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            known = (expected >= 0).sum().item()
            frames += known
            loss_sum += loss.item() * known
            right += ((scores.argmax(2) == expected) & (expected >= 0)).sum().item()
            if index % 200 == 199:
                print(f"  {index + 1}/{len(plan)} {loss_sum / frames:.3f} {time.time() - started:.0f} s", flush=True)
        print(
            f"epoch {epoch + 1}: loss {loss_sum / frames:.3f}, frames right {right / frames:.3f}, "
            f"{time.time() - started:.0f} s",
            flush=True,
        )
        if after_epoch:
            after_epoch(epoch, optimiser)


def save(path, network, priors, **more):
    part = path.with_suffix(".part")
    shape = {"width": network.width, "dilations": network.dilations}
    torch.save({"shape": shape, "weights": network.state_dict(), "priors": priors, **more}, part)
    part.rename(path)


def load(path):
    stored = torch.load(path, weights_only=False)
    network = Network(**stored["shape"])
    network.load_state_dict(stored["weights"])
    network.eval()
    return network, stored["priors"], stored


def bootstrap(plan, work, seed):
    """A small network from the phone times that flite tells, good enough to align everything else."""
    path = work / "bootstrap.pt"
    if path.exists():
        return path
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    features, labels = [], []
    for utterance in [one for one in plan if one.engine == "flite"][:BOOTSTRAP_UTTERANCES]:
        wav = work / "wav" / f"{utterance.name}.wav"
        samples = read_wav(wav)
        phones, starts = flite_phones(wav.with_suffix(".phones").read_text())
        tempo = rng.uniform(0.85, 1.2)
        length = int(len(samples) / tempo)
        samples = np.interp(np.arange(length) * tempo, np.arange(len(samples)), samples)
        samples = samples * 10 ** rng.uniform(-1.2, 0.2) + rng.standard_normal(length) * 10 ** rng.uniform(0, 2)
        log_mels = log_mel(samples, warp=WARPS[rng.integers(len(WARPS))], rng=rng)
        frames = output_frames(len(log_mels))
        label = targets(phones, start_frames(np.array(starts) / tempo, frames), frames)
        if label is not None:
            features.append(log_mels.astype("f2"))
            labels.append(label)
    network = Network(192, (1, 1, 1))
    fit(network, features, labels, 4, 2e-3, seed)
    save(path, network, output_priors(labels))
    return path


def start_from(model, dilations, work):
    """A model that was trained before, in the place of the small network."""
    path = work / "start.pt"
    if not path.exists():
        layers, priors = kaldi_model.read_model(model)
        # write_model was given the priors at this power.
        priors = priors ** (1 / PRIOR_POWER)
        save(path, Network.unfolded(layers, dilations), priors / priors.sum())
    return path


def _prepare_part(part, part_name, model_path, lexicon, work, seed, sound_directories):
    """Aligns clean recordings, then spoils each of them some times."""
    torch.set_num_threads(1)
    network, priors, _ = load(model_path)
    spoiler = Spoiler([seed, *part_name.encode()], _sounds(tuple(sound_directories)))
    rng = spoiler.rng
    result = []
    for start in range(0, len(part), 24):
        members = part[start : start + 24]
        recordings = [read_wav(path) for _, path, _, _ in members]
        recordings = [2500 * one / (np.sqrt(np.mean(one**2)) + 1) for one in recordings]
        posteriors = log_posteriors(network, [log_mel(one, rng=rng) for one in recordings])
        for (name, _, text, engine), samples, log_probabilities in zip(members, recordings, posteriors):
            found = align(log_probabilities - PRIOR_POWER * np.log(priors), text.split(), lexicon)
            if found is None:
                continue
            phones, starts, score = found
            if engine != "adapt":
                spoiler.remember(samples)
            for _ in range(COPIES[engine]):
                made = _spoilt_copy(spoiler, samples, phones, starts, len(log_probabilities), engine == "adapt")
                if made is not None:
                    result.append((name, text, score, *made))
    for number in range(NOISES_PER_PART):
        log_mels = log_mel(spoiler.noise_alone(), rng=rng)
        label = targets([SILENCE], [0], output_frames(len(log_mels)))
        result.append((f"noise-{part_name}-{number}", "", 0.0, log_mels.astype("f2"), label))
    path = work / "features" / f"{part_name}.part"
    with open(path, "wb") as out:
        pickle.dump(result, out)
    path.rename(path.with_suffix(".pickle"))
    return len(part)


@functools.cache
def _sounds(directories):
    return read_sounds(directories)


def _spoilt_copy(spoiler, samples, phones, starts, frames, natural):
    spoilt, tempo, before = spoiler.spoil(samples, natural)
    log_mels = log_mel(spoilt, warp=WARPS[spoiler.rng.integers(len(WARPS))], rng=spoiler.rng)
    length = output_frames(len(log_mels))
    if len(log_mels) > LONGEST:
        return None
    seconds = list((np.array(starts) * FRAME_SECONDS + FIRST_FRAME_CENTRE - 0.015) / tempo + before)
    phones = list(phones)
    if phones[0] == SILENCE:
        seconds[0] = 0.0
    elif before > FRAME_SECONDS:
        phones.insert(0, SILENCE)
        seconds.insert(0, 0.0)
    end = frames * FRAME_SECONDS / tempo + before
    if phones[-1] != SILENCE and length * FRAME_SECONDS - end > 2 * FRAME_SECONDS:
        phones.append(SILENCE)
        seconds.append(end)
    label = targets(phones, start_frames(seconds, length), length)
    return None if label is None else (log_mels.astype("f2"), label)


def prepare(recordings, model_path, lexicon, work, seed, processes, sound_directories):
    """`recordings`: (name, path, text, engine). Returns names, texts, scores, features and labels of the copies.

    Parts hold recordings of one engine, so that more recordings of one leave the parts of the others as they are.
    """
    directory = work / "features"
    directory.mkdir(exist_ok=True)
    parts = {}
    for engine in COPIES:
        members = [recording for recording in recordings if recording[3] == engine]
        for start in range(0, len(members), PART):
            part = members[start : start + PART]
            parts[f"{engine}-{start // PART:02d}-{len(part)}"] = part
    missing = [name for name in parts if not (directory / f"{name}.pickle").exists()]
    started = time.time()
    with ProcessPoolExecutor(processes) as pool:
        jobs = [
            pool.submit(_prepare_part, parts[name], name, model_path, lexicon, work, seed, sound_directories)
            for name in missing
        ]
        for done, job in enumerate(jobs, 1):
            job.result()
            print(f"prepared {done} of {len(missing)} parts, {time.time() - started:.0f} s", flush=True)
    copies = []
    for name in parts:
        with open(directory / f"{name}.pickle", "rb") as file:
            copies += pickle.load(file)
    # The worst alignments are of words that a synthesizer reads otherwise than the dictionary.
    threshold = np.quantile([copy[2] for copy in copies if copy[1]], 0.03)
    return [copy for copy in copies if not copy[1] or copy[2] > threshold]


def adapt_recordings(directory):
    """Recordings of people, which make up for what no synthesizer has; empty without the directory."""
    if directory is None:
        return []
    return [
        (f"adapt-{path.parent.name}-{path.stem}", path, ADAPT_TEXTS[path.parent.name], "adapt")
        for path in sorted(directory.glob("*/*.wav"))
        if path.parent.name in ADAPT_TEXTS
    ]


def train(copies, lexicon, work, width, dilations, epochs, rate, seed, start=None):
    """Trains the network, frame by frame and then on whole utterances. Goes on from the last epoch done.

    Labels are aligned anew by the network itself after some epochs. With `start`, a checkpoint, only the epochs on whole
    utterances are done.
    """
    features = [copy[3] for copy in copies]
    hours = sum(len(one) for one in features) / 360000
    torch.manual_seed(seed)
    if start is None:
        network = Network(width, dilations)
    else:
        network, _, _ = load(start)
        some = features[:: max(1, len(features) // SETTLED_BY)]
        network.settle(batch([one.astype("f4") for one in some], network.context, Masker([seed]))[0])
    print(f"{len(features)} utterances, {hours:.1f} hours, {sum(p.numel() for p in network.parameters())} parameters")
    stages = (
        (work / "frames.pt", epochs, rate, lambda labels: frame_loss, REALIGN_AFTER),
        (work / "network.pt", SEQUENCE_EPOCHS, SEQUENCE_RATE, SequenceLoss, ()),
    )
    labels = [copy[4] for copy in copies]
    for number, (checkpoint, stage_epochs, stage_rate, loss_for, realign_after) in enumerate(stages):
        if start is not None and number == 0:
            continue
        done, state = 0, None
        if checkpoint.exists():
            network, _, stored = load(checkpoint)
            done, state, labels = stored["epochs"], stored["optimiser"], stored["labels"]

        def after_epoch(epoch, optimiser):
            if epoch in realign_after:
                realign(network, copies, labels, lexicon)
            save(
                checkpoint,
                network,
                output_priors(labels),
                epochs=epoch + 1,
                optimiser=optimiser.state_dict(),
                labels=labels,
            )

        loss_of = loss_for(labels)
        fit(network, features, labels, stage_epochs, stage_rate, seed + number, True, after_epoch, done, state, loss_of)
    return checkpoint


def realign(network, copies, labels, lexicon):
    """Replaces labels by what the network now hears, where it can."""
    log_priors = PRIOR_POWER * np.log(output_priors(labels))
    changed = total = 0
    spoken = [index for index in range(len(copies)) if copies[index][1]]
    order = sorted(spoken, key=lambda index: len(copies[index][3]))
    for start in range(0, len(order), BATCH):
        members = order[start : start + BATCH]
        posteriors = log_posteriors(network, [copies[i][3].astype("f4") for i in members])
        for i, log_probabilities in zip(members, posteriors):
            found = align(log_probabilities - log_priors, copies[i][1].split(), lexicon)
            if found is not None:
                label = targets(found[0], found[1], len(log_probabilities))
                changed += int((label != labels[i]).sum())
                total += len(label)
                labels[i] = label
    print(f"aligned anew: {changed / max(1, total):.3f} of the frames changed", flush=True)
