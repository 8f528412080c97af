package mando.inference.llama;

import java.util.Arrays;
import mando.inference.kernel.Activations;
import mando.inference.kernel.Kernels;

/** A block's feed-forward part: down(act(gate(x)) ⊙ up(x)), down(act(up(x))) where there is no gate, or a weighted sum of several chosen ones. */
final class FeedForward {

    private final LlamaConfig config;
    private final Kernels kernels;
    private final ProjectionProduct projections;
    private final Activations activations;
    private final float[] gate;
    private final float[] up;
    private final float[] one;
    private final float[] mixed;
    private final float[] output;
    private final float[] chances;

    FeedForward(LlamaModel model, ProjectionProduct projections, Activations activations, int batch) {
        this.config = model.config();
        this.kernels = model.kernels();
        this.projections = projections;
        this.activations = activations;
        gate = new float[batch * config.feedForwardWidth()];
        up = new float[batch * config.feedForwardWidth()];
        one = new float[config.width()];
        mixed = new float[config.width()];
        output = new float[config.width()];
        chances = new float[config.experts()];
    }

    /**
     * @param in normalised vectors of {@code count} tokens; may be the same array as {@code out}
     */
    void run(LlamaModel.FeedForwardWeights weights, float[] in, int count, float[] out) {
        switch (weights) {
            case LlamaModel.Dense dense -> dense(dense, in, count, out);
            case LlamaModel.Experts experts -> {
                for (int t = 0; t < count; t++) {
                    System.arraycopy(in, t * config.width(), one, 0, config.width());
                    mixture(experts);
                    System.arraycopy(mixed, 0, out, t * config.width(), config.width());
                }
            }
        }
    }

    private void dense(LlamaModel.Dense dense, float[] in, int count, float[] out) {
        int inner = config.feedForwardWidth();
        activations.set(in, count, config.width());
        projections.multiply(dense.up(), activations, count, up);
        if (dense.gate().isPresent()) {
            projections.multiply(dense.gate().get(), activations, count, gate);
            activateGate(count * inner);
        } else {
            for (int i = 0; i < count * inner; i++) {
                gate[i] = Gelu.of(up[i]);
            }
        }
        activations.set(gate, count, inner);
        projections.multiply(dense.down(), activations, count, out);
    }

    private void activateGate(int length) {
        switch (config.architecture().activation()) {
            case SILU -> kernels.siluMultiply(gate, up, 0, length);
            case GELU -> {
                for (int i = 0; i < length; i++) {
                    gate[i] = Gelu.of(gate[i]) * up[i];
                }
            }
        }
    }

    /** The most probable experts' outputs for {@link #one}, weighted by their share of what they are together. */
    private void mixture(LlamaModel.Experts experts) {
        activations.set(one, 1, config.width());
        projections.multiply(experts.router(), activations, 1, chances);
        kernels.softmax(chances, 0, config.experts());
        float together = 0;
        for (int i = 0; i < config.expertsUsed(); i++) {
            together += chances[ranked(i)];
        }
        Arrays.fill(mixed, 0);
        for (int i = 0; i < config.expertsUsed(); i++) {
            int expert = ranked(i);
            expert(experts, expert, chances[expert] / Math.max(together, 0x1p-14f));
        }
    }

    /** The expert that so many others are more probable than; of equals the first comes first. */
    private int ranked(int rank) {
        for (int candidate = 0; candidate < chances.length; candidate++) {
            int better = 0;
            for (int other = 0; other < chances.length; other++) {
                if (chances[other] > chances[candidate]
                        || (chances[other] == chances[candidate] && other < candidate)) {
                    better++;
                }
            }
            if (better == rank) {
                return candidate;
            }
        }
        // Chances that are no numbers are not ordered.
        return rank;
    }

    private void expert(LlamaModel.Experts experts, int expert, float share) {
        int inner = config.feedForwardWidth();
        activations.set(one, 1, config.width());
        projections.multiplyPart(experts.ups(), expert, inner, activations, up);
        projections.multiplyPart(experts.gates(), expert, inner, activations, gate);
        activateGate(inner);
        activations.set(gate, 1, inner);
        projections.multiplyPart(experts.downs(), expert, config.width(), activations, output);
        kernels.addScaled(mixed, 0, output, 0, share, config.width());
    }
}
