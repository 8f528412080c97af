package mando.inference.kernel;

/**
 * Weights of four bits: each row is cut into groups of 32 that share a scale and an offset; element {@code i} of a group is the low half of its byte
 * {@code i}, element {@code 16 + i} the high half, as in ggml's {@code block_q4_0}. Q4_0 (whose offset is -8 scales), Q4_1 and Q4_K are held so.
 *
 * @param quants {@code rows * columns / 2} bytes, row after row
 * @param scales a factor for each group: an element is its quant of 0 to 15 times its scale, plus its offset
 * @param offsets what is added to each element of a group
 * @param form how activations are quantised for it
 */
public record Q4Matrix(int rows, int columns, byte[] quants, float[] scales, float[] offsets, Activations.Form form)
        implements
            Matrix {

    /** How many elements share a scale. */
    public static final int GROUP = 32;

    public Q4Matrix {
        if (columns % GROUP != 0 || quants.length != rows * (columns / 2) || scales.length != rows * (columns / GROUP)
                || offsets.length != scales.length) {
            throw new IllegalArgumentException("a Q4 matrix of " + rows + " × " + columns + " does not fit its arrays");
        }
    }

    @Override
    public void row(int row, float[] out, int offset) {
        for (int c = 0; c < columns; c++) {
            int group = (row * columns + c) / GROUP;
            int pair = quants[group * (GROUP / 2) + c % (GROUP / 2)];
            int quant = c % GROUP < GROUP / 2 ? pair & 15 : (pair >> 4) & 15;
            out[offset + c] = quant * scales[group] + offsets[group];
        }
    }
}
