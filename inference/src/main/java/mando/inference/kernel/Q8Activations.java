package mando.inference.kernel;

/**
 * Activations quantised once for all the rows they are multiplied with: for each vector, blocks of {@link Q8Matrix#BLOCK} signed bytes and a scale.
 * They are kept widened to 16 bits, in two orders: even and odd elements apart, which is what a kernel gets that shifts the bytes of weights out of
 * 16 bits, and in their own order.
 *
 * <p>A reusable buffer for one thread.
 */
public final class Q8Activations {

    private static final int SUPER_BLOCK = 256;
    private static final float LARGEST_HALF = 65_504;

    private final int capacity;
    private final int width;
    final short[] even;
    final short[] odd;
    final short[] plain;
    final float[] scales;
    /** The sum of a block's elements, scaled: what a weight's offset is multiplied with. */
    final float[] sums;
    /** The same as ggml's Q8_1 keeps it: of the unrounded scale, in half precision. */
    final float[] halfSums;
    private int columns;

    /**
     * @param capacity the most vectors at a time
     * @param width the most columns of a vector
     */
    public Q8Activations(int capacity, int width) {
        this.capacity = capacity;
        this.width = width;
        this.even = new short[capacity * width / 2];
        this.odd = new short[capacity * width / 2];
        this.plain = new short[capacity * width];
        this.scales = new float[capacity * width / Q8Matrix.BLOCK];
        this.sums = new float[capacity * width / Q8Matrix.BLOCK];
        this.halfSums = new float[capacity * width / Q8Matrix.BLOCK];
    }

    /**
     * Quantises {@code count} vectors of {@code columns} values that lie one after another, as ggml's {@code quantize_row_q8_0} does: scale =
     * largest magnitude of 32 / 127, kept in half precision.
     */
    public void quantise(float[] values, int count, int columns) {
        require(count, columns, Q8Matrix.BLOCK);
        this.columns = columns;
        for (int block = 0; block < count * columns / Q8Matrix.BLOCK; block++) {
            float largest = largest(values, block * Q8Matrix.BLOCK, Q8Matrix.BLOCK);
            float scale = Float.float16ToFloat(Float.floatToFloat16(Math.min(largest / 127, LARGEST_HALF)));
            int sum = round(values, block, largest == 0 ? 0 : 127 / largest, scale);
            halfSums[block] = Float.float16ToFloat(Float.floatToFloat16(largest / 127 * sum));
        }
    }

    /** The same with ggml's {@code quantize_row_q8_K}: a scale for 256 elements, so that the largest of them becomes -127. */
    void quantiseBy256(float[] values, int count, int columns) {
        require(count, columns, SUPER_BLOCK);
        this.columns = columns;
        for (int start = 0; start < count * columns; start += SUPER_BLOCK) {
            float largest = 0;
            float magnitude = 0;
            for (int i = start; i < start + SUPER_BLOCK; i++) {
                if (Math.abs(values[i]) > magnitude) {
                    magnitude = Math.abs(values[i]);
                    largest = values[i];
                }
            }
            float factor = magnitude == 0 ? 0 : -127 / largest;
            float scale = magnitude == 0 ? 0 : 1 / factor;
            for (int block = start / Q8Matrix.BLOCK; block < (start + SUPER_BLOCK) / Q8Matrix.BLOCK; block++) {
                round(values, block, factor, scale);
            }
        }
    }

    private void require(int count, int columns, int block) {
        if (count > capacity || columns > width || columns % block != 0) {
            throw new IllegalArgumentException(count + " vectors of " + columns + " exceed this buffer");
        }
    }

    private static float largest(float[] values, int start, int length) {
        float largest = 0;
        for (int i = start; i < start + length; i++) {
            float magnitude = Math.abs(values[i]);
            largest = magnitude > largest ? magnitude : largest;
        }
        return largest;
    }

    private int round(float[] values, int block, float factor, float scale) {
        int start = block * Q8Matrix.BLOCK;
        int sum = 0;
        for (int i = start; i < start + Q8Matrix.BLOCK; i += 2) {
            short first = rounded(values[i] * factor);
            short second = rounded(values[i + 1] * factor);
            even[i / 2] = first;
            odd[i / 2] = second;
            plain[i] = first;
            plain[i + 1] = second;
            sum += first + second;
        }
        scales[block] = scale;
        sums[block] = scale * sum;
        return sum;
    }

    /** The nearest whole number (of two, the even one): beside 1.5 · 2²³ a float's last bits are whole, and they are the lowest of its 32. */
    private static short rounded(float value) {
        return (short) Float.floatToRawIntBits(value + 0x1.8p23f);
    }

    public int columns() {
        return columns;
    }
}
