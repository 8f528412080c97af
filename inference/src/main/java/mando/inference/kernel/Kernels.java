package mando.inference.kernel;

import org.tinylog.Logger;

/**
 * The loops where a model spends its time. Two implementations: plain Java, and the Vector API with vectors as narrow as NEON's. They agree bit
 * for bit in their integer sums; float sums differ in their order.
 *
 * <p>Stateless and thread-safe.
 */
public sealed interface Kernels permits ScalarKernels, VectorKernels {

    /** The system property that chooses: {@code scalar}, or the vector width in bits, {@code 128} (the default) or {@code 256}. */
    String PROPERTY = "mando.kernels";

    /**
     * Multiplies rows of a matrix with each of some vectors: {@code out[v * outStride + r - firstRow] = weights[r] · x[v]}.
     *
     * @param count how many vectors of {@code x} to take, from the first
     */
    void multiply(Q8Matrix weights, int firstRow, int rows, Q8Activations x, int count, float[] out, int outStride);

    /** The inner product of two float vectors. */
    float dot(float[] a, int aOffset, float[] b, int bOffset, int length);

    /** {@code out += factor * values}. */
    void addScaled(float[] out, int outOffset, float[] values, int valuesOffset, float factor, int length);

    /** The implementation for this machine, as {@value #PROPERTY} says; logged, so call it once. */
    static Kernels choose() {
        String choice = System.getProperty(PROPERTY, "128");
        Kernels kernels = choice.equals("scalar") ? new ScalarKernels() : new VectorKernels();
        Logger.info("Kernels: {}", kernels);
        return kernels;
    }
}
