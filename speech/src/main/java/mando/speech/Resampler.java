package mando.speech;

/**
 * Changes a signal's sample rate by band-limited interpolation: each output sample is the input around it, weighted by a windowed sinc whose
 * cut-off is below both rates' half (Smith, "Digital Audio Resampling"). Streaming: what it needs of the past it keeps itself, a fixed amount.
 */
final class Resampler {

    /** Zero crossings of the sinc on each side, counted at the lower rate. */
    private static final int CROSSINGS = 16;
    private static final double PASSED = 0.92;

    private final double step;
    private final double cutoff;
    private final int reach;
    private final float[] history;
    private int held;
    /** Where the next output sample lies, in input samples from the first one held. */
    private double position;

    Resampler(int fromRate, int toRate) {
        step = (double) fromRate / toRate;
        cutoff = PASSED * Math.min(1, 1 / step);
        reach = (int) Math.ceil(CROSSINGS / cutoff);
        history = new float[4 * reach + 2 * (int) Math.ceil(step) + 2];
        held = reach;
        position = reach;
    }

    /**
     * Takes one input sample.
     *
     * @param out where the output samples that it completes are written; room for {@code toRate / fromRate + 1} from {@code offset}
     * @return how many were written
     */
    int accept(float sample, float[] out, int offset) {
        history[held++] = sample;
        int written = 0;
        while (position + reach < held) {
            out[offset + written++] = interpolate();
            position += step;
        }
        int surplus = (int) position - reach;
        if (surplus > 0 && held == history.length) {
            System.arraycopy(history, surplus, history, 0, held - surplus);
            held -= surplus;
            position -= surplus;
        }
        return written;
    }

    /** How many zeros to put in after the last sample so that all of the signal comes out. */
    int delay() {
        return reach + 1;
    }

    private float interpolate() {
        int centre = (int) position;
        double sum = 0;
        for (int i = Math.max(0, centre - reach + 1); i <= centre + reach && i < held; i++) {
            sum += history[i] * kernel(i - position);
        }
        return (float) sum;
    }

    /** A sinc under a Hann window. */
    private double kernel(double distance) {
        if (Math.abs(distance) >= reach) {
            return 0;
        }
        double x = Math.PI * cutoff * distance;
        double sinc = x == 0 ? 1 : Math.sin(x) / x;
        return cutoff * sinc * (0.5 + 0.5 * Math.cos(Math.PI * distance / reach));
    }
}
