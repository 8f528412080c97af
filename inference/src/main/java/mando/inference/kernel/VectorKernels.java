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
            // A row stays in the first-level cache while the vectors pass by.
            for (int v = 0; v < count; v++) {
                out[v * outStride + r] = product(weights.quants(), weights.scales(), w, x.even, x.odd, x.scales,
                        v * columns, columns);
            }
        }
    }

    /**
     * One row with one vector. Bodies that serve several vectors or rows at once measured slower at 128 bits: past a certain size the compiler
     * leaves vectors as objects.
     */
    private static float product(byte[] quants, float[] weightScales, int w, short[] even, short[] odd,
            float[] scales, int v, int columns) {
        FloatVector sum = FloatVector.zero(FLOATS);
        int blocks = columns / Q8Matrix.BLOCK;
        int weightBlock = w / Q8Matrix.BLOCK;
        int block = v / Q8Matrix.BLOCK;
        int half = v / 2;
        for (int b = 0; b < blocks; b++) {
            int at = w + b * Q8Matrix.BLOCK;
            int atHalf = half + b * (Q8Matrix.BLOCK / 2);
            IntVector products = products(quants, at, even, odd, atHalf);
            if (BYTES.length() < Q8Matrix.BLOCK) {
                products = products
                        .add(products(quants, at + BYTES.length(), even, odd, atHalf + SHORTS.length()));
            }
            // Exact: a block's sums are below 2²⁴.
            sum = ((FloatVector) products.convert(VectorOperators.I2F, 0))
                    .mul(weightScales[weightBlock + b] * scales[block + b]).add(sum);
        }
        return total(sum);
    }

    private static IntVector products(byte[] quants, int w, short[] even, short[] odd, int half) {
        ShortVector pairs = ByteVector.fromArray(BYTES, quants, w).reinterpretAsShorts();
        ShortVector evenWeights = pairs.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 8);
        ShortVector oddWeights = pairs.lanewise(VectorOperators.ASHR, 8);
        IntVector sums = evenWeights.mul(ShortVector.fromArray(SHORTS, even, half))
                .add(oddWeights.mul(ShortVector.fromArray(SHORTS, odd, half))).reinterpretAsInts();
        return sums.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16)
                .add(sums.lanewise(VectorOperators.ASHR, 16));
    }

    /** The lanes' sum in a fixed order: reduceLanes leaves it open, and its results change when the method is compiled. */
    private static float total(FloatVector lanes) {
        float first = (lanes.lane(0) + lanes.lane(2)) + (lanes.lane(1) + lanes.lane(3));
        return FLOATS.length() == 4
                ? first
                : first + ((lanes.lane(4) + lanes.lane(6)) + (lanes.lane(5) + lanes.lane(7)));
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
    public String toString() {
        return "Vector API, " + SHAPE.vectorBitSize() + " bits";
    }
}
