package mando.inference.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of a row of weights with a vector at 64 and 128 bits, NEON's width. Bytes are widened without crossing lanes, which costs most there: 16
 * bits that hold two weights are shifted apart into the odd and the even one, and each meets its activation, which was widened beforehand. Two products
 * of ±127 fit in 16 bits; their sum is shifted apart into 32 bits in the same way.
 */
final class NarrowProducts {

    private static final VectorSpecies<Byte> BYTES = VectorKernels.SHAPE.withLanes(byte.class);
    private static final VectorSpecies<Short> SHORTS = VectorKernels.SHAPE.withLanes(short.class);

    private NarrowProducts() {}

    static float row(Q8Matrix weights, int w, Q8Activations x, int v) {
        return weights.group() == Q8Matrix.BLOCK
                ? groupsOf32(weights.quants(), weights.scales(), w, x.even, x.odd, x.scales, v, weights.columns())
                : groupsOf16(weights.quants(), weights.scales(), w, x.even, x.odd, x.scales, v, weights.columns());
    }

    private static float groupsOf32(byte[] quants, float[] weightScales, int w, short[] even, short[] odd,
            float[] scales, int v, int columns) {
        FloatVector sum = FloatVector.zero(VectorKernels.FLOATS);
        int blocks = columns / Q8Matrix.BLOCK;
        int weightBlock = w / Q8Matrix.BLOCK;
        int block = v / Q8Matrix.BLOCK;
        int half = v / 2;
        for (int b = 0; b < blocks; b++) {
            int at = w + b * Q8Matrix.BLOCK;
            int atHalf = half + b * (Q8Matrix.BLOCK / 2);
            IntVector products = products(quants, at, even, odd, atHalf);
            for (int i = BYTES.length(); i < Q8Matrix.BLOCK; i += BYTES.length()) {
                products = products.add(products(quants, at + i, even, odd, atHalf + i / 2));
            }
            // Exact: a block's sums are below 2²⁴.
            sum = ((FloatVector) products.convert(VectorOperators.I2F, 0))
                    .mul(weightScales[weightBlock + b] * scales[block + b]).add(sum);
        }
        return VectorKernels.total(sum);
    }

    private static float groupsOf16(byte[] quants, float[] weightScales, int w, short[] even, short[] odd,
            float[] scales, int v, int columns) {
        FloatVector sum = FloatVector.zero(VectorKernels.FLOATS);
        int half = v / 2;
        for (int c = 0; c < columns; c += 16) {
            IntVector products = products(quants, w + c, even, odd, half + c / 2);
            for (int i = BYTES.length(); i < 16; i += BYTES.length()) {
                products = products.add(products(quants, w + c + i, even, odd, half + (c + i) / 2));
            }
            sum = ((FloatVector) products.convert(VectorOperators.I2F, 0))
                    .mul(weightScales[(w + c) / 16] * scales[(v + c) / Q8Matrix.BLOCK]).add(sum);
        }
        return VectorKernels.total(sum);
    }

    private static IntVector products(byte[] quants, int w, short[] even, short[] odd, int half) {
        ShortVector pairs = ByteVector.fromArray(BYTES, quants, w).reinterpretAsShorts();
        ShortVector evenWeights = pairs.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 8);
        ShortVector oddWeights = pairs.lanewise(VectorOperators.ASHR, 8);
        return widened(evenWeights.mul(ShortVector.fromArray(SHORTS, even, half))
                .add(oddWeights.mul(ShortVector.fromArray(SHORTS, odd, half))));
    }

    /** Neighbouring lanes added as 32 bits. */
    private static IntVector widened(ShortVector sums) {
        IntVector pairs = sums.reinterpretAsInts();
        return pairs.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16)
                .add(pairs.lanewise(VectorOperators.ASHR, 16));
    }

    static float row(Q4Matrix weights, int w, Q8Activations x, int v) {
        return nibbles(weights.quants(), weights.scales(), w, x.even, x.odd, x.scales, v, weights.columns());
    }

    /** Four products of 15 · ±127 fit in 16 bits, and so do four such sums. */
    private static float nibbles(byte[] quants, float[] weightScales, int w, short[] even, short[] odd, float[] scales,
            int v, int columns) {
        FloatVector sum = FloatVector.zero(VectorKernels.FLOATS);
        int blocks = columns / Q4Matrix.GROUP;
        int weightBlock = w / Q4Matrix.GROUP;
        int block = v / Q4Matrix.GROUP;
        int half = v / 2;
        for (int b = 0; b < blocks; b++) {
            int at = w / 2 + b * 16;
            int atHalf = half + b * 16;
            ShortVector products = nibbleProducts(quants, at, even, odd, atHalf);
            for (int i = BYTES.length(); i < 16; i += BYTES.length()) {
                products = products.add(nibbleProducts(quants, at + i, even, odd, atHalf + i / 2));
            }
            sum = ((FloatVector) widened(products).convert(VectorOperators.I2F, 0))
                    .mul(weightScales[weightBlock + b] * scales[block + b]).add(sum);
        }
        return VectorKernels.total(sum);
    }

    private static ShortVector nibbleProducts(byte[] quants, int w, short[] even, short[] odd, int half) {
        ShortVector four = ByteVector.fromArray(BYTES, quants, w).reinterpretAsShorts();
        return four.and((short) 15).mul(ShortVector.fromArray(SHORTS, even, half))
                .add(four.lanewise(VectorOperators.LSHR, 4).and((short) 15)
                        .mul(ShortVector.fromArray(SHORTS, even, half + 8)))
                .add(four.lanewise(VectorOperators.LSHR, 8).and((short) 15)
                        .mul(ShortVector.fromArray(SHORTS, odd, half)))
                .add(four.lanewise(VectorOperators.LSHR, 12).mul(ShortVector.fromArray(SHORTS, odd, half + 8)));
    }
}
