package mando.inference.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on the Vector API. Bytes are widened without crossing lanes: 16 bits that hold two weights are shifted apart into the odd and the
 * even one, and each meets its activation, which was widened beforehand. Two products of ±127 fit in 16 bits; their sum is shifted apart into
 * 32 bits in the same way.
 *
 * <p>No fused multiply-add: a processor without it would take Java's exact and very slow substitute.
 */
public final class VectorKernels implements Kernels {

    private static final VectorShape SHAPE = VectorShape
            .forBitSize(Integer.getInteger(PROPERTY, 128) == 256 ? 256 : 128);
    private static final VectorSpecies<Byte> BYTES = SHAPE.withLanes(byte.class);
    private static final VectorSpecies<Short> SHORTS = SHAPE.withLanes(short.class);
    private static final VectorSpecies<Float> FLOATS = SHAPE.withLanes(float.class);

    @Override
    public void multiply(Q8Matrix weights, int firstRow, int rows, Q8Activations x, int count, float[] out,
            int outStride) {
        int columns = weights.columns();
        for (int r = 0; r < rows; r++) {
            int w = (firstRow + r) * columns;
            int v = 0;
            for (; v + 3 < count; v += 4) {
                fourVectors(weights, w, x, v * columns, out, v * outStride + r, outStride);
            }
            for (; v < count; v++) {
                out[v * outStride + r] = oneVector(weights, w, x, v * columns);
            }
        }
    }

    private static float oneVector(Q8Matrix weights, int w, Q8Activations x, int v) {
        byte[] quants = weights.quants();
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int c = 0; c < weights.columns(); c += Q8Matrix.BLOCK) {
            float scale = weights.scales()[(w + c) / Q8Matrix.BLOCK] * x.scales[(v + c) / Q8Matrix.BLOCK];
            sum = blockDot(quants, w + c, x, v + c).mul(scale).add(sum);
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }

    /** The block's integer products, summed into as many lanes as a vector has, as floats (exact: they are below 2²⁴). */
    private static FloatVector blockDot(byte[] quants, int w, Q8Activations x, int v) {
        IntVector sum = products(quants, w, x, v / 2);
        for (int i = BYTES.length(); i < Q8Matrix.BLOCK; i += BYTES.length()) {
            sum = sum.add(products(quants, w + i, x, (v + i) / 2));
        }
        return (FloatVector) sum.convert(VectorOperators.I2F, 0);
    }

    private static IntVector products(byte[] quants, int w, Q8Activations x, int half) {
        ShortVector pairs = ByteVector.fromArray(BYTES, quants, w).reinterpretAsShorts();
        return widenedSum(pairs, x, half);
    }

    private static IntVector widenedSum(ShortVector pairs, Q8Activations x, int half) {
        ShortVector even = pairs.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 8);
        ShortVector odd = pairs.lanewise(VectorOperators.ASHR, 8);
        IntVector sums = even.mul(ShortVector.fromArray(SHORTS, x.even, half))
                .add(odd.mul(ShortVector.fromArray(SHORTS, x.odd, half))).reinterpretAsInts();
        return sums.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16)
                .add(sums.lanewise(VectorOperators.ASHR, 16));
    }

    /** Prefill: each weight is loaded and widened once for four vectors. */
    private static void fourVectors(Q8Matrix weights, int w, Q8Activations x, int v, float[] out, int at, int stride) {
        byte[] quants = weights.quants();
        int columns = weights.columns();
        FloatVector sum0 = FloatVector.zero(FLOATS);
        FloatVector sum1 = FloatVector.zero(FLOATS);
        FloatVector sum2 = FloatVector.zero(FLOATS);
        FloatVector sum3 = FloatVector.zero(FLOATS);
        for (int c = 0; c < columns; c += Q8Matrix.BLOCK) {
            float scale = weights.scales()[(w + c) / Q8Matrix.BLOCK];
            int a = v + c;
            sum0 = blockDot(quants, w + c, x, a)
                    .mul(scale * x.scales[a / Q8Matrix.BLOCK]).add(sum0);
            a += columns;
            sum1 = blockDot(quants, w + c, x, a)
                    .mul(scale * x.scales[a / Q8Matrix.BLOCK]).add(sum1);
            a += columns;
            sum2 = blockDot(quants, w + c, x, a)
                    .mul(scale * x.scales[a / Q8Matrix.BLOCK]).add(sum2);
            a += columns;
            sum3 = blockDot(quants, w + c, x, a)
                    .mul(scale * x.scales[a / Q8Matrix.BLOCK]).add(sum3);
        }
        out[at] = sum0.reduceLanes(VectorOperators.ADD);
        out[at + stride] = sum1.reduceLanes(VectorOperators.ADD);
        out[at + 2 * stride] = sum2.reduceLanes(VectorOperators.ADD);
        out[at + 3 * stride] = sum3.reduceLanes(VectorOperators.ADD);
    }

    @Override
    public float dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
        FloatVector sum = FloatVector.zero(FLOATS);
        int whole = FLOATS.loopBound(length);
        for (int i = 0; i < whole; i += FLOATS.length()) {
            sum = FloatVector.fromArray(FLOATS, a, aOffset + i).mul(FloatVector.fromArray(FLOATS, b, bOffset + i))
                    .add(sum);
        }
        float total = sum.reduceLanes(VectorOperators.ADD);
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
    public String toString() {
        return "Vector API, " + SHAPE.vectorBitSize() + " bits";
    }
}
