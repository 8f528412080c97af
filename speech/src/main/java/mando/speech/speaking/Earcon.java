package mando.speech.speaking;

/** A short tone that says what a word would take too long for. */
public enum Earcon {

    /** It listens: two tones that rise. */
    WAKE(660, 880),
    /** Something was done: one tone. */
    DONE(880),
    /** Nothing was done, or it listens no longer: two tones that fall. */
    REFUSED(440, 330);

    private static final int SAMPLE_RATE = 22_050;
    private static final int TONE_SAMPLES = SAMPLE_RATE * 7 / 100;
    /** Without it a tone clicks: 8 ms. */
    private static final int FADE_SAMPLES = SAMPLE_RATE / 125;
    private static final double AMPLITUDE = 9_000;

    private final Clip clip;

    Earcon(int... hertz) {
        var samples = new short[hertz.length * TONE_SAMPLES];
        for (int i = 0; i < samples.length; i++) {
            int at = i % TONE_SAMPLES;
            double fade = Math.min(1, Math.min(at, TONE_SAMPLES - 1 - at) / (double) FADE_SAMPLES);
            samples[i] = (short) Math
                    .round(AMPLITUDE * fade * Math.sin(2 * Math.PI * hertz[i / TONE_SAMPLES] * at / SAMPLE_RATE));
        }
        clip = new Clip(samples, SAMPLE_RATE);
    }

    Clip clip() {
        return clip;
    }
}
