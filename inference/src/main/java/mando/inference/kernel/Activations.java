package mando.inference.kernel;

import java.util.EnumSet;
import java.util.Set;

/**
 * Vectors that matrices are about to be multiplied with, in each form that one of these matrices needs: made once, however many rows and matrices
 * follow. A reusable buffer; {@link #set} and {@link #prepare} belong to one thread, after them many may read.
 */
public final class Activations {

    /** What becomes of a vector before a matrix meets it; the same as in ggml, so that both engines round alike. */
    public enum Form {
        /** As it is, for F32. */
        FLOAT,
        /** Rounded to half precision, for F16. */
        HALF,
        /** Rounded to the upper half of a float, for BF16. */
        UPPER_HALF,
        /** Eight bits, a scale for 32 elements: ggml's Q8_0. */
        BLOCKS_OF_32,
        /** The same with each block's sum in half precision: ggml's Q8_1. */
        BLOCKS_OF_32_AND_SUMS,
        /** Eight bits, a scale for 256 elements: ggml's Q8_K. */
        BLOCKS_OF_256
    }

    private final float[] rounded;
    final Q8Activations by32;
    final Q8Activations by256;
    private float[] values = new float[0];
    private int count;
    private int columns;
    private final Set<Form> prepared = EnumSet.noneOf(Form.class);

    /**
     * @param capacity the most vectors at a time
     * @param width the most columns of a vector
     */
    public Activations(int capacity, int width) {
        rounded = new float[capacity * width];
        by32 = new Q8Activations(capacity, width);
        by256 = new Q8Activations(capacity, width);
    }

    /** Takes {@code count} vectors of {@code columns} values that lie one after another; they must not change until the next call. */
    public void set(float[] values, int count, int columns) {
        this.values = values;
        this.count = count;
        this.columns = columns;
        prepared.clear();
    }

    public int columns() {
        return columns;
    }

    /** Makes a form, where it is not there yet. */
    public void prepare(Form form) {
        if (!prepared.add(form)) {
            return;
        }
        switch (form) {
            case FLOAT -> {
            }
            case HALF -> {
                prepared.remove(Form.UPPER_HALF);
                for (int i = 0; i < count * columns; i++) {
                    rounded[i] = Float.float16ToFloat(Float.floatToFloat16(values[i]));
                }
            }
            case UPPER_HALF -> {
                prepared.remove(Form.HALF);
                for (int i = 0; i < count * columns; i++) {
                    int bits = Float.floatToRawIntBits(values[i]);
                    // To nearest, of two to the even one.
                    rounded[i] = Float.intBitsToFloat((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF_0000);
                }
            }
            case BLOCKS_OF_32, BLOCKS_OF_32_AND_SUMS -> {
                prepared.add(Form.BLOCKS_OF_32);
                prepared.add(Form.BLOCKS_OF_32_AND_SUMS);
                by32.quantise(values, count, columns);
            }
            case BLOCKS_OF_256 -> by256.quantiseBy256(values, count, columns);
        }
    }

    float[] floats(Form form) {
        return form == Form.FLOAT ? values : rounded;
    }

    /** What a weight's offset is multiplied with, for each block. */
    float[] sums(Form form) {
        return switch (form) {
            case BLOCKS_OF_256 -> by256.sums;
            case BLOCKS_OF_32_AND_SUMS -> by32.halfSums;
            default -> by32.sums;
        };
    }

    Q8Activations quantised(Form form) {
        return form == Form.BLOCKS_OF_256 ? by256 : by32;
    }
}
