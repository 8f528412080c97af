package mando.speech;

import java.io.IOException;
import java.util.Arrays;

/**
 * Changes the sample rate by a band-limited, windowed-sinc, polyphase filter (Smith, "Digital Audio Resampling", 1984). It streams: what it
 * holds is one filter length and one block. {@code n} samples in give {@code ceil(n · to / from)} out, without delay.
 *
 * <p>The filter is flat to 0.89 of the lower Nyquist frequency; what would fold onto the band below 0.95 of it is 80 dB down.
 */
final class Resampler implements Samples {

    /** Zero crossings of the sinc on either side, at the lower rate: with {@link #KAISER_BETA}, a transition 0.08 of that rate wide. */
    private static final int ZERO_CROSSINGS = 32;
    /** Where the filter is at half amplitude, relative to the lower Nyquist frequency. */
    private static final double CUTOFF = 0.97;
    /** A stop band 80 dB down (Kaiser and Schafer, 1980). */
    private static final double KAISER_BETA = 7.86;
    private static final double KAISER_PEAK = besselI0(KAISER_BETA);
    /** Rates with a large common divisor need fewer phases; for others a position is rounded down to one of these. */
    private static final int MAX_PHASES = 1_024;
    private static final int BLOCK = 1_024;

    private final Samples input;
    private final int up;
    private final int down;
    private final int phases;
    private final int halfTaps;
    /** One row a phase: the weights of the {@code 2 · halfTaps} input samples around an output sample. */
    private final float[] weights;
    private final float[] window;
    private int filled;
    /** The next output sample lies {@code numerator / up} of the way from {@code window[first + halfTaps - 1]} to the sample after it. */
    private int first;
    private int numerator;
    private boolean ended;
    private long inputCount;
    private long outputCount;

    Resampler(Samples input, int fromHz, int toHz) {
        int divisor = greatestCommonDivisor(fromHz, toHz);
        double lowerRate = Math.min(1.0, (double) toHz / fromHz);
        this.input = input;
        this.up = toHz / divisor;
        this.down = fromHz / divisor;
        this.phases = Math.min(up, MAX_PHASES);
        this.halfTaps = (int) Math.ceil(ZERO_CROSSINGS / lowerRate);
        this.weights = weights(phases, halfTaps, CUTOFF * lowerRate);
        this.window = new float[2 * halfTaps + BLOCK];
        // The first output sample lies on the first input sample, with silence before it.
        this.filled = halfTaps - 1;
    }

    @Override
    public int read(float[] buffer, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            if (ended && outputCount * down >= inputCount * up) {
                break;
            }
            if (first + 2 * halfTaps > filled) {
                // What can be had without waiting is handed out before more is waited for.
                if (count > 0) {
                    break;
                }
                fill();
                continue;
            }
            buffer[offset + count++] = dot((int) ((long) numerator * phases / up));
            outputCount++;
            numerator += down;
            first += numerator / up;
            numerator %= up;
        }
        return count > 0 || length == 0 ? count : -1;
    }

    private float dot(int phase) {
        int row = phase * 2 * halfTaps;
        float sum = 0;
        for (int tap = 0; tap < 2 * halfTaps; tap++) {
            sum += window[first + tap] * weights[row + tap];
        }
        return sum;
    }

    private void fill() throws IOException {
        filled -= first;
        System.arraycopy(window, first, window, 0, filled);
        first = 0;
        int count = ended ? -1 : input.read(window, filled, BLOCK);
        if (count < 0) {
            // Silence after the end, as before the beginning.
            ended = true;
            Arrays.fill(window, filled, filled + BLOCK, 0);
            filled += BLOCK;
        } else {
            inputCount += count;
            filled += count;
        }
    }

    private static float[] weights(int phases, int halfTaps, double bandwidth) {
        float[] weights = new float[phases * 2 * halfTaps];
        double[] row = new double[2 * halfTaps];
        for (int phase = 0; phase < phases; phase++) {
            double sum = 0;
            for (int tap = 0; tap < row.length; tap++) {
                double distance = tap - (halfTaps - 1) - (double) phase / phases;
                row[tap] = sinc(bandwidth * distance) * kaiser(distance / halfTaps);
                sum += row[tap];
            }
            for (int tap = 0; tap < row.length; tap++) {
                weights[phase * row.length + tap] = (float) (row[tap] / sum);
            }
        }
        return weights;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double position) {
        double inside = 1 - position * position;
        return inside <= 0 ? 0 : besselI0(KAISER_BETA * Math.sqrt(inside)) / KAISER_PEAK;
    }

    /** The modified Bessel function of order zero, by its power series. */
    private static double besselI0(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-15; k++) {
            term *= (x / (2 * k)) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
