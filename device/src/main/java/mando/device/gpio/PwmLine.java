package mando.device.gpio;

/** One output whose mean power is set by pulse-width modulation. */
public interface PwmLine extends AutoCloseable {

    int pin();

    /** Sets the duty cycle, 0–100 %. */
    void set(double percent);

    /** The duty cycle last set, 0–100 %. */
    double percent();

    /** Returns to the initial duty cycle, then releases the pin. Closing again does nothing. */
    @Override
    void close();
}
