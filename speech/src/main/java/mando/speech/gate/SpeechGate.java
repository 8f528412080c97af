package mando.speech.gate;

import mando.speech.AudioSource;

/**
 * Lets sound through while somebody may be speaking, so that silence costs next to nothing: what is louder than the tracked noise, from a second
 * before to 1.2 s after. It is made to let too much through rather than too little; in a room whose noise changes, it stays open. For one
 * thread.
 */
public final class SpeechGate {

    /** Hears what passes. */
    public interface Receiver {

        /** Sound; the array is reused after the call. */
        void sound(short[] samples, int count);

        /** The gate has shut: nothing comes until the next {@link #sound}, which does not join on to the last. */
        void silence();
    }

    /** Before the sound that opened the gate, so that no beginning is lost: s, f and h are softer than what follows. */
    static final int PRE_ROLL = AudioSource.SAMPLE_RATE;
    /**
     * What is left out is a multiple of this, 30 ms, so that the network, which looks at every third frame of 10 ms, looks at the same frames as if
     * nothing had been left out.
     */
    static final int PHASE = AudioSource.SAMPLE_RATE * 3 / 100;
    /** After the last speech: longer than any pause after which the recogniser ends an utterance by itself. */
    static final int HANG_OVER = AudioSource.SAMPLE_RATE * 6 / 5;
    private static final int FRAME = AudioSource.SAMPLE_RATE / 50;
    private static final double PRE_EMPHASIS = 0.97;
    /** Of the high-pass filter: −3 dB at 76 Hz. */
    private static final double POLE = 0.97;
    /** 5 dB above the floor. */
    private static final double RATIO = Math.pow(10, 0.5);
    /** −78 dBFS in either band: less is no speech even where there is no noise at all. */
    private static final double LEAST_POWER = square(32_768) * Math.pow(10, -7.8);
    /** So many loud frames of 20 ms in a row open the gate; a click is shorter. */
    private static final int ONSET_FRAMES = 2;

    private final short[] ring = new short[PRE_ROLL];
    private final short[] passing = new short[PRE_ROLL];
    private int ringHead;
    private int ringSize;

    /** Above the rumble: vowels, in hiss. */
    private final Band low = new Band();
    /** Tilted by pre-emphasis: consonants, in hum. */
    private final Band high = new Band();
    private int frameSamples;
    private short before;
    private double highPassed;
    private int loudFrames;
    private int sinceSpeech;
    private boolean open = true;
    private long passed;
    private long taken;

    /** Takes the first {@code count} samples and gives to the receiver what passes. */
    public void accept(short[] samples, int count, Receiver receiver) {
        taken += count;
        boolean wasOpen = open;
        for (int i = 0; i < count; i++) {
            measure(samples[i]);
        }
        sinceSpeech = Math.min(sinceSpeech + count, HANG_OVER);
        if (open && sinceSpeech >= HANG_OVER) {
            open = false;
        }
        if (!wasOpen && open) {
            flushPreRoll(taken - count, receiver);
        }
        if (wasOpen || open) {
            passed += count;
            receiver.sound(samples, count);
            if (!open) {
                receiver.silence();
            }
        } else {
            keep(samples, count);
        }
    }

    private void measure(short sample) {
        highPassed = sample - before + POLE * highPassed;
        low.add(highPassed);
        high.add(sample - PRE_EMPHASIS * before);
        before = sample;
        if (++frameSamples < FRAME) {
            return;
        }
        frameSamples = 0;
        boolean loudLow = low.endFrame();
        boolean loudHigh = high.endFrame();
        loudFrames = loudLow || loudHigh ? loudFrames + 1 : 0;
        if (loudFrames >= ONSET_FRAMES) {
            open = true;
            sinceSpeech = 0;
        }
    }

    /** The power of one filtered signal against its noise. */
    private static final class Band {

        private final NoiseFloor floor = new NoiseFloor(LEAST_POWER);
        private double sum;

        void add(double value) {
            sum += value * value;
        }

        /** Whether the frame that ends here is louder than the noise. */
        boolean endFrame() {
            double power = Math.max(sum / FRAME, LEAST_POWER / RATIO);
            sum = 0;
            boolean loud = power > RATIO * floor.power() && power > LEAST_POWER;
            floor.accept(power);
            return loud;
        }
    }

    private void keep(short[] samples, int count) {
        int first = Math.max(0, count - ring.length);
        for (int i = first; i < count; i++) {
            ring[(ringHead + ringSize) % ring.length] = samples[i];
            if (ringSize < ring.length) {
                ringSize++;
            } else {
                ringHead = (ringHead + 1) % ring.length;
            }
        }
    }

    private void flushPreRoll(long takenBefore, Receiver receiver) {
        long leftOut = takenBefore - passed - ringSize;
        int excess = (int) ((PHASE - leftOut % PHASE) % PHASE);
        if (excess < ringSize) {
            ringHead = (ringHead + excess) % ring.length;
            ringSize -= excess;
        }
        int count = ringSize;
        for (int i = 0; i < count; i++) {
            passing[i] = ring[(ringHead + i) % ring.length];
        }
        ringHead = 0;
        ringSize = 0;
        if (count > 0) {
            passed += count;
            receiver.sound(passing, count);
        }
    }

    /** How long nothing louder than the noise was heard, in seconds; counts no further than the gate's hang-over of 1.2 s. */
    public double secondsSinceSpeech() {
        return (double) sinceSpeech / AudioSource.SAMPLE_RATE;
    }

    /** The share of all sound that has passed, 0 to 1. */
    public double passedShare() {
        return taken == 0 ? 0 : (double) passed / taken;
    }

    private static double square(double value) {
        return value * value;
    }
}
