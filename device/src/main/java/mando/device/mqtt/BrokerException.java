package mando.device.mqtt;

/** The broker cannot be used. The message is one sentence for the user. */
public final class BrokerException extends RuntimeException {

    public BrokerException(String message) {
        super(message);
    }

    public BrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}
