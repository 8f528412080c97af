package mando.inference.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * e^x for floats, one at a time and by vectors, with the same steps and so the same bits: x = n·ln 2 + r, a polynomial for e^r (the one of the Cephes
 * library's {@code expf}, which is within two units in the last place), times 2^n by way of the exponent's bits.
 */
final class Exponential {

    /** Beyond these the result is no normal float; it stays at its value there. */
    private static final float LEAST = -87.3f;
    private static final float MOST = 88.3f;
    private static final float LOG2_E = 1.442695f;
    /** ln 2 in two parts: the first has few enough bits that its product with n is exact. */
    private static final float LN2_UPPER = 0.6933594f;
    private static final float LN2_LOWER = -0.00021219444f;
    /** A float beside which whole numbers are the last bits. */
    private static final float WHOLE = 0x1.8p23f;
    private static final float C5 = 0.00019875691f;
    private static final float C4 = 0.0013981999f;
    private static final float C3 = 0.008333452f;
    private static final float C2 = 0.041665796f;
    private static final float C1 = 0.16666666f;
    private static final float C0 = 0.5f;

    private Exponential() {}

    static float of(float x) {
        float clamped = Math.min(Math.max(x, LEAST), MOST);
        float shifted = clamped * LOG2_E + WHOLE;
        float n = shifted - WHOLE;
        float r = clamped - n * LN2_UPPER - n * LN2_LOWER;
        float p = ((((C5 * r + C4) * r + C3) * r + C2) * r + C1) * r + C0;
        float power = p * (r * r) + r + 1;
        return Float.intBitsToFloat(Float.floatToRawIntBits(power) + (Float.floatToRawIntBits(shifted) << 23));
    }

    static FloatVector of(FloatVector x) {
        FloatVector clamped = x.max(LEAST).min(MOST);
        FloatVector shifted = clamped.mul(LOG2_E).add(WHOLE);
        FloatVector n = shifted.sub(WHOLE);
        FloatVector r = clamped.sub(n.mul(LN2_UPPER)).sub(n.mul(LN2_LOWER));
        FloatVector p = r.mul(C5).add(C4).mul(r).add(C3).mul(r).add(C2).mul(r).add(C1).mul(r).add(C0);
        FloatVector power = p.mul(r.mul(r)).add(r).add(1);
        return power.reinterpretAsInts()
                .add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
                .reinterpretAsFloats();
    }
}
