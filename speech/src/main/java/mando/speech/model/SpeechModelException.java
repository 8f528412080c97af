package mando.speech.model;

/** A speech model, or a home's vocabulary for it, that cannot be used; the message is one sentence that says what to do. */
public final class SpeechModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SpeechModelException(String message) {
        super(message);
    }

    public SpeechModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
