package mando.inference.kernel;

/** Weights: {@code rows} rows of {@code columns} elements, in the form that its kernel reads. Immutable. */
public sealed interface Matrix permits FloatMatrix, Q8Matrix, Q4Matrix {

    int rows();

    int columns();

    /** What activations must become before this matrix meets them. */
    Activations.Form form();

    /** Writes one row as floats. */
    void row(int row, float[] out, int offset);
}
