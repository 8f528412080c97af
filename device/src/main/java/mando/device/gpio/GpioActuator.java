package mando.device.gpio;

import java.util.Map;
import java.util.Optional;
import mando.device.ActuationException;
import mando.device.Actuator;
import mando.device.DeviceState;
import mando.device.configuration.Configuration;

/** Drives a light, switch, fan, valve or lock by one pin: on and off, or with pulse-width modulation in between. */
public final class GpioActuator implements Actuator {

    /** What the pin can do. */
    private sealed interface Output {

        record Switched(Line line) implements Output {}

        record Modulated(PwmLine line, boolean activeLow) implements Output {}
    }

    private final Output output;

    private GpioActuator(Output output) {
        this.output = output;
    }

    /**
     * Takes the pin, at its initial level.
     *
     * @throws GpioException
     *             if it cannot be had
     */
    public static GpioActuator of(Configuration.Gpio gpio, Board board) {
        return new GpioActuator(gpio.pwmHertz().<Output>map(hertz -> new Output.Modulated(
                board.pwm(gpio.pin(), hertz, gpio.initiallyOn() != gpio.activeLow() ? 100 : 0), gpio.activeLow()))
                .orElseGet(() -> new Output.Switched(board.output(gpio.pin(), gpio.activeLow(), gpio.initiallyOn()))));
    }

    @Override
    public void apply(String verb, Map<String, Object> slots, DeviceState state) {
        double percent = switch (verb) {
            case "on", "open", "unlock" -> level(state.values()).filter(level -> level > 0).orElse(100.0);
            case "off", "close", "lock" -> 0;
            case "set" ->
                level(slots).orElseThrow(() -> new ActuationException("one GPIO line has nothing else to set", null));
            default -> throw new ActuationException("one GPIO line cannot " + verb, null);
        };
        try {
            switch (output) {
                case Output.Switched(var line) -> line.set(percent > 0);
                case Output.Modulated(var line, var activeLow) -> line.set(activeLow ? 100 - percent : percent);
            }
        } catch (GpioException e) {
            throw new ActuationException(clause(e.getMessage()), e);
        }
    }

    private static Optional<Double> level(Map<String, Object> values) {
        var value = values.containsKey("brightness") ? values.get("brightness") : values.get("speed");
        return value instanceof Number number
                ? Optional.of(Math.clamp(number.doubleValue(), 0, 100))
                : Optional.empty();
    }

    private static String clause(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /** Returns the pin to its initial level and releases it. */
    @Override
    public void close() {
        switch (output) {
            case Output.Switched(var line) -> line.close();
            case Output.Modulated(var line, var _) -> line.close();
        }
    }
}
