package mando.inference.kernel;

import jdk.incubator.vector.ByteVector;
import org.tinylog.Logger;

/**
 * The loops where a model spends its time. Two implementations: plain Java, and the Vector API with vectors as narrow as NEON's or wider. They agree
 * bit for bit in their integer sums; float sums differ in their order.
 *
 * <p>Stateless and thread-safe.
 */
public sealed interface Kernels permits ScalarKernels, VectorKernels {

    /** The system property that chooses: {@code scalar}, or the vector width in bits: {@code 64}, {@code 128} (the default), {@code 256} or {@code 512}. */
    String PROPERTY = "mando.kernels";

    /**
     * Multiplies rows of a matrix with each of some vectors: {@code out[v * outStride + r - firstRow] = weights[r] · x[v]}.
     *
     * @param x prepared in the matrix's form
     * @param count how many vectors of {@code x} to take, from the first
     * @param outOffset where row {@code firstRow} of the first vector goes
     */
    void multiply(Matrix weights, int firstRow, int rows, Activations x, int count, float[] out, int outOffset,
            int outStride);

    /** The inner product of two float vectors. */
    float dot(float[] a, int aOffset, float[] b, int bOffset, int length);

    /** {@code out += factor * values}. */
    void addScaled(float[] out, int outOffset, float[] values, int valuesOffset, float factor, int length);

    /** {@code out = in ⊙ weight · factor}, the second half of a normalisation. */
    void scale(float[] in, int inOffset, float[] weight, float factor, float[] out, int outOffset, int length);

    /** {@code gate = silu(gate) ⊙ up}, where {@code silu(x) = x / (1 + e^-x)}. */
    void siluMultiply(float[] gate, float[] up, int offset, int length);

    /** {@code e^(values - largest)} divided by the sum of all. */
    void softmax(float[] values, int offset, int length);

    /** A layer's keys or values in half precision, in the order that this implementation reads. */
    HalfRows halfRows(int rows, int width, int headWidth);

    /** One head against rows of a cache: {@code scores[p] = query · keys[firstRow + p]}, where the head's part of a row begins at {@code column}. */
    void scores(float[] query, int queryOffset, HalfRows keys, int column, int firstRow, int rows, int headWidth,
            float[] scores, int scoresOffset);

    /** {@code out = Σ scores[p] · values[firstRow + p]}. */
    void weightedSum(float[] scores, int scoresOffset, HalfRows values, int column, int firstRow, int rows,
            int headWidth, float[] out, int outOffset);

    /** How wide its vectors are, in bits; 0 where it has none. */
    int vectorBits();

    /** The widest vectors that this machine computes with at full speed, in bits; what is wider is very slow. */
    static int widestBits() {
        return ByteVector.SPECIES_PREFERRED.vectorBitSize();
    }

    /** The implementation for this machine, as {@value #PROPERTY} says; logged, so call it once. */
    static Kernels choose() {
        String choice = System.getProperty(PROPERTY, "128");
        Kernels kernels = choice.equals("scalar") ? new ScalarKernels() : new VectorKernels();
        Logger.info("Kernels: {}", kernels);
        return kernels;
    }
}
