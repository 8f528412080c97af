package mando.inference.llama;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import mando.inference.gguf.GgufTensor;
import mando.inference.gguf.TensorType;
import mando.inference.kernel.Q8Matrix;

/** Decodes tensors into arrays. */
final class TensorReader {

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private TensorReader() {}

    static Q8Matrix q8(GgufTensor tensor) {
        int elements = Math.multiplyExact(tensor.rows(), tensor.columns());
        var quants = new byte[elements];
        var scales = new float[elements / Q8Matrix.BLOCK];
        if (tensor.type() == TensorType.Q8_0) {
            for (int block = 0; block < scales.length; block++) {
                long at = (long) block * tensor.type().blockBytes();
                scales[block] = Float.float16ToFloat(tensor.data().get(SHORT, at));
                MemorySegment.copy(tensor.data(), ValueLayout.JAVA_BYTE, at + 2, quants, block * Q8Matrix.BLOCK,
                        Q8Matrix.BLOCK);
            }
            avoidMinus128(quants);
        } else {
            quantise(floats(tensor), quants, scales);
        }
        return new Q8Matrix(tensor.rows(), tensor.columns(), quants, scales);
    }

    /** ggml never writes -128; the kernels' 16-bit sums have no room for it, so a foreign file's is taken as -127. */
    private static void avoidMinus128(byte[] quants) {
        for (int i = 0; i < quants.length; i++) {
            if (quants[i] == Byte.MIN_VALUE) {
                quants[i] = Byte.MIN_VALUE + 1;
            }
        }
    }

    private static void quantise(float[] values, byte[] quants, float[] scales) {
        for (int block = 0; block < scales.length; block++) {
            int start = block * Q8Matrix.BLOCK;
            float largest = 0;
            for (int i = start; i < start + Q8Matrix.BLOCK; i++) {
                largest = Math.max(largest, Math.abs(values[i]));
            }
            scales[block] = largest / 127;
            for (int i = start; i < start + Q8Matrix.BLOCK; i++) {
                quants[i] = (byte) (largest == 0 ? 0 : Math.round(values[i] * (127 / largest)));
            }
        }
    }

    static float[] floats(GgufTensor tensor) {
        var floats = new float[Math.multiplyExact(tensor.rows(), tensor.columns())];
        MemorySegment data = tensor.data();
        for (int i = 0; i < floats.length; i++) {
            floats[i] = switch (tensor.type()) {
                case F32 -> Float.intBitsToFloat(data.get(INT, 4L * i));
                case F16 -> Float.float16ToFloat(data.get(SHORT, 2L * i));
                case BF16 -> Float.intBitsToFloat(data.get(SHORT, 2L * i) << 16);
                case Q8_0 -> {
                    long block = (long) i / Q8Matrix.BLOCK * tensor.type().blockBytes();
                    yield Float.float16ToFloat(data.get(SHORT, block))
                            * data.get(ValueLayout.JAVA_BYTE, block + 2 + i % Q8Matrix.BLOCK);
                }
            };
        }
        return floats;
    }
}
