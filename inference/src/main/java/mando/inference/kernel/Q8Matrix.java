package mando.inference.kernel;

/**
 * Weights of up to eight bits: each row is cut into groups of 32 or 16 signed bytes that share a scale and, in some encodings, an offset. Of ggml's
 * encodings Q8_0, Q5_0, Q5_1, Q5_K (groups of 32) and Q6_K (groups of 16) are held so.
 *
 * @param quants {@code rows * columns} values of -127 to 127, row after row
 * @param group how many elements share a scale: 16 or 32
 * @param scales a factor for each group: an element is its quant times its scale, plus its offset
 * @param offsets what is added to each element of a group of 32, or empty
 * @param form how activations are quantised for it
 */
public record Q8Matrix(int rows, int columns, byte[] quants, int group, float[] scales, float[] offsets,
        Activations.Form form) implements Matrix {

    /** How many activations share a scale. */
    public static final int BLOCK = 32;

    public Q8Matrix {
        if (columns % BLOCK != 0 || (group != BLOCK && group != BLOCK / 2) || quants.length != rows * columns
                || scales.length != rows * (columns / group)
                || (offsets.length != 0 && (group != BLOCK || offsets.length != scales.length))) {
            throw new IllegalArgumentException("a Q8 matrix of " + rows + " × " + columns + " does not fit its arrays");
        }
    }

    /** Q8_0: groups of {@value #BLOCK}, no offsets. */
    public Q8Matrix(int rows, int columns, byte[] quants, float[] scales) {
        this(rows, columns, quants, BLOCK, scales, new float[0], Activations.Form.BLOCKS_OF_32);
    }

    @Override
    public void row(int row, float[] out, int offset) {
        for (int c = 0; c < columns; c++) {
            int at = row * columns + c;
            float value = quants[at] * scales[at / group];
            out[offset + c] = offsets.length == 0 ? value : value + offsets[at / group];
        }
    }
}
