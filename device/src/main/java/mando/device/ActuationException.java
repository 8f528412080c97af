package mando.device;

/** A device that could not be driven; the message is a clause that says why. */
public final class ActuationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ActuationException(String message, Throwable cause) {
        super(message, cause);
    }
}
