"""Training on whole utterances: the spoken path against all paths (maximum mutual information).

With the labels fixed, the loss of an utterance is the log of what all sequences of phones score together, less what its
own sequence scores. All sequences are the paths through a loop of phones, of one state for a phone's first frame and one
for its further frames, with a bigram of phones (Povey et al. 2016, "Purely sequence-trained neural networks for ASR based
on lattice-free MMI", who use a longer history and free the numerator as well).
"""

import numpy as np
import torch

from alignment import OUTPUTS

PHONES = OUTPUTS // 2
# Of the phone bigram, so that nothing is impossible.
SMOOTHING = 0.05


def phone_bigram(labels):
    """Probabilities [before, after] of phones, from labels of frames: a phone begins where its first output stands."""
    counts = np.zeros((PHONES, PHONES))
    firsts = np.zeros(PHONES)
    for one in labels:
        phones = one[one % 2 == 0] // 2
        np.add.at(counts, (phones[:-1], phones[1:]), 1)
        firsts[phones[0]] += 1
    shares = counts.sum(0) / counts.sum()
    bigram = (counts + SMOOTHING * counts.sum(1, keepdims=True).mean() * shares) + 1e-3
    bigram /= bigram.sum(1, keepdims=True)
    firsts = (firsts + 1) / (firsts + 1).sum()
    return torch.from_numpy(bigram).float(), torch.from_numpy(firsts).float()


class _AllPaths(torch.autograd.Function):
    """Log of the sum over all paths, by the forward algorithm with each frame normalised; backward by occupations."""

    @staticmethod
    def forward(context, scores, lengths, bigram, firsts):
        utterances, frames, _ = scores.shape
        # Half of the probability stays in a phone, half leaves it: about right, and the outputs can make up for it.
        highest = scores.max(2, keepdim=True).values
        likelihood = torch.exp(scores - highest).view(utterances, frames, PHONES, 2)
        leave = 0.5 * bigram
        alphas = torch.empty(utterances, frames, PHONES, 2)
        scales = torch.empty(utterances, frames)
        alpha = None
        for frame in range(frames):
            if frame == 0:
                enter = firsts.expand(utterances, PHONES)
                stay = torch.zeros_like(enter)
            else:
                present = alpha.sum(2)
                enter, stay = present @ leave, 0.5 * present
            alpha = torch.stack([enter, stay], 2) * likelihood[:, frame]
            scale = alpha.sum((1, 2))
            alpha = alpha / scale[:, None, None]
            alphas[:, frame], scales[:, frame] = alpha, scale
        mask = torch.arange(frames)[None] < lengths[:, None]
        total = ((torch.log(scales) + highest[..., 0]) * mask).sum(1)
        context.save_for_backward(likelihood, alphas, scales, mask, leave)
        return total

    @staticmethod
    def backward(context, gradient):
        likelihood, alphas, scales, mask, leave = context.saved_tensors
        utterances, frames, _, _ = likelihood.shape
        occupation = torch.zeros(utterances, frames, PHONES, 2)
        beta = torch.ones(utterances, PHONES, 2)
        for frame in reversed(range(frames)):
            beta = torch.where(mask[:, frame, None, None], beta, torch.ones(()))
            occupation[:, frame] = alphas[:, frame] * beta
            if frame:
                weighted = beta * likelihood[:, frame] / scales[:, frame, None, None]
                before = weighted[..., 0] @ leave.T + 0.5 * weighted[..., 1]
                before = torch.where(mask[:, frame, None], before, torch.ones(()))
                beta = before[..., None].expand(-1, -1, 2)
        occupation = occupation / occupation.sum((2, 3), keepdim=True) * mask[..., None, None]
        return occupation.reshape(utterances, frames, -1) * gradient[:, None, None], None, None, None


def all_paths(scores, lengths, bigram, firsts):
    """Log score of all sequences of phones together: utterances x frames x outputs to utterances."""
    return _AllPaths.apply(scores, lengths, bigram, firsts)


def own_path(scores, expected, bigram, firsts):
    """Log score of the labels' own path; `expected` holds -1 behind an utterance's end."""
    known = expected >= 0
    label = expected.clamp(min=0)
    total = (scores.gather(2, label[..., None])[..., 0] * known).sum(1)
    phone, further = label // 2, label % 2
    steps = torch.where(further[:, 1:] == 1, torch.zeros(()), torch.log(bigram[phone[:, :-1], phone[:, 1:]])) + np.log(0.5)
    return total + torch.log(firsts[phone[:, 0]]) + (steps * known[:, 1:]).sum(1)
