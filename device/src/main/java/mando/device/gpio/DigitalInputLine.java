package mando.device.gpio;

import com.pi4j.io.gpio.digital.DigitalInput;

/** An input of Pi4J. */
final class DigitalInputLine implements InputLine {

    private final Pi4jLines lines;
    private final DigitalInput input;
    private final int pin;
    private boolean closed;

    DigitalInputLine(Pi4jLines lines, DigitalInput input, int pin) {
        this.lines = lines;
        this.input = input;
        this.pin = pin;
    }

    @Override
    public int pin() {
        return pin;
    }

    @Override
    public boolean high() {
        return input.isHigh();
    }

    DigitalInput input() {
        return input;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            lines.release(pin);
        }
    }
}
