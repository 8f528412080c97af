package mando.device.gpio;

import java.util.Locale;
import java.util.function.Consumer;
import mando.device.DeviceState;
import mando.device.configuration.Configuration;

/** A contact, button or motion detector at one pin, whose state is {@code on} or {@code off}. */
public final class GpioSensor implements AutoCloseable {

    private final InputLine line;
    private final boolean activeLow;

    /**
     * Takes the pin.
     *
     * @param states
     *            hears the state at first, then each change, on a thread of the board
     * @throws GpioException
     *             if it cannot be had
     */
    public GpioSensor(Configuration.Gpio gpio, Board board, Consumer<DeviceState> states) {
        var pull = Board.Pull.valueOf(gpio.pull().toUpperCase(Locale.ROOT));
        this.activeLow = gpio.activeLow();
        this.line = board.input(gpio.pin(), pull, (_, high) -> states.accept(state(high)));
        states.accept(state());
    }

    /** What it is now. */
    public DeviceState state() {
        return state(line.high());
    }

    private DeviceState state(boolean high) {
        return DeviceState.unknown().with("state", high != activeLow ? "on" : "off");
    }

    @Override
    public void close() {
        line.close();
    }
}
