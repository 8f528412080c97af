package mando.inference.kernel;

/**
 * Weights that are not quantised: F32 as it is, F16 and BF16 widened.
 *
 * @param values {@code rows * columns} elements, row after row
 * @param form how activations are rounded for it: as ggml does, to the precision of the file's encoding
 */
public record FloatMatrix(int rows, int columns, float[] values, Activations.Form form) implements Matrix {

    public FloatMatrix {
        if (values.length != rows * columns) {
            throw new IllegalArgumentException("a matrix of " + rows + " × " + columns + " does not fit its array");
        }
    }

    @Override
    public void row(int row, float[] out, int offset) {
        System.arraycopy(values, row * columns, out, offset, columns);
    }
}
