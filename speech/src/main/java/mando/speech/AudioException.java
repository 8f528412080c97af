package mando.speech;

/** Sound that cannot be had; the message is one sentence that names the file or device, what is wrong and what to do. */
public final class AudioException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AudioException(String message) {
        super(message);
    }

    public AudioException(String message, Throwable cause) {
        super(message, cause);
    }
}
