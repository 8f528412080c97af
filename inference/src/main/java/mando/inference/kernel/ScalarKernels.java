package mando.inference.kernel;

/** The kernels in plain Java: what the vector kernels are held against. */
public final class ScalarKernels implements Kernels {

    @Override
    public void multiply(Q8Matrix weights, int firstRow, int rows, Q8Activations x, int count, float[] out,
            int outStride) {
        int columns = weights.columns();
        for (int v = 0; v < count; v++) {
            for (int r = 0; r < rows; r++) {
                out[v * outStride + r] = row(weights, (firstRow + r) * columns, x, v * columns);
            }
        }
    }

    private static float row(Q8Matrix weights, int w, Q8Activations x, int v) {
        float sum = 0;
        for (int c = 0; c < weights.columns(); c += Q8Matrix.BLOCK) {
            sum += blockDot(weights.quants(), w + c, x, v + c) * weights.scales()[(w + c) / Q8Matrix.BLOCK]
                    * x.scales[(v + c) / Q8Matrix.BLOCK];
        }
        return sum;
    }

    static int blockDot(byte[] weights, int w, Q8Activations x, int v) {
        int sum = 0;
        for (int i = 0; i < Q8Matrix.BLOCK; i += 2) {
            sum += weights[w + i] * x.even[(v + i) / 2] + weights[w + i + 1] * x.odd[(v + i) / 2];
        }
        return sum;
    }

    @Override
    public float dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
        float sum = 0;
        for (int i = 0; i < length; i++) {
            sum += a[aOffset + i] * b[bOffset + i];
        }
        return sum;
    }

    @Override
    public void addScaled(float[] out, int outOffset, float[] values, int valuesOffset, float factor, int length) {
        for (int i = 0; i < length; i++) {
            out[outOffset + i] += factor * values[valuesOffset + i];
        }
    }

    @Override
    public String toString() {
        return "scalar";
    }
}
