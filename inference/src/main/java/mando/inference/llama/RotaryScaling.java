package mando.inference.llama;

import java.util.Arrays;
import mando.inference.gguf.GgufException;
import mando.inference.gguf.GgufFile;

/**
 * How fast each pair of elements of a head turns with the position, in radians a position. Plain: {@code base^(-2i / dimensions)}; scaled for longer
 * contexts linearly, by the factors of a tensor {@code rope_freqs.weight} (Llama 3) or by YaRN (arXiv:2309.00071, as {@code rope_yarn} of ggml has it).
 *
 * @param dimensions how many elements of a head turn, from its first; an even number
 * @param frequencies radians a position, for each pair
 * @param magnitude what turned elements are multiplied with
 */
record RotaryScaling(int dimensions, float[] frequencies, float magnitude) {

    static RotaryScaling of(GgufFile file, String key, int headWidth) {
        int dimensions = file.integer(key + "rope.dimension_count", 2, headWidth, headWidth);
        if (dimensions % 2 != 0) {
            throw new GgufException(file.path(),
                    "its rotary embedding covers " + dimensions + " values, an odd number");
        }
        float base = base(file, key + "rope.freq_base", 10_000);
        var frequencies = frequencies(dimensions, base);
        String type = file.string(key + "rope.scaling.type", "none");
        float factor = type.equals("none") ? 1 : file.floating(key + "rope.scaling.factor", 1);
        if (factor <= 0) {
            throw new GgufException(file.path(),
                    "its rope.scaling.factor is " + factor + ", expected a positive number");
        }
        float magnitude = file.floating(key + "rope.scaling.attn_factor", 1);
        switch (type) {
            case "none" -> {
            }
            case "linear" -> {
                for (int i = 0; i < frequencies.length; i++) {
                    frequencies[i] /= factor;
                }
            }
            case "yarn" -> {
                yarn(file, key, frequencies, dimensions, base, factor);
                magnitude *= (float) (1 + 0.1 * Math.log(factor));
            }
            default -> throw new GgufException(file.path(), "its " + key + "rope.scaling.type is \"" + type
                    + "\"; supported are \"none\", \"linear\" and \"yarn\"");
        }
        return new RotaryScaling(dimensions, frequencies, magnitude);
    }

    private static float base(GgufFile file, String key, float otherwise) {
        return file.metadata(key).isPresent() ? LlamaConfig.positive(file, key) : otherwise;
    }

    private static float[] frequencies(int dimensions, float base) {
        var frequencies = new float[dimensions / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = (float) Math.pow(base, -2.0 * i / dimensions);
        }
        return frequencies;
    }

    /** Fast pairs keep their frequency, slow ones are stretched, with a ramp between: where a pair turns 32 times and once in the original context. */
    private static void yarn(GgufFile file, String key, float[] frequencies, int dimensions, float base, float factor) {
        int context = file.integer(key + "context_length", 1, 1 << 20);
        double original = file.integer(key + "rope.scaling.original_context_length", 1, 1 << 20, context);
        double fast = file.floating(key + "rope.scaling.yarn_beta_fast", 32);
        double slow = file.floating(key + "rope.scaling.yarn_beta_slow", 1);
        double first = Math.max(0, Math.floor(turning(fast, dimensions, original, base)));
        double last = Math.min(dimensions - 1, Math.ceil(turning(slow, dimensions, original, base)));
        double extrapolation = file.floating(key + "rope.scaling.yarn_ext_factor", 1);
        for (int i = 0; i < frequencies.length; i++) {
            double ramp = 1 - Math.clamp((i - first) / Math.max(0.001, last - first), 0.0, 1.0);
            double kept = ramp * extrapolation;
            frequencies[i] = (float) (frequencies[i] / factor * (1 - kept) + frequencies[i] * kept);
        }
    }

    /** The pair that turns so many times in a context. */
    private static double turning(double turns, int dimensions, double context, double base) {
        return dimensions * Math.log(context / (turns * 2 * Math.PI)) / (2 * Math.log(base));
    }

    /** The same elements with another base and no scaling. */
    RotaryScaling plain(float base) {
        return new RotaryScaling(dimensions, frequencies(dimensions, base), 1);
    }

    /** Llama 3's factors: each frequency is divided by one. */
    RotaryScaling dividedBy(float[] factors) {
        float[] divided = frequencies.clone();
        for (int i = 0; i < divided.length; i++) {
            divided[i] /= factors[i];
        }
        return new RotaryScaling(dimensions, divided, magnitude);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RotaryScaling(int otherDimensions, float[] otherFrequencies, float otherMagnitude)
                && dimensions == otherDimensions && magnitude == otherMagnitude
                && Arrays.equals(frequencies, otherFrequencies);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(frequencies);
    }
}
