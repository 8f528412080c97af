package mando.inference.llama;

import mando.inference.kernel.Kernels;

/** Norms of vectors: x / √(mean(x²) + ε) ⊙ weight, or the layer norm, which subtracts the mean before and adds a bias. */
record Normalisation(Kernels kernels, float epsilon) {

    /** From one array to another or in place. */
    void apply(LlamaModel.Norm norm, float[] in, int inOffset, float[] out, int outOffset) {
        if (norm.bias().length > 0) {
            layerNorm(norm, in, inOffset, out, outOffset);
            return;
        }
        int width = norm.weight().length;
        float meanSquare = kernels.dot(in, inOffset, in, inOffset, width) / width;
        kernels.scale(in, inOffset, norm.weight(), (float) (1 / Math.sqrt(meanSquare + epsilon)), out, outOffset,
                width);
    }

    /** The same for vectors that lie one after another. */
    void applyToAll(LlamaModel.Norm norm, float[] in, float[] out, int count) {
        int width = norm.weight().length;
        for (int i = 0; i < count; i++) {
            apply(norm, in, i * width, out, i * width);
        }
    }

    private void layerNorm(LlamaModel.Norm norm, float[] in, int inOffset, float[] out, int outOffset) {
        int width = norm.weight().length;
        double sum = 0;
        for (int i = 0; i < width; i++) {
            sum += in[inOffset + i];
        }
        float mean = (float) (sum / width);
        double squares = 0;
        for (int i = 0; i < width; i++) {
            float deviation = in[inOffset + i] - mean;
            squares += deviation * deviation;
        }
        float factor = (float) (1 / Math.sqrt(squares / width + epsilon));
        for (int i = 0; i < width; i++) {
            out[outOffset + i] = (in[inOffset + i] - mean) * factor * norm.weight()[i] + norm.bias()[i];
        }
    }
}
