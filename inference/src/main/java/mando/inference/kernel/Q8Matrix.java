package mando.inference.kernel;

/**
 * Weights in ggml's Q8_0: each row is cut into blocks of {@value #BLOCK} signed bytes with one scale.
 *
 * @param quants {@code rows * columns} values of -127 to 127, row after row
 * @param scales {@code rows * columns / BLOCK} factors: an element is its quant times its block's scale
 */
public record Q8Matrix(int rows, int columns, byte[] quants, float[] scales) {

    /** How many elements share a scale. */
    public static final int BLOCK = 32;

    public Q8Matrix {
        if (columns % BLOCK != 0 || quants.length != rows * columns || scales.length != rows * (columns / BLOCK)) {
            throw new IllegalArgumentException("a Q8 matrix of " + rows + " × " + columns + " does not fit its arrays");
        }
    }

    /** Writes one row as floats. */
    public void row(int row, float[] out, int offset) {
        for (int c = 0; c < columns; c++) {
            out[offset + c] = quants[row * columns + c] * scales[(row * columns + c) / BLOCK];
        }
    }
}
