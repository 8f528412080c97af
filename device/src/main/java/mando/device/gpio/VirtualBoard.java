package mando.device.gpio;

import com.pi4j.Pi4J;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A board in memory, by Pi4J's mock provider, that can be watched: for a demonstration, a trial on a laptop, and tests. Its
 * listeners are called on the thread that made the change.
 */
public final class VirtualBoard implements Board {

    /** What a pin is used for. */
    public enum Direction {
        INPUT,
        OUTPUT,
        PWM
    }

    /**
     * One line that is in use.
     *
     * @param high
     *            the level at the pin; for PWM whether the duty cycle is above 0
     * @param dutyPercent
     *            the part of the time that the level is high, 0–100; for a steady level 0 or 100
     */
    public record LineState(int pin, Direction direction, boolean high, double dutyPercent) {}

    private final Pi4jLines lines;
    private final Map<Integer, LineState> states = new TreeMap<>();
    private final Map<Integer, MockDigitalInput> inputs = new TreeMap<>();
    private final List<Consumer<LineState>> listeners = new CopyOnWriteArrayList<>();

    public VirtualBoard() {
        var context = Pi4J.newContextBuilder().noAutoDetect().disableShutdownHook()
                .add(MockDigitalOutputProvider.newInstance(), MockDigitalInputProvider.newInstance()).build();
        this.lines = new Pi4jLines(context, MockDigitalOutputProvider.ID, MockDigitalInputProvider.ID);
    }

    /** All lines in use, by pin. */
    public synchronized List<LineState> lines() {
        return new ArrayList<>(states.values());
    }

    /** Calls the listener at every change of a line, also when it is taken. */
    public void addListener(Consumer<LineState> listener) {
        listeners.add(listener);
    }

    /**
     * Puts a level on an input, as a pressed button would.
     *
     * @throws GpioException
     *             if the pin is not in use as an input
     */
    public void drive(int pin, boolean high) {
        MockDigitalInput input;
        synchronized (this) {
            input = inputs.get(pin);
        }
        if (input == null) {
            throw new GpioException("GPIO" + pin + " is not in use as an input.");
        }
        show(new LineState(pin, Direction.INPUT, high, high ? 100 : 0));
        input.mockState(DigitalState.getState(high));
    }

    @Override
    public Line output(int pin, boolean activeLow, boolean initiallyOn) {
        return lines.hold(pin, new WatchedLine(lines.output(pin, activeLow, initiallyOn)));
    }

    @Override
    public InputLine input(int pin, Pull pull, InputLine.Listener listener) {
        var line = lines.input(pin, pull, listener);
        var input = (MockDigitalInput) line.input();
        input.mockState(DigitalState.getState(pull == Pull.UP));
        synchronized (this) {
            inputs.put(pin, input);
        }
        show(new LineState(pin, Direction.INPUT, pull == Pull.UP, pull == Pull.UP ? 100 : 0));
        return lines.hold(pin, new WatchedInput(line));
    }

    @Override
    public PwmLine pwm(int pin, double frequencyHertz, double initialPercent) {
        PwmRange.requireFrequency(pin, frequencyHertz);
        PwmRange.require(pin, initialPercent);
        return lines.hold(pin, new WatchedPwm(lines.output(pin, false, initialPercent >= 50), initialPercent));
    }

    @Override
    public boolean simulated() {
        return true;
    }

    @Override
    public void close() {
        lines.close();
    }

    private void show(LineState state) {
        synchronized (this) {
            states.put(state.pin(), state);
        }
        listeners.forEach(listener -> listener.accept(state));
    }

    private synchronized void forget(int pin) {
        states.remove(pin);
        inputs.remove(pin);
    }

    private final class WatchedLine implements Line {

        private final OutputLine line;
        private boolean closed;

        WatchedLine(OutputLine line) {
            this.line = line;
            showLevel();
        }

        private void showLevel() {
            show(new LineState(pin(), Direction.OUTPUT, line.high(), line.high() ? 100 : 0));
        }

        @Override
        public int pin() {
            return line.pin();
        }

        @Override
        public void set(boolean on) {
            line.set(on);
            showLevel();
        }

        @Override
        public boolean on() {
            return line.on();
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                line.close();
                showLevel();
                forget(pin());
            }
        }
    }

    private final class WatchedInput implements InputLine {

        private final DigitalInputLine line;

        WatchedInput(DigitalInputLine line) {
            this.line = line;
        }

        @Override
        public int pin() {
            return line.pin();
        }

        @Override
        public boolean high() {
            return line.high();
        }

        @Override
        public void close() {
            line.close();
            forget(pin());
        }
    }

    /** Shows the duty cycle; the pin itself only shows whether it is above 50 %, there is nothing to modulate. */
    private final class WatchedPwm implements PwmLine {

        private final OutputLine line;
        private final double initialPercent;
        private double percent;
        private boolean closed;

        WatchedPwm(OutputLine line, double initialPercent) {
            this.line = line;
            this.initialPercent = initialPercent;
            this.percent = initialPercent;
            show(new LineState(pin(), Direction.PWM, initialPercent > 0, initialPercent));
        }

        @Override
        public int pin() {
            return line.pin();
        }

        @Override
        public synchronized void set(double wanted) {
            PwmRange.require(pin(), wanted);
            line.set(wanted >= 50);
            percent = wanted;
            show(new LineState(pin(), Direction.PWM, wanted > 0, wanted));
        }

        @Override
        public synchronized double percent() {
            return percent;
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                set(initialPercent);
                closed = true;
                line.close();
                forget(pin());
            }
        }
    }
}
