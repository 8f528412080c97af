package mando.inference.kernel;

/** Multiplies a matrix with vectors on several threads: each takes some rows at a time. One thread calls it; it allocates nothing. */
public final class MatrixProduct implements Workers.Work {

    /** Less than this many multiplications are not worth another thread. */
    private static final int LEAST_WORK = 1 << 16;
    private static final int ROWS = 32;

    private final Kernels kernels;
    private final Workers workers;
    private Matrix weights;
    private int firstRow;
    private int rows;
    private Activations x;
    private int count;
    private float[] out;

    public MatrixProduct(Kernels kernels, Workers workers) {
        this.kernels = kernels;
        this.workers = workers;
    }

    /** {@code out[v * rows + r] = weights[firstRow + r] · x[v]}. */
    public void multiply(Matrix weights, int firstRow, int rows, Activations x, int count, float[] out) {
        x.prepare(weights.form());
        if ((long) rows * weights.columns() * count < LEAST_WORK) {
            kernels.multiply(weights, firstRow, rows, x, count, out, 0, rows);
            return;
        }
        this.weights = weights;
        this.firstRow = firstRow;
        this.rows = rows;
        this.x = x;
        this.count = count;
        this.out = out;
        workers.run(this, Math.ceilDiv(rows, ROWS));
    }

    @Override
    public void piece(int index) {
        int first = index * ROWS;
        kernels.multiply(weights, firstRow + first, Math.min(ROWS, rows - first), x, count, out, first, rows);
    }
}
