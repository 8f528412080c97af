package mando.speech;

import java.util.Arrays;

/** The sound of the utterance so far, and how loud it was lately. For one thread. */
final class UtteranceSound {

    /** libvosk ends every utterance after 20 seconds. */
    private static final int LONGEST = 30 * AudioSource.SAMPLE_RATE;
    private static final int FRAME = AudioSource.SAMPLE_RATE / 50;
    /** Ten seconds. */
    private static final int FRAMES = 500;
    /** Of the levels of all frames, which one is the noise's: speech has pauses. */
    private static final double QUIET_SHARE = 0.1;

    private short[] samples = new short[4 * AudioSource.SAMPLE_RATE];
    private int size;
    private boolean tooLong;

    private final double[] powers = new double[FRAMES];
    private long frames;
    private double sum;
    private int inFrame;

    void accept(short[] more, int count) {
        measure(more, count);
        if (size + count > LONGEST) {
            tooLong = true;
            return;
        }
        if (size + count > samples.length) {
            samples = Arrays.copyOf(samples, Math.min(LONGEST, 2 * (size + count)));
        }
        System.arraycopy(more, 0, samples, size, count);
        size += count;
    }

    /** The next sample begins another utterance. */
    void clear() {
        size = 0;
        tooLong = false;
    }

    /** Whether not all of it was kept. */
    boolean isTooLong() { return tooLong; }

    int size() {
        return size;
    }

    /** Copies samples to the beginning of {@code target}; how many. */
    int copy(int from, int count, short[] target) {
        System.arraycopy(samples, from, target, 0, count);
        return count;
    }

    /**
     * How much louder a part is than the noise of the last seconds, in dB.
     *
     * @param fromEnd where the part begins, in samples before the end of the utterance
     * @param toEnd where it ends, likewise
     */
    double decibelsOverNoise(long fromEnd, long toEnd) {
        int from = Math.clamp(size - fromEnd, 0, size);
        int to = Math.clamp(size - toEnd, from, size);
        double power = 0;
        for (int i = from; i < to; i++) {
            power += (double) samples[i] * samples[i];
        }
        return 10 * Math.log10((power / Math.max(1, to - from) + 1) / (noise() + 1));
    }

    private double noise() {
        double[] sorted = Arrays.copyOf(powers, (int) Math.min(frames, FRAMES));
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(int) (QUIET_SHARE * sorted.length)];
    }

    private void measure(short[] more, int count) {
        for (int i = 0; i < count; i++) {
            sum += (double) more[i] * more[i];
            if (++inFrame == FRAME) {
                powers[(int) (frames++ % FRAMES)] = sum / FRAME;
                sum = 0;
                inFrame = 0;
            }
        }
    }
}
