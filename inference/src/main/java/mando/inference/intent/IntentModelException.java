package mando.inference.intent;

/** An intent model that cannot be used, or a home that does not fit it; the message is one sentence that says what to do. */
public final class IntentModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IntentModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
