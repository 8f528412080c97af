package mando.inference.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on the Vector API, at the width that {@link Kernels#PROPERTY} asks for.
 *
 * <p>No fused multiply-add: a processor without it would take Java's exact and very slow substitute.
 */
public final class VectorKernels implements Kernels {

    static final VectorShape SHAPE = VectorShape.forBitSize(switch (System.getProperty(PROPERTY, "128")) {
        case "64" -> 64;
        case "256" -> 256;
        case "512" -> 512;
        default -> 128;
    });
    static final VectorSpecies<Float> FLOATS = SHAPE.withLanes(float.class);
    private static final VectorSpecies<Short> SHORTS = SHAPE.withLanes(short.class);
    private static final Kernels SCALAR = new ScalarKernels();
    private static final int SIGN = 0x8000_0000;
    private static final int MAGNITUDE = 0x7FFF_0000;
    /** What half precision's exponent lacks when its bits are read as a float's. */
    private static final float HALF_TO_FLOAT = 0x1p112f;

    /**
     * The lanes' sum in a fixed order: reduceLanes leaves it open, and its results change when the method is compiled. Lanes are read one by one,
     * because a rearrangement of floats is no single instruction on the narrowest processors and would make an object of each vector.
     */
    static float total(FloatVector lanes) {
        return switch (FLOATS.length()) {
            case 2 -> lanes.lane(0) + lanes.lane(1);
            case 4 -> (lanes.lane(0) + lanes.lane(2)) + (lanes.lane(1) + lanes.lane(3));
            case 8 -> totalOf8(lanes);
            default -> totalOf8((FloatVector) lanes.castShape(FloatVector.SPECIES_256, 0))
                    + totalOf8((FloatVector) lanes.castShape(FloatVector.SPECIES_256, 1));
        };
    }

    static float totalOf8(FloatVector lanes) {
        return ((lanes.lane(0) + lanes.lane(4)) + (lanes.lane(2) + lanes.lane(6)))
                + ((lanes.lane(1) + lanes.lane(5)) + (lanes.lane(3) + lanes.lane(7)));
    }

    @Override
    public void multiply(Matrix weights, int firstRow, int rows, Activations x, int count, float[] out, int outOffset,
            int outStride) {
        int columns = weights.columns();
        switch (weights) {
            case FloatMatrix floats -> {
                float[] vectors = x.floats(floats.form());
                for (int r = 0; r < rows; r++) {
                    for (int v = 0; v < count; v++) {
                        out[outOffset + v * outStride + r] = dot(floats.values(), (firstRow + r) * columns, vectors,
                                v * columns, columns);
                    }
                }
            }
            case Q8Matrix q8 -> {
                Q8Activations vectors = x.quantised(q8.form());
                for (int r = 0; r < rows; r++) {
                    int w = (firstRow + r) * columns;
                    // A row stays in the first-level cache while the vectors pass by.
                    for (int v = 0; v < count; v++) {
                        float product = SHAPE.vectorBitSize() > 128
                                ? WideProducts.row(q8, w, vectors, v * columns)
                                : NarrowProducts.row(q8, w, vectors, v * columns);
                        out[outOffset + v * outStride + r] = product
                                + offsets(q8.offsets(), w, x.sums(q8.form()), v * columns, columns);
                    }
                }
            }
            case Q4Matrix q4 -> {
                Q8Activations vectors = x.quantised(q4.form());
                for (int r = 0; r < rows; r++) {
                    int w = (firstRow + r) * columns;
                    for (int v = 0; v < count; v++) {
                        float product = SHAPE.vectorBitSize() > 128
                                ? WideProducts.row(q4, w, vectors, v * columns)
                                : NarrowProducts.row(q4, w, vectors, v * columns);
                        out[outOffset + v * outStride + r] = product
                                + offsets(q4.offsets(), w, x.sums(q4.form()), v * columns, columns);
                    }
                }
            }
        }
    }

    private float offsets(float[] offsets, int w, float[] sums, int v, int columns) {
        return offsets.length == 0
                ? 0
                : dot(offsets, w / Q8Matrix.BLOCK, sums, v / Q8Matrix.BLOCK, columns / Q8Matrix.BLOCK);
    }

    @Override
    public float dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
        FloatVector sum = FloatVector.zero(FLOATS);
        int whole = FLOATS.loopBound(length);
        for (int i = 0; i < whole; i += FLOATS.length()) {
            sum = FloatVector.fromArray(FLOATS, a, aOffset + i).mul(FloatVector.fromArray(FLOATS, b, bOffset + i))
                    .add(sum);
        }
        float total = total(sum);
        for (int i = whole; i < length; i++) {
            total += a[aOffset + i] * b[bOffset + i];
        }
        return total;
    }

    @Override
    public void addScaled(float[] out, int outOffset, float[] values, int valuesOffset, float factor, int length) {
        int whole = FLOATS.loopBound(length);
        for (int i = 0; i < whole; i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, values, valuesOffset + i).mul(factor)
                    .add(FloatVector.fromArray(FLOATS, out, outOffset + i)).intoArray(out, outOffset + i);
        }
        for (int i = whole; i < length; i++) {
            out[outOffset + i] += factor * values[valuesOffset + i];
        }
    }

    @Override
    public void scale(float[] in, int inOffset, float[] weight, float factor, float[] out, int outOffset, int length) {
        int whole = FLOATS.loopBound(length);
        for (int i = 0; i < whole; i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, in, inOffset + i).mul(factor).mul(FloatVector.fromArray(FLOATS, weight, i))
                    .intoArray(out, outOffset + i);
        }
        for (int i = whole; i < length; i++) {
            out[outOffset + i] = in[inOffset + i] * factor * weight[i];
        }
    }

    @Override
    public void siluMultiply(float[] gate, float[] up, int offset, int length) {
        int whole = FLOATS.loopBound(length);
        for (int i = offset; i < offset + whole; i += FLOATS.length()) {
            FloatVector x = FloatVector.fromArray(FLOATS, gate, i);
            x.div(Exponential.of(x.neg()).add(1)).mul(FloatVector.fromArray(FLOATS, up, i)).intoArray(gate, i);
        }
        for (int i = offset + whole; i < offset + length; i++) {
            gate[i] = gate[i] / (1 + Exponential.of(-gate[i])) * up[i];
        }
    }

    @Override
    public void softmax(float[] values, int offset, int length) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = offset; i < offset + length; i++) {
            largest = Math.max(largest, values[i]);
        }
        FloatVector sums = FloatVector.zero(FLOATS);
        int whole = FLOATS.loopBound(length);
        for (int i = offset; i < offset + whole; i += FLOATS.length()) {
            FloatVector power = Exponential.of(FloatVector.fromArray(FLOATS, values, i).sub(largest));
            power.intoArray(values, i);
            sums = sums.add(power);
        }
        float sum = total(sums);
        for (int i = offset + whole; i < offset + length; i++) {
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
        return new HalfRows(rows, width, headWidth % SHORTS.length() == 0 ? FLOATS.length() : 1);
    }

    @Override
    public void scores(float[] query, int queryOffset, HalfRows keys, int column, int firstRow, int rows, int headWidth,
            float[] scores, int scoresOffset) {
        if (keys.interleave() != FLOATS.length()) {
            SCALAR.scores(query, queryOffset, keys, column, firstRow, rows, headWidth, scores, scoresOffset);
            return;
        }
        for (int row = 0; row < rows; row++) {
            scores[scoresOffset + row] = halfDot(query, queryOffset, keys.bits,
                    (firstRow + row) * keys.width() + column, headWidth);
        }
    }

    private static float halfDot(float[] query, int q, short[] bits, int at, int length) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int i = 0; i < length; i += SHORTS.length()) {
            IntVector pairs = ShortVector.fromArray(SHORTS, bits, at + i).reinterpretAsInts();
            sum = widened(pairs.lanewise(VectorOperators.LSHL, 16))
                    .mul(FloatVector.fromArray(FLOATS, query, q + i)).add(sum);
            sum = widened(pairs).mul(FloatVector.fromArray(FLOATS, query, q + i + FLOATS.length())).add(sum);
        }
        return total(sum);
    }

    /** The upper 16 bits of each lane, half precision, as floats: shifted to a float's place they are 2^-112 of their value. */
    private static FloatVector widened(IntVector half) {
        return half.and(MAGNITUDE).lanewise(VectorOperators.LSHR, 3).or(half.and(SIGN)).reinterpretAsFloats()
                .mul(HALF_TO_FLOAT);
    }

    @Override
    public void weightedSum(float[] scores, int scoresOffset, HalfRows values, int column, int firstRow, int rows,
            int headWidth, float[] out, int outOffset) {
        if (values.interleave() != FLOATS.length()) {
            SCALAR.weightedSum(scores, scoresOffset, values, column, firstRow, rows, headWidth, out, outOffset);
            return;
        }
        for (int i = 0; i < headWidth; i += SHORTS.length()) {
            int at = firstRow * values.width() + column + i;
            sumOfHalves(scores, scoresOffset, values.bits, at, values.width(), rows, out, outOffset + i);
        }
    }

    private static void sumOfHalves(float[] scores, int s, short[] bits, int at, int stride, int rows, float[] out,
            int o) {
        FloatVector lower = FloatVector.zero(FLOATS);
        FloatVector upper = FloatVector.zero(FLOATS);
        for (int row = 0; row < rows; row++) {
            IntVector pairs = ShortVector.fromArray(SHORTS, bits, at + row * stride).reinterpretAsInts();
            float score = scores[s + row];
            lower = widened(pairs.lanewise(VectorOperators.LSHL, 16)).mul(score).add(lower);
            upper = widened(pairs).mul(score).add(upper);
        }
        lower.intoArray(out, o);
        upper.intoArray(out, o + FLOATS.length());
    }

    @Override
    public int vectorBits() {
        return SHAPE.vectorBitSize();
    }

    @Override
    public String toString() {
        return "Vector API, " + SHAPE.vectorBitSize() + " bits";
    }
}
