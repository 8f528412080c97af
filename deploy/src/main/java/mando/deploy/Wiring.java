package mando.deploy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import mando.device.Actuator;
import mando.device.DeviceState;
import mando.device.DeviceType;
import mando.device.configuration.Configuration;
import mando.device.gpio.Board;
import mando.device.gpio.GpioActuator;
import mando.device.gpio.GpioException;
import mando.device.gpio.GpioSensor;
import org.tinylog.Logger;

/** The board's lines that devices use. A line that a changed configuration uses as before is held on to, so that it does not glitch. For one thread. */
final class Wiring implements AutoCloseable {

    private final Board board;
    private final BiConsumer<Configuration.Gpio, DeviceState> sensed;
    private final Map<Configuration.Gpio, Actuator> outputs = new HashMap<>();
    private final Map<Configuration.Gpio, GpioSensor> sensors = new HashMap<>();

    /**
     * @param sensed hears what a sensor's line says, at first and at each change, on threads of the board too
     */
    Wiring(Board board, BiConsumer<Configuration.Gpio, DeviceState> sensed) {
        this.board = board;
        this.sensed = sensed;
    }

    /**
     * Takes the lines of these devices that are not held yet; no other line changes.
     *
     * @throws GpioException where one cannot be had: then none is taken
     */
    void take(List<Configuration.Device> devices) {
        var taken = new ArrayList<Runnable>();
        try {
            for (Configuration.Device device : devices) {
                device.gpio().filter(gpio -> !isHeld(gpio)).ifPresent(gpio -> {
                    if (device.type() == DeviceType.SENSOR) {
                        sensors.put(gpio, new GpioSensor(gpio, board, state -> sensed.accept(gpio, state)));
                    } else {
                        outputs.put(gpio, GpioActuator.of(gpio, board));
                    }
                    taken.add(() -> release(gpio));
                });
            }
        } catch (GpioException e) {
            taken.forEach(Runnable::run);
            throw e;
        }
    }

    private boolean isHeld(Configuration.Gpio gpio) {
        return outputs.containsKey(gpio) || sensors.containsKey(gpio);
    }

    /** Returns the lines that none of these devices uses to their initial level. */
    void releaseOthers(List<Configuration.Device> devices) {
        Set<Configuration.Gpio> used = devices.stream().flatMap(device -> device.gpio().stream())
                .collect(Collectors.toSet());
        var unused = new ArrayList<>(outputs.keySet());
        unused.addAll(sensors.keySet());
        unused.removeAll(used);
        unused.forEach(this::release);
    }

    private void release(Configuration.Gpio gpio) {
        try {
            Optional.ofNullable(outputs.remove(gpio)).ifPresent(Actuator::close);
            Optional.ofNullable(sensors.remove(gpio)).ifPresent(GpioSensor::close);
        } catch (GpioException e) {
            Logger.warn("{}", e.getMessage());
        }
    }

    /** What drives a device that is no sensor, where that is a line. */
    Optional<Actuator> output(Configuration.Device device) {
        return device.gpio().map(outputs::get);
    }

    /** What the line of a sensor says now. */
    Optional<DeviceState> sensor(Configuration.Device device) {
        return device.gpio().map(sensors::get).map(GpioSensor::state);
    }

    @Override
    public void close() {
        releaseOthers(List.of());
    }
}
