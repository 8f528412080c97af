"""Tests of the training's own code: python -m unittest checks"""

import unittest
from pathlib import Path

import numpy as np
import torch

import kaldi_model
import synthesis
from augmentation import Spoiler
from features import SAMPLE_RATE
from network import Network
from sounds import Scene

HERE = Path(__file__).resolve().parent
DILATIONS = (1, 1, 1, 2, 2)


class Reading(unittest.TestCase):
    def test_network_read_back_is_the_one_written(self):
        layers, priors = kaldi_model.read_model(HERE)
        network = Network.unfolded(layers, DILATIONS)
        for (weights, bias), (_, folded_weights, folded_bias) in zip(layers, network.folded_layers(), strict=True):
            np.testing.assert_allclose(folded_weights, weights, atol=1e-6)
            np.testing.assert_allclose(folded_bias, bias, atol=1e-6)
        self.assertAlmostEqual(1, priors.sum(), 4)

    def test_settling_changes_nothing_that_goes_out(self):
        network = Network.unfolded(kaldi_model.read_model(HERE)[0], DILATIONS)
        coefficients = torch.randn(4, 120, 40, generator=torch.Generator().manual_seed(1)) * 8 + 3
        with torch.no_grad():
            before = network(coefficients, torch.float32)
            network.settle(coefficients)
            torch.testing.assert_close(network(coefficients, torch.float32), before, atol=1e-3, rtol=1e-3)
            # And the normalisations would measure just that.
            network.train()
            torch.testing.assert_close(network(coefficients, torch.float32), before, atol=1e-2, rtol=1e-2)


class Sounds(unittest.TestCase):
    def test_scene_is_as_long_as_asked_for_and_of_loudness_one(self):
        rng = np.random.default_rng(3)
        sounds = [rng.standard_normal(size).astype("f4") for size in (800, 9000, 5 * SAMPLE_RATE)]
        for some in (sounds, sounds[:2], sounds[2:]):
            scene = Scene(some, rng)
            for length in (4000, SAMPLE_RATE, 6 * SAMPLE_RATE):
                for _ in range(20):
                    played = scene(length)
                    self.assertEqual(length, len(played))
                    self.assertAlmostEqual(1, float(np.sqrt(np.mean(played**2))), 3)

    def test_spoiled_recording_keeps_its_tempo_and_its_scale(self):
        rng = np.random.default_rng(4)
        spoiler = Spoiler(5, [rng.standard_normal(2000).astype("f4"), rng.standard_normal(90000).astype("f4")])
        for _ in range(20):
            spoilt, tempo, before = spoiler.spoil(rng.standard_normal(SAMPLE_RATE))
            self.assertGreaterEqual(len(spoilt), int(before * SAMPLE_RATE) + int(SAMPLE_RATE / tempo))
            self.assertLessEqual(np.abs(spoilt).max(), 32768)


class Voices(unittest.TestCase):
    def test_a_drawn_voice_is_nobodys_and_always_the_same(self):
        plan = synthesis.describe("kokoro", ["turn it on"] * 40, 1, "x")
        drawn = [one.voice for one in plan if "~" in one.voice]
        self.assertTrue(10 < len(drawn) < 30)
        self.assertEqual(len(drawn), len(set(drawn)))
        self.assertEqual(plan[:10], synthesis.describe("kokoro", ["turn it on"] * 10, 1, "x"))


if __name__ == "__main__":
    unittest.main()
