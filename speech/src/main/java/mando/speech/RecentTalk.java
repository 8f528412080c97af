package mando.speech;

/**
 * How much was said lately that was not for Mando. Talk comes in runs: an utterance in the middle of a conversation, or of what a television says, is
 * seldom a command or a wake word, however much it sounds like one. For one thread.
 */
public final class RecentTalk {

    /** After so long of silence, a third of it still counts. */
    private static final double MEMORY_SECONDS = 10;

    private double seconds;
    private double atSeconds;

    /** What is still remembered of it at a time, in seconds of speech. */
    public double secondsAt(double time) {
        return seconds * Math.exp(-Math.max(0, time - atSeconds) / MEMORY_SECONDS);
    }

    /** There was some until a time. */
    public void add(double spokenSeconds, double until) {
        seconds = secondsAt(until) + spokenSeconds;
        atSeconds = until;
    }

    /** Whatever was said does not matter any more. */
    public void forget() {
        seconds = 0;
    }
}
