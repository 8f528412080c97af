package mando.speech.capture;

/**
 * Something about the microphone that its owner should know.
 *
 * @param text one sentence: what is wrong and what to do, or that it is well again
 */
public record CaptureEvent(Kind kind, String text) {

    public enum Kind {
        /** The microphone has gone, hangs or cannot be opened. */
        LOST,
        /** It gives sound again. */
        RECOVERED,
        /** Sound was lost because recognition was late. */
        DROPPED,
        /** It gives nothing but digital silence. */
        MUTED,
        /** After {@link #MUTED}. */
        UNMUTED,
        /** It is set too loud: speech is distorted. */
        CLIPPED
    }

    /** Whether something is wrong. */
    public boolean fault() {
        return kind != Kind.RECOVERED && kind != Kind.UNMUTED;
    }
}
