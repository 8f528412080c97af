package mando.inference.llama;

/**
 * The Gaussian error linear unit by its tanh approximation, 0.5 x (1 + tanh(√(2/π) (x + 0.044715 x³))), for every half-precision x: looked up, as ggml
 * does, so that both round alike.
 */
final class Gelu {

    private static final float ROOT_2_OVER_PI = 0.7978846f;
    private static final float CUBIC = 0.044715f;
    /** Beyond this it is 0 below and x above. */
    private static final float LIMIT = 10;
    private static final float[] TABLE = new float[1 << 16];

    static {
        for (int bits = 0; bits < TABLE.length; bits++) {
            float x = Float.float16ToFloat((short) bits);
            float gelu = 0.5f * x * (1 + (float) Math.tanh(ROOT_2_OVER_PI * x * (1 + CUBIC * x * x)));
            TABLE[bits] = Float.float16ToFloat(Float.floatToFloat16(gelu));
        }
    }

    private Gelu() {}

    static float of(float x) {
        if (x <= -LIMIT) {
            return 0;
        }
        return x >= LIMIT ? x : TABLE[Short.toUnsignedInt(Float.floatToFloat16(x))];
    }
}
