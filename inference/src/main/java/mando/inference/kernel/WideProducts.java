package mando.inference.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Products of a row of weights with a vector at 256 and 512 bits, where one instruction widens bytes across lanes. */
final class WideProducts {

    private static final VectorSpecies<Short> SHORTS = VectorKernels.SHAPE.withLanes(short.class);
    /** As many bytes as there are 16-bit lanes. */
    private static final VectorSpecies<Byte> BYTES = VectorShape
            .forBitSize(Math.max(64, VectorKernels.SHAPE.vectorBitSize() / 2)).withLanes(byte.class);
    private static final VectorSpecies<Short> SHORTS_OF_16 = VectorShape.S_256_BIT.withLanes(short.class);
    private static final VectorSpecies<Float> FLOATS_OF_8 = VectorShape.S_256_BIT.withLanes(float.class);

    private WideProducts() {}

    static float row(Q8Matrix weights, int w, Q8Activations x, int v) {
        return weights.group() == Q8Matrix.BLOCK
                ? groupsOf32(weights.quants(), weights.scales(), w, x.plain, x.scales, v, weights.columns())
                : groupsOf16(weights.quants(), weights.scales(), w, x.plain, x.scales, v, weights.columns());
    }

    private static float groupsOf32(byte[] quants, float[] weightScales, int w, short[] plain, float[] scales, int v,
            int columns) {
        FloatVector sum = FloatVector.zero(VectorKernels.FLOATS);
        int blocks = columns / Q8Matrix.BLOCK;
        int weightBlock = w / Q8Matrix.BLOCK;
        int block = v / Q8Matrix.BLOCK;
        for (int b = 0; b < blocks; b++) {
            int at = b * Q8Matrix.BLOCK;
            ShortVector products = products(quants, w + at, plain, v + at);
            for (int i = BYTES.length(); i < Q8Matrix.BLOCK; i += BYTES.length()) {
                products = products.add(products(quants, w + at + i, plain, v + at + i));
            }
            sum = ((FloatVector) widened(products).convert(VectorOperators.I2F, 0))
                    .mul(weightScales[weightBlock + b] * scales[block + b]).add(sum);
        }
        return VectorKernels.total(sum);
    }

    private static ShortVector products(byte[] quants, int w, short[] plain, int v) {
        return ((ShortVector) ByteVector.fromArray(BYTES, quants, w).convertShape(VectorOperators.B2S, SHORTS, 0))
                .mul(ShortVector.fromArray(SHORTS, plain, v));
    }

    private static float groupsOf16(byte[] quants, float[] weightScales, int w, short[] plain, float[] scales, int v,
            int columns) {
        FloatVector sum = FloatVector.zero(FLOATS_OF_8);
        for (int c = 0; c < columns; c += 16) {
            ShortVector products = ((ShortVector) ByteVector.fromArray(ByteVector.SPECIES_128, quants, w + c)
                    .convertShape(VectorOperators.B2S, SHORTS_OF_16, 0))
                    .mul(ShortVector.fromArray(SHORTS_OF_16, plain, v + c));
            sum = ((FloatVector) widened(products).convert(VectorOperators.I2F, 0))
                    .mul(weightScales[(w + c) / 16] * scales[(v + c) / Q8Matrix.BLOCK]).add(sum);
        }
        return VectorKernels.totalOf8(sum);
    }

    static float row(Q4Matrix weights, int w, Q8Activations x, int v) {
        return nibbles(weights.quants(), weights.scales(), w, x.plain, x.scales, v, weights.columns());
    }

    private static float nibbles(byte[] quants, float[] weightScales, int w, short[] plain, float[] scales, int v,
            int columns) {
        FloatVector sum = FloatVector.zero(FLOATS_OF_8);
        int blocks = columns / Q4Matrix.GROUP;
        int weightBlock = w / Q4Matrix.GROUP;
        int block = v / Q4Matrix.GROUP;
        for (int b = 0; b < blocks; b++) {
            int at = v + b * Q4Matrix.GROUP;
            ShortVector pairs = (ShortVector) ByteVector.fromArray(ByteVector.SPECIES_128, quants, w / 2 + b * 16)
                    .convertShape(VectorOperators.B2S, SHORTS_OF_16, 0);
            ShortVector products = pairs.and((short) 15).mul(ShortVector.fromArray(SHORTS_OF_16, plain, at))
                    .add(pairs.lanewise(VectorOperators.LSHR, 4).and((short) 15)
                            .mul(ShortVector.fromArray(SHORTS_OF_16, plain, at + 16)));
            sum = ((FloatVector) widened(products).convert(VectorOperators.I2F, 0))
                    .mul(weightScales[weightBlock + b] * scales[block + b]).add(sum);
        }
        return VectorKernels.totalOf8(sum);
    }

    /** Neighbouring lanes added as 32 bits. */
    private static IntVector widened(ShortVector sums) {
        IntVector pairs = sums.reinterpretAsInts();
        return pairs.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16)
                .add(pairs.lanewise(VectorOperators.ASHR, 16));
    }
}
