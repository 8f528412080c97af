package mando.device.gpio;

/** One digital input. */
public interface InputLine extends AutoCloseable {

    /** Hears changes of level, on a thread of the board; it must return soon. */
    @FunctionalInterface
    interface Listener {
        void changed(int pin, boolean high);
    }

    int pin();

    /** The level at the pin now. */
    boolean high();

    /** Releases the pin. Closing again does nothing. */
    @Override
    void close();
}
