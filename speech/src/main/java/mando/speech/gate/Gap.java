package mando.speech.gate;

/** Counts the sound that a listener was not given, behind a {@link SpeechGate} or while something else listened, so that it knows how much time passed. */
public final class Gap {

    private long samples;

    /** So much sound went by, whether it was given or not. */
    public void elapse(int count) {
        samples += count;
    }

    /**
     * So much is given now, of which some may lie in the past: what the gate kept from before it opened.
     *
     * @return how many samples were left out before it; up to the gate's pre-roll too many, and as many too few the next time
     */
    public long before(int count) {
        long leftOut = Math.max(0, samples);
        samples = Math.min(samples, 0) - count;
        return leftOut;
    }
}
