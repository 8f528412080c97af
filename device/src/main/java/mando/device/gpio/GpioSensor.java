package mando.device.gpio;

import java.util.Locale;
import java.util.function.Consumer;
import mando.device.DeviceState;
import mando.device.configuration.Configuration;

/** A contact, button or motion detector at one pin, whose state is {@code on} or {@code off}. */
public final class GpioSensor implements AutoCloseable {

    private final InputLine line;

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
        this.line = board.input(gpio.pin(), pull, (_, high) -> states.accept(state(high != gpio.activeLow())));
        states.accept(state(line.high() != gpio.activeLow()));
    }

    private static DeviceState state(boolean on) {
        return DeviceState.unknown().with("state", on ? "on" : "off");
    }

    @Override
    public void close() {
        line.close();
    }
}
