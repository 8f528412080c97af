package mando.inference.kernel;

/**
 * Rows of numbers in half precision: the keys or the values of one layer, a row for each position. In a row, elements {@code i} and
 * {@code i + interleave} lie side by side, so that a kernel whose vectors hold {@code interleave} floats reads two vectors' worth as 32-bit lanes and
 * gets either by a shift.
 *
 * <p>Rows that are being written must not be read.
 */
public final class HalfRows {

    private final int width;
    private final int interleave;
    final short[] bits;

    /**
     * @param width elements of a row, a multiple of {@code 2 * interleave}
     */
    HalfRows(int rows, int width, int interleave) {
        this.width = width;
        this.interleave = interleave;
        this.bits = new short[Math.multiplyExact(rows, width)];
    }

    int width() {
        return width;
    }

    int interleave() {
        return interleave;
    }

    /** Sets one row from an array's elements at an offset. */
    public void put(int row, float[] values, int offset) {
        int at = row * width;
        for (int start = 0; start < width; start += 2 * interleave) {
            for (int i = 0; i < interleave; i++) {
                bits[at++] = Float.floatToFloat16(values[offset + start + i]);
                bits[at++] = Float.floatToFloat16(values[offset + start + interleave + i]);
            }
        }
    }

    float get(int row, int column) {
        int within = column % (2 * interleave);
        return Float.float16ToFloat(
                bits[row * width + column - within + within % interleave * 2 + within / interleave]);
    }
}
