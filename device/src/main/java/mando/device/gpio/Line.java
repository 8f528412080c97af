package mando.device.gpio;

/** One digital output. */
public interface Line extends AutoCloseable {

    int pin();

    /** Drives the pin to the level that means on, or off. */
    void set(boolean on);

    /** What was last set. */
    boolean on();

    /** Returns the pin to its initial level and releases it. Closing again does nothing. */
    @Override
    void close();
}
