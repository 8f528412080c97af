package mando.inference.llama;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import mando.inference.gguf.GgufTensor;

/**
 * A quantised tensor taken apart, as ggml's {@code dequantize_row_*} functions read it ({@code ggml-quants.c}): an element is its quant times its
 * group's scale, plus the group's offset where there are offsets.
 *
 * @param quants a byte for each element; of four-bit encodings a byte for elements {@code i} and {@code 16 + i} of a group
 * @param group how many elements share a scale
 */
record QuantisedBlocks(byte[] quants, int group, float[] scales, float[] offsets) {

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int GROUP = 32;
    private static final int SUPER_BLOCK = 256;

    static QuantisedBlocks of(GgufTensor tensor) {
        int elements = Math.multiplyExact(tensor.rows(), tensor.columns());
        int groups = elements / GROUP;
        QuantisedBlocks blocks = switch (tensor.type()) {
            case Q8_0, Q5_0 -> new QuantisedBlocks(new byte[elements], GROUP, new float[groups], new float[0]);
            case Q5_1, Q5_K -> new QuantisedBlocks(new byte[elements], GROUP, new float[groups], new float[groups]);
            case Q6_K -> new QuantisedBlocks(new byte[elements], GROUP / 2, new float[2 * groups], new float[0]);
            case Q4_0, Q4_1, Q4_K -> new QuantisedBlocks(new byte[elements / 2], GROUP, new float[groups],
                    new float[groups]);
            case F32, F16, BF16 -> throw new IllegalArgumentException(tensor.type() + " is not quantised");
        };
        int block = tensor.type().blockElements();
        for (int b = 0; b < elements / block; b++) {
            MemorySegment data = tensor.data().asSlice((long) b * tensor.type().blockBytes(),
                    tensor.type().blockBytes());
            switch (tensor.type()) {
                case Q4_0, Q4_1 -> blocks.fourBits(data, b);
                case Q5_0, Q5_1 -> blocks.fiveBits(data, b);
                case Q8_0 -> blocks.eightBits(data, b);
                case Q4_K, Q5_K -> blocks.superBlockWithOffsets(data, b);
                default -> blocks.superBlockOfSixBits(data, b);
            }
        }
        return blocks;
    }

    /** A half-precision scale (Q4_1: and offset), then 16 bytes. Q4_0's quants count from -8. */
    private void fourBits(MemorySegment data, int block) {
        boolean offset = data.byteSize() == 20;
        scales[block] = half(data, 0);
        offsets[block] = offset ? half(data, 2) : -8 * scales[block];
        MemorySegment.copy(data, ValueLayout.JAVA_BYTE, offset ? 4 : 2, quants, block * 16, 16);
    }

    /** The same with each element's fifth bit in an int before the bytes; Q5_0's quants count from -16. */
    private void fiveBits(MemorySegment data, int block) {
        boolean offset = data.byteSize() == 24;
        int start = offset ? 4 : 2;
        scales[block] = half(data, 0);
        if (offset) {
            offsets[block] = half(data, 2);
        }
        int fifth = data.get(INT, start);
        for (int i = 0; i < 16; i++) {
            int pair = unsigned(data, start + 4 + i);
            int base = offset ? 0 : 16;
            quants[block * GROUP + i] = (byte) (((pair & 15) | bit(fifth, i) << 4) - base);
            quants[block * GROUP + 16 + i] = (byte) ((pair >> 4 | bit(fifth, 16 + i) << 4) - base);
        }
    }

    /** A half-precision scale and 32 bytes. ggml never writes -128; the kernels' 16-bit sums have no room for it, so it is taken as -127. */
    private void eightBits(MemorySegment data, int block) {
        scales[block] = half(data, 0);
        for (int i = 0; i < GROUP; i++) {
            quants[block * GROUP + i] = (byte) Math.max(-127, data.get(ValueLayout.JAVA_BYTE, 2 + i));
        }
    }

    /**
     * Q4_K and Q5_K: half-precision scales of the scales and of the offsets, eight of each with six bits in twelve bytes, Q5_K's fifth bits, then the
     * lower four bits: of groups 0 and 1 in 32 bytes, of 2 and 3 in the next, and so on.
     */
    private void superBlockWithOffsets(MemorySegment data, int block) {
        boolean fiveBits = data.byteSize() == 176;
        float scale = half(data, 0);
        float offset = half(data, 2);
        int low = fiveBits ? 48 : 16;
        for (int g = 0; g < 8; g++) {
            int group = block * 8 + g;
            scales[group] = scale * (g < 4
                    ? unsigned(data, 4 + g) & 63
                    : (unsigned(data, 8 + g) & 15) | unsigned(data, g) >> 6 << 4);
            offsets[group] = -(offset * (g < 4
                    ? unsigned(data, 8 + g) & 63
                    : unsigned(data, 8 + g) >> 4 | unsigned(data, 4 + g) >> 6 << 4));
            for (int i = 0; i < GROUP; i++) {
                int quant = (unsigned(data, low + g / 2 * 32 + i) >> (g % 2 * 4)) & 15;
                if (fiveBits) {
                    quants[group * GROUP + i] = (byte) (quant | bit(unsigned(data, 16 + i), g) << 4);
                } else {
                    // An element of the upper half of a group goes to the upper half of a byte.
                    quants[group * 16 + i % 16] |= (byte) (quant << (i / 16 * 4));
                }
            }
        }
    }

    /** Q6_K: the lower four bits in 128 bytes, the upper two in 64, sixteen signed scales, and a half-precision scale of them; quants count from -32. */
    private void superBlockOfSixBits(MemorySegment data, int block) {
        float scale = half(data, 208);
        for (int g = 0; g < 16; g++) {
            scales[block * 16 + g] = scale * data.get(ValueLayout.JAVA_BYTE, 192 + g);
        }
        for (int i = 0; i < SUPER_BLOCK; i++) {
            int part = i / 128;
            int quarter = i % 128 / 32;
            int low = (unsigned(data, part * 64 + quarter % 2 * 32 + i % 32) >> (quarter / 2 * 4)) & 15;
            int high = (unsigned(data, 128 + part * 32 + i % 32) >> (quarter * 2)) & 3;
            quants[block * SUPER_BLOCK + i] = (byte) ((low | high << 4) - 32);
        }
    }

    private static int bit(int bits, int index) {
        return (bits >>> index) & 1;
    }

    private static float half(MemorySegment data, int at) {
        return Float.float16ToFloat(data.get(SHORT, at));
    }

    private static int unsigned(MemorySegment data, int at) {
        return Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, at));
    }
}
