package mando.inference.kernel;

/** The kernels in plain Java: what the vector kernels are held against. */
public final class ScalarKernels implements Kernels {

    @Override
    public void multiply(Matrix weights, int firstRow, int rows, Activations x, int count, float[] out, int outOffset,
            int outStride) {
        int columns = weights.columns();
        for (int v = 0; v < count; v++) {
            for (int r = 0; r < rows; r++) {
                out[outOffset + v * outStride + r] = switch (weights) {
                    case FloatMatrix floats -> dot(floats.values(), (firstRow + r) * columns,
                            x.floats(floats.form()), v * columns, columns);
                    case Q8Matrix q8 -> row(q8, (firstRow + r) * columns, x.quantised(q8.form()), x.sums(q8.form()),
                            v * columns);
                    case Q4Matrix q4 -> row(q4, (firstRow + r) * columns, x.quantised(q4.form()), x.sums(q4.form()),
                            v * columns);
                };
            }
        }
    }

    private static float row(Q8Matrix weights, int w, Q8Activations x, float[] sums, int v) {
        float sum = 0;
        int group = weights.group();
        for (int c = 0; c < weights.columns(); c += group) {
            sum += dot(weights.quants(), w + c, x, v + c, group) * weights.scales()[(w + c) / group]
                    * x.scales[(v + c) / Q8Matrix.BLOCK];
        }
        return weights.offsets().length == 0 ? sum : sum + offsets(weights.offsets(), w, sums, v, weights.columns());
    }

    static int dot(byte[] weights, int w, Q8Activations x, int v, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += weights[w + i] * x.plain[v + i];
        }
        return sum;
    }

    private static float row(Q4Matrix weights, int w, Q8Activations x, float[] sums, int v) {
        float sum = 0;
        for (int c = 0; c < weights.columns(); c += Q4Matrix.GROUP) {
            sum += nibbleDot(weights.quants(), (w + c) / 2, x, v + c) * weights.scales()[(w + c) / Q4Matrix.GROUP]
                    * x.scales[(v + c) / Q4Matrix.GROUP];
        }
        return sum + offsets(weights.offsets(), w, sums, v, weights.columns());
    }

    static int nibbleDot(byte[] weights, int w, Q8Activations x, int v) {
        int half = Q4Matrix.GROUP / 2;
        int sum = 0;
        for (int i = 0; i < half; i++) {
            sum += (weights[w + i] & 15) * x.plain[v + i] + ((weights[w + i] >> 4) & 15) * x.plain[v + half + i];
        }
        return sum;
    }

    /** Σ offset · Σ activations, over the groups of 32. */
    private static float offsets(float[] offsets, int w, float[] sums, int v, int columns) {
        float sum = 0;
        for (int group = 0; group < columns / Q8Matrix.BLOCK; group++) {
            sum += offsets[w / Q8Matrix.BLOCK + group] * sums[v / Q8Matrix.BLOCK + group];
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
    public void scale(float[] in, int inOffset, float[] weight, float factor, float[] out, int outOffset, int length) {
        for (int i = 0; i < length; i++) {
            out[outOffset + i] = in[inOffset + i] * factor * weight[i];
        }
    }

    @Override
    public void siluMultiply(float[] gate, float[] up, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            gate[i] = gate[i] / (1 + Exponential.of(-gate[i])) * up[i];
        }
    }

    @Override
    public void softmax(float[] values, int offset, int length) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = offset; i < offset + length; i++) {
            largest = Math.max(largest, values[i]);
        }
        float sum = 0;
        for (int i = offset; i < offset + length; i++) {
            values[i] = Exponential.of(values[i] - largest);
            sum += values[i];
        }
        float factor = 1 / sum;
        for (int i = offset; i < offset + length; i++) {
            values[i] *= factor;
        }
    }

    @Override
    public HalfRows halfRows(int rows, int width, int headWidth) {
        return new HalfRows(rows, width, 1);
    }

    @Override
    public void scores(float[] query, int queryOffset, HalfRows keys, int column, int firstRow, int rows, int headWidth,
            float[] scores, int scoresOffset) {
        for (int row = 0; row < rows; row++) {
            float sum = 0;
            for (int i = 0; i < headWidth; i++) {
                sum += query[queryOffset + i] * keys.get(firstRow + row, column + i);
            }
            scores[scoresOffset + row] = sum;
        }
    }

    @Override
    public void weightedSum(float[] scores, int scoresOffset, HalfRows values, int column, int firstRow, int rows,
            int headWidth, float[] out, int outOffset) {
        for (int i = 0; i < headWidth; i++) {
            float sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += scores[scoresOffset + row] * values.get(firstRow + row, column + i);
            }
            out[outOffset + i] = sum;
        }
    }

    @Override
    public int vectorBits() {
        return 0;
    }

    @Override
    public String toString() {
        return "scalar";
    }
}
