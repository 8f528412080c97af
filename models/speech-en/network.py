"""The acoustic network: a small stack of dilated convolutions over time (what Kaldi calls a TDNN).

The convolutions are written as matrix products of stacked frames: in bfloat16 that runs on the matrix units of the
CPU, measured twice as fast in training as torch's own convolution.
"""

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from alignment import OUTPUTS, output_frames
from features import BANDS, LOG_MEL_TO_CEPSTRA

COSINE = torch.from_numpy(LOG_MEL_TO_CEPSTRA)
# Without matrix units bfloat16 is emulated, and much slower.
TRAINED_IN = torch.bfloat16 if torch.ops.mkldnn._is_mkldnn_bf16_supported() else torch.float32


class Network(nn.Module):
    def __init__(self, width, dilations):
        super().__init__()
        self.width = width
        self.dilations = tuple(dilations)
        # Of each layer: frames looked at, their distance, and how many frames it steps.
        self.shapes = [(5, 1, 1), (3, 1, 3)] + [(3, dilation, 1) for dilation in dilations]
        inputs = [5 * BANDS] + [3 * width] * (len(self.shapes) - 1)
        self.normalise = nn.BatchNorm1d(BANDS, affine=False, momentum=0.01)
        self.affines = nn.ModuleList([nn.Linear(size, width) for size in inputs])
        self.batch_norms = nn.ModuleList([nn.BatchNorm1d(width) for _ in inputs])
        self.output = nn.Linear(width, OUTPUTS)
        # Input frames that the network looks back and ahead.
        self.context = 3 + 3 * sum(dilations)

    def forward(self, coefficients, dtype=TRAINED_IN):
        """From utterances x frames x coefficients to utterances x output frames x outputs."""
        utterances, frames, size = coefficients.shape
        hidden = self.normalise(coefficients.reshape(-1, size)).reshape(utterances, frames, size).to(dtype)
        for (count, distance, step), affine, batch_norm in zip(self.shapes, self.affines, self.batch_norms):
            reach = (count - 1) * distance
            length = (hidden.shape[1] - reach - 1) // step + 1
            views = [hidden[:, first : first + (length - 1) * step + 1 : step] for first in range(0, reach + 1, distance)]
            stacked = torch.cat(views, 2).reshape(utterances * length, -1)
            hidden = functional.linear(stacked, affine.weight.to(dtype), affine.bias.to(dtype))
            hidden = functional.relu(batch_norm(hidden)).reshape(utterances, length, -1)
        return functional.linear(hidden, self.output.weight.to(dtype), self.output.bias.to(dtype)).float()

    @classmethod
    def unfolded(cls, layers, dilations):
        """The network of `layers` as (weights, bias) that folded_layers gave, its normalisations the identity."""
        network = cls(len(layers[0][1]), dilations)
        network.normalise.running_var.fill_(1 - network.normalise.eps)
        for affine, (weights, bias) in zip([*network.affines, network.output], layers, strict=True):
            affine.weight.data = torch.tensor(weights)
            affine.bias.data = torch.tensor(bias)
        for batch_norm in network.batch_norms:
            batch_norm.running_var.fill_(1 - batch_norm.eps)
        return network.eval()

    def settle(self, coefficients):
        """Lets the normalisations measure what comes in, without changing what goes out: only then can they learn on."""

        def measure(batch_norm, inputs):
            deviation = inputs[0].float().std(0, correction=0)
            batch_norm.running_mean.copy_(inputs[0].float().mean(0))
            batch_norm.running_var.copy_(deviation**2)
            batch_norm.weight.data = torch.sqrt(deviation**2 + batch_norm.eps)
            batch_norm.bias.data = batch_norm.running_mean.clone()

        self._settle_input(coefficients.reshape(-1, BANDS))
        hooks = [batch_norm.register_forward_pre_hook(measure) for batch_norm in self.batch_norms]
        with torch.no_grad():
            self(coefficients)
        for hook in hooks:
            hook.remove()

    def _settle_input(self, frames):
        mean, variance = frames.mean(0), frames.var(0, correction=0)
        scale = torch.sqrt(variance + self.normalise.eps)
        self.normalise.running_mean.copy_(mean)
        self.normalise.running_var.copy_(variance)
        first = self.affines[0]
        first.bias.data = first.bias + first.weight @ mean.repeat(5)
        first.weight.data = first.weight * scale.repeat(5)

    def folded_layers(self):
        """(offsets, weights, bias) of each affine layer with the normalisations folded in, the last without ReLU."""
        offsets = [[-2, -1, 0, 1, 2], [-1, 0, 1]] + [[-3 * d, 0, 3 * d] for d in self.dilations]
        layers = []
        for index, (affine, batch_norm) in enumerate(zip(self.affines, self.batch_norms)):
            weights = affine.weight.detach().double()
            bias = affine.bias.detach().double()
            if index == 0:
                scale = (1 / torch.sqrt(self.normalise.running_var.double() + self.normalise.eps)).repeat(5)
                bias = bias - weights @ (self.normalise.running_mean.double().repeat(5) * scale)
                weights = weights * scale
            gain = batch_norm.weight.detach() / torch.sqrt(batch_norm.running_var.double() + batch_norm.eps)
            bias = (bias - batch_norm.running_mean) * gain + batch_norm.bias.detach()
            layers.append((offsets[index], (weights * gain[:, None]).numpy(), bias.numpy()))
        layers.append(([0], self.output.weight.detach().numpy(), self.output.bias.detach().numpy()))
        return layers


def batch(log_mels, context, augment=None):
    """Pads utterances with their first and last frame, as libvosk does; returns coefficients and output lengths."""
    lengths = [output_frames(len(one)) for one in log_mels]
    width = 3 * max(lengths) + 2 * context + 1
    padded = np.zeros((len(log_mels), width, BANDS), "f4")
    for index, one in enumerate(log_mels):
        padded[index] = one[np.clip(np.arange(width) - context, 0, len(one) - 1)]
    frames = torch.from_numpy(padded)
    if augment is not None:
        frames = augment(frames)
    return frames @ COSINE, lengths


def log_posteriors(network, log_mels):
    """Log probabilities of the outputs for each utterance, as arrays of frames by outputs."""
    network.eval()
    with torch.no_grad():
        coefficients, lengths = batch(log_mels, network.context)
        result = torch.log_softmax(network(coefficients), 2).numpy()
    return [one[:length] for one, length in zip(result, lengths)]
