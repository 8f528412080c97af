package mando.speech.capture;

import java.util.function.Consumer;
import mando.speech.AudioSource;

/**
 * Sound as recognition wants it: without a direct current, at the wanted gain, and with a look at what is wrong with the microphone. The filter is
 * the usual one-pole DC blocker, y[n] = x[n] − x[n−1] + 0.999 y[n−1], −3 dB at 2.5 Hz. One thread reads; the level may be read by any.
 */
public final class ConditionedSource implements AudioSource {

    private static final float POLE = 0.999f;
    /** What {@link #levelDbfs()} says of digital silence. */
    public static final float SILENCE_DBFS = -96;
    private static final int LEVEL_SAMPLES = SAMPLE_RATE / 10;
    /** A converter that works is never still for this long; its last bit moves. */
    private static final int MUTED_SAMPLES = 5 * SAMPLE_RATE;
    static final int STILL = 2;
    static final int CLIPPED = 32_700;
    /** Three samples at the limit side by side are no chance. */
    static final int CLIPPED_RUN = 3;
    /** A shout now and then is no fault: this many runs in {@link #CLIPPED_WINDOW} are. */
    private static final int CLIPPED_RUNS = 100;
    private static final int CLIPPED_WINDOW = 10 * SAMPLE_RATE;
    private static final long QUIET_AFTER_TELLING = 600L * SAMPLE_RATE;

    private final AudioSource source;
    private final float gain;
    private final Consumer<CaptureEvent> events;

    private boolean begun;
    private float before;
    private float filtered;

    private double power;
    private int powerSamples;
    private volatile float level = SILENCE_DBFS;

    private int lowest = Integer.MAX_VALUE;
    private int highest = Integer.MIN_VALUE;
    private int stillSamples;
    private boolean muted;

    private int run;
    private int runs;
    private int windowSamples;
    private long quietSamples;

    /**
     * @param source closed with this
     * @param gainDb 0 leaves the loudness as it is
     * @param events hears on the reader's thread what the owner should know
     */
    public ConditionedSource(AudioSource source, double gainDb, Consumer<CaptureEvent> events) {
        this.source = source;
        this.gain = (float) Math.pow(10, gainDb / 20);
        this.events = events;
    }

    /** The root mean square of the last tenth of a second, in dB; a square wave at full scale is 0. */
    public float levelDbfs() {
        return level;
    }

    @Override
    public int read(short[] samples) {
        int count = source.read(samples);
        for (int i = 0; i < count; i++) {
            look(samples[i]);
            samples[i] = condition(samples[i]);
            measure(samples[i]);
        }
        return count;
    }

    private short condition(short sample) {
        if (!begun) {
            begun = true;
            before = sample;
        }
        filtered = sample - before + POLE * filtered;
        before = sample;
        return (short) Math.clamp(Math.round(filtered * gain), Short.MIN_VALUE, Short.MAX_VALUE);
    }

    private void measure(short sample) {
        power += (double) sample * sample;
        if (++powerSamples == LEVEL_SAMPLES) {
            double rms = Math.sqrt(power / LEVEL_SAMPLES) / 32_768;
            level = (float) Math.max(SILENCE_DBFS, 20 * Math.log10(Math.max(rms, 1e-9)));
            power = 0;
            powerSamples = 0;
        }
    }

    private void look(short sample) {
        lookForMute(sample);
        lookForClipping(sample);
    }

    private void lookForMute(short sample) {
        lowest = Math.min(lowest, sample);
        highest = Math.max(highest, sample);
        if (highest - lowest > STILL) {
            lowest = sample;
            highest = sample;
            stillSamples = 0;
            if (muted) {
                muted = false;
                events.accept(new CaptureEvent(CaptureEvent.Kind.UNMUTED, "The microphone is no longer muted"));
            }
        } else if (++stillSamples == MUTED_SAMPLES) {
            muted = true;
            events.accept(new CaptureEvent(CaptureEvent.Kind.MUTED,
                    "The microphone gives nothing but digital silence: unmute it (alsamixer, F4) or look for its switch"));
        }
    }

    private void lookForClipping(short sample) {
        run = Math.abs(sample) >= CLIPPED ? run + 1 : 0;
        if (run == CLIPPED_RUN) {
            runs++;
        }
        quietSamples = Math.max(0, quietSamples - 1);
        if (++windowSamples == CLIPPED_WINDOW) {
            if (runs >= CLIPPED_RUNS && quietSamples == 0) {
                quietSamples = QUIET_AFTER_TELLING;
                events.accept(new CaptureEvent(CaptureEvent.Kind.CLIPPED,
                        "The microphone is set too loud and distorts speech: lower its capture volume (alsamixer, F4)"));
            }
            windowSamples = 0;
            runs = 0;
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
