package mando.inference.gguf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Numbers in one of ggml's encodings.
 *
 * @param ggmlType ggml's number of the encoding
 * @param bytes as they lie in a file
 * @param values what the encoding kept of the numbers
 */
public record EncodedTensor(int ggmlType, byte[] bytes, float[] values) {

    private static final int BLOCK = 32;

    public static EncodedTensor of(TensorType type, float[] values) {
        return switch (type) {
            case F32 -> f32(values);
            case F16 -> f16(values);
            case BF16 -> bf16(values);
            case Q8_0 -> q8(values);
            default -> throw new IllegalArgumentException("no encoder for " + type);
        };
    }

    private static EncodedTensor f32(float[] values) {
        var bytes = new byte[values.length * 4];
        ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            out.putFloat(value);
        }
        return new EncodedTensor(0, bytes, values);
    }

    private static EncodedTensor f16(float[] values) {
        var bytes = new byte[values.length * 2];
        ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        var kept = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            short half = Float.floatToFloat16(values[i]);
            out.putShort(half);
            kept[i] = Float.float16ToFloat(half);
        }
        return new EncodedTensor(1, bytes, kept);
    }

    private static EncodedTensor bf16(float[] values) {
        var bytes = new byte[values.length * 2];
        ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        var kept = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            int upper = Float.floatToIntBits(values[i]) & 0xFFFF_0000;
            out.putShort((short) (upper >> 16));
            kept[i] = Float.intBitsToFloat(upper);
        }
        return new EncodedTensor(30, bytes, kept);
    }

    /** ggml's {@code block_q8_0}: a half-precision scale, then 32 signed bytes. */
    private static EncodedTensor q8(float[] values) {
        var bytes = new byte[values.length / BLOCK * (BLOCK + 2)];
        ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        var kept = new float[values.length];
        for (int start = 0; start < values.length; start += BLOCK) {
            float largest = 0;
            for (int i = start; i < start + BLOCK; i++) {
                largest = Math.max(largest, Math.abs(values[i]));
            }
            out.putShort(Float.floatToFloat16(largest / 127));
            float scale = Float.float16ToFloat(Float.floatToFloat16(largest / 127));
            for (int i = start; i < start + BLOCK; i++) {
                int quant = largest == 0 ? 0 : Math.round(values[i] * 127 / largest);
                out.put((byte) quant);
                kept[i] = quant * scale;
            }
        }
        return new EncodedTensor(8, bytes, kept);
    }
}
