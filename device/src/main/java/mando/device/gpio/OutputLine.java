package mando.device.gpio;

import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;

/** An output of Pi4J. */
final class OutputLine implements Line {

    private final Pi4jLines lines;
    private final DigitalOutput output;
    private final int pin;
    private final boolean activeLow;
    private final boolean initiallyOn;
    private boolean on;
    private boolean closed;

    OutputLine(Pi4jLines lines, DigitalOutput output, int pin, boolean activeLow, boolean initiallyOn) {
        this.lines = lines;
        this.output = output;
        this.pin = pin;
        this.activeLow = activeLow;
        this.initiallyOn = initiallyOn;
        this.on = initiallyOn;
    }

    @Override
    public int pin() {
        return pin;
    }

    @Override
    public synchronized void set(boolean wanted) {
        if (closed) {
            throw new GpioException("GPIO" + pin + " cannot be set: it was released.");
        }
        try {
            output.state(DigitalState.getState(wanted != activeLow));
        } catch (RuntimeException e) {
            throw new GpioException("GPIO" + pin + " could not be set: " + Pi4jLines.reason(e) + ".", e);
        }
        on = wanted;
    }

    @Override
    public synchronized boolean on() {
        return on;
    }

    /** The level at the pin, as Pi4J knows it. */
    boolean high() {
        return output.isHigh();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        try {
            set(initiallyOn);
        } finally {
            closed = true;
            lines.release(pin);
        }
    }
}
