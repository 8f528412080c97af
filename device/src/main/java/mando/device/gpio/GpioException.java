package mando.device.gpio;

/** A pin could not be taken or driven. The message is one sentence for the user. */
public final class GpioException extends RuntimeException {

    public GpioException(String message) {
        super(message);
    }

    public GpioException(String message, Throwable cause) {
        super(message, cause);
    }
}
