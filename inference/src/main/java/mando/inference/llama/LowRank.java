package mando.inference.llama;

import mando.inference.kernel.Activations;
import mando.inference.kernel.FloatMatrix;
import mando.inference.kernel.Matrix;

/**
 * What a {@link LoraAdapter} puts beside a matrix: its product with x gets {@code factor · B (A x)} added.
 *
 * @param a A: {@code rank} rows for each expert or once, of as many columns as the matrix has
 * @param b B: as many rows as the matrix has, of {@code rank} columns
 */
record LowRank(Matrix a, Matrix b, float factor) {

    /** What belongs to some rows of the matrix, which is one. */
    LowRank ofRows(int first, int count) {
        var rows = new float[count * rank()];
        for (int row = 0; row < count; row++) {
            b.row(first + row, rows, row * rank());
        }
        // Of quantised pairs the activations are rounded no more: those of so few columns are not worth it.
        Activations.Form form = b.form() == Activations.Form.HALF || b.form() == Activations.Form.UPPER_HALF
                ? b.form()
                : Activations.Form.FLOAT;
        return new LowRank(a, new FloatMatrix(count, rank(), rows, form), factor);
    }

    int rank() {
        return b.columns();
    }
}
