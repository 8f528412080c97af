package mando.inference.kernel;

/**
 * Activations quantised once for all the rows they are multiplied with: for each vector, blocks of {@link Q8Matrix#BLOCK} values of -127 to 127
 * and a scale. Beside the bytes' order, the even and the odd bytes stand apart and widened to 16 bits, which is what the vector kernel reads.
 *
 * <p>A reusable buffer for one thread.
 */
public final class Q8Activations {

    private final int capacity;
    private final int width;
    final short[] even;
    final short[] odd;
    final float[] scales;
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
        this.scales = new float[capacity * width / Q8Matrix.BLOCK];
    }

    /** Quantises {@code count} vectors of {@code columns} values that lie one after another: scale = largest magnitude / 127, as ggml does. */
    public void quantise(float[] values, int count, int columns) {
        if (count > capacity || columns > width || columns % Q8Matrix.BLOCK != 0) {
            throw new IllegalArgumentException(count + " vectors of " + columns + " exceed this buffer");
        }
        this.columns = columns;
        for (int block = 0; block < count * columns / Q8Matrix.BLOCK; block++) {
            int start = block * Q8Matrix.BLOCK;
            float largest = 0;
            for (int i = start; i < start + Q8Matrix.BLOCK; i++) {
                float magnitude = Math.abs(values[i]);
                largest = magnitude > largest ? magnitude : largest;
            }
            scales[block] = largest / 127;
            float inverse = largest == 0 ? 0 : 127 / largest;
            for (int i = start; i < start + Q8Matrix.BLOCK; i += 2) {
                even[i / 2] = rounded(values[i] * inverse);
                odd[i / 2] = rounded(values[i + 1] * inverse);
            }
        }
    }

    /** The nearest whole number (of two, the even one): beside 1.5 · 2²³ a float's last bits are whole, and they are the lowest of its 32. */
    private static short rounded(float value) {
        return (short) Float.floatToRawIntBits(value + 0x1.8p23f);
    }

    public int columns() {
        return columns;
    }
}
