package mando.device.gpio;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a machine has for GPIO, by its files alone: no line is taken and none changes.
 *
 * @param model
 *            of the board, as the device tree has it; empty on machines without one
 * @param chips
 *            {@code /dev/gpiochip*}
 * @param forbidden
 *            a chip that this process may not read and write
 */
public record GpioSurvey(String model, boolean raspberryPi, List<Path> chips, Optional<Path> forbidden) {

    public GpioSurvey {
        chips = List.copyOf(chips);
    }

    /**
     * Looks around.
     *
     * @param root
     *            the root of the file system
     */
    public static GpioSurvey of(Path root) {
        var host = new GpioHost(root);
        return new GpioSurvey(host.model(), host.raspberryPi(), host.chips(), host.forbiddenChip());
    }
}
