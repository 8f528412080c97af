package mando.device.gpio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the kernel says about GPIO on this machine.
 *
 * @param root
 *            the root of the file system
 */
record GpioHost(Path root) {

    private static final Pattern CHIP = Pattern.compile("gpiochip\\d+");
    private static final Pattern PIN_NAME = Pattern.compile("gpio(\\d+)");
    private static final int DEVICE_TREE_DEPTH = 6;
    /** The RP1's PWM block, which the pin header of a Raspberry Pi 5 is wired to; its other one turns the fan. */
    private static final String RP1_HEADER_PWM = "1f00098000.pwm";

    static GpioHost local() {
        return new GpioHost(Path.of("/"));
    }

    boolean raspberryPi() {
        return model().startsWith("Raspberry Pi");
    }

    boolean hasChip() {
        return !chips().isEmpty();
    }

    /** {@code /dev/gpiochip*}, sorted. */
    List<Path> chips() {
        return list(root.resolve("dev")).stream().filter(path -> CHIP.matcher(name(path)).matches()).sorted().toList();
    }

    /**
     * The chip's name where there is only one. Where there are more, Pi4J takes the one whose label contains
     * {@code pinctrl}: number 0 on most, 4 on a Raspberry Pi 5 with an older kernel.
     */
    Optional<String> onlyChip() {
        var chips = chips();
        return chips.size() == 1 ? Optional.of(name(chips.getFirst())) : Optional.empty();
    }

    /** A chip that this process may not use; libgpiod needs them all. */
    Optional<Path> forbiddenChip() {
        return chips().stream().filter(chip -> !Files.isReadable(chip) || !Files.isWritable(chip)).findFirst();
    }

    Path pwmDirectory() {
        return root.resolve("sys/class/pwm");
    }

    /** The number of the PWM chip that is wired to the pin header, if an overlay has switched it on. */
    OptionalInt pwmChip() {
        for (var chip : list(pwmDirectory())) {
            if (name(chip).startsWith("pwmchip") && (!model().startsWith("Raspberry Pi 5") || wiredToHeader(chip))) {
                return OptionalInt.of(Integer.parseInt(name(chip).substring("pwmchip".length())));
            }
        }
        return OptionalInt.empty();
    }

    /**
     * The PWM channel of a pin by the chips' data sheets, if the device tree has really switched this pin to PWM: else the
     * channel would run and the pin stay still.
     */
    OptionalInt pwmChannel(int pin) {
        if (!pinsSwitchedToPwm().contains(pin)) {
            return OptionalInt.empty();
        }
        if (model().startsWith("Raspberry Pi 5")) {
            return switch (pin) {
                case 12 -> OptionalInt.of(0);
                case 13 -> OptionalInt.of(1);
                case 18 -> OptionalInt.of(2);
                case 19 -> OptionalInt.of(3);
                default -> OptionalInt.empty();
            };
        }
        return switch (pin) {
            case 12, 18 -> OptionalInt.of(0);
            case 13, 19 -> OptionalInt.of(1);
            default -> OptionalInt.empty();
        };
    }

    /** As the device tree has it, such as {@code Raspberry Pi 5 Model B Rev 1.0}; empty on machines without one. */
    String model() {
        try {
            return Files.readString(root.resolve("proc/device-tree/model"), StandardCharsets.ISO_8859_1).replace("\0",
                    "");
        } catch (IOException notADeviceTreeMachine) {
            return "";
        }
    }

    private static boolean wiredToHeader(Path chip) {
        try {
            return chip.toRealPath().toString().contains(RP1_HEADER_PWM);
        } catch (IOException gone) {
            return false;
        }
    }

    private Set<Integer> pinsSwitchedToPwm() {
        var base = root.resolve("proc/device-tree");
        var pins = new HashSet<Integer>();
        try (Stream<Path> paths = Files.find(base, DEVICE_TREE_DEPTH,
                (path, attributes) -> attributes.isRegularFile() && name(path.getParent()).contains("pwm"))) {
            for (var path : (Iterable<Path>) paths::iterator) {
                switch (name(path)) {
                    case "brcm,pins" -> {
                        var cells = ByteBuffer.wrap(Files.readAllBytes(path));
                        while (cells.remaining() >= Integer.BYTES) {
                            pins.add(cells.getInt());
                        }
                    }
                    case "pins" -> PIN_NAME.matcher(Files.readString(path, StandardCharsets.ISO_8859_1)).results()
                            .forEach(match -> pins.add(Integer.parseInt(match.group(1))));
                    default -> {
                        // another property of the node
                    }
                }
            }
        } catch (IOException | UncheckedIOException unreadable) {
            return Set.of();
        }
        return pins;
    }

    private static List<Path> list(Path directory) {
        try (var paths = Files.list(directory)) {
            return paths.sorted().toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
