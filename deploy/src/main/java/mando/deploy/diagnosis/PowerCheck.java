package mando.deploy.diagnosis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Whether a Raspberry Pi gets enough power and stays cool enough, by the firmware's word of "throttled" bits, or else the kernel's alarm of low
 * voltage.
 */
final class PowerCheck implements Check {

    private static final String FIRMWARE = "sys/devices/platform/soc/soc:firmware/get_throttled";
    private static final int LOW_VOLTAGE = 1;
    private static final int SLOWED = 0b1110;
    private static final int SINCE_START = 16;
    private static final String SUPPLY = "use the board's own power supply and a short, thick cable, and take off what draws "
            + "power from its USB sockets";
    private static final String COOLING = "give the board a heat sink or a fan, and its case some air";

    private final SystemFiles files;
    private final Programs programs;

    PowerCheck(SystemFiles files, Programs programs) {
        this.files = files;
        this.programs = programs;
    }

    @Override
    public String name() {
        return "power";
    }

    @Override
    public Finding look() throws InterruptedException {
        OptionalDouble celsius = files.text("sys/class/thermal/thermal_zone0/temp")
                .filter(text -> text.matches("-?\\d{1,6}"))
                .map(text -> OptionalDouble.of(Integer.parseInt(text) / 1_000.0)).orElse(OptionalDouble.empty());
        String heat = celsius.isPresent()
                ? String.format(Locale.ROOT, "%.0f °C", celsius.getAsDouble())
                : "temperature unknown";
        OptionalInt bits = throttled();
        Facts facts = celsius.isPresent() ? Facts.of("celsius", celsius.getAsDouble()) : Facts.NONE;
        if (bits.isPresent()) {
            return judge(bits.getAsInt(), heat, facts.with("throttled", bits.getAsInt()));
        }
        Optional<Boolean> alarm = voltageAlarm();
        if (alarm.isEmpty()) {
            return new Finding.Ok(heat + "; this machine does not tell whether it gets enough power", facts);
        }
        facts = facts.with("lowVoltageAlarm", alarm.get());
        return alarm.get()
                ? new Finding.Warning("the voltage was too low since the start, " + heat, SUPPLY, facts)
                : new Finding.Ok("enough power, " + heat, facts);
    }

    private static Finding judge(int bits, String heat, Facts facts) {
        if ((bits & LOW_VOLTAGE) != 0) {
            return new Finding.Fault("the voltage is too low, " + heat, SUPPLY, facts);
        }
        if ((bits & SLOWED) != 0) {
            return new Finding.Warning("the processor is slowed down because it is hot, " + heat, COOLING, facts);
        }
        if ((bits >> SINCE_START & LOW_VOLTAGE) != 0) {
            return new Finding.Warning("the voltage was too low since the start, " + heat, SUPPLY, facts);
        }
        if ((bits >> SINCE_START & SLOWED) != 0) {
            return new Finding.Warning("the processor was slowed down since the start because it was hot, " + heat,
                    COOLING, facts);
        }
        return new Finding.Ok("enough power, not slowed down, " + heat, facts);
    }

    private OptionalInt throttled() throws InterruptedException {
        Optional<String> told = files.text(FIRMWARE);
        if (told.isEmpty()) {
            told = programs.answer("vcgencmd", "get_throttled");
        }
        return told.map(text -> text.toLowerCase(Locale.ROOT).replaceFirst("^(throttled=)?(0x)?", ""))
                .filter(text -> text.matches("[0-9a-f]{1,7}"))
                .map(text -> OptionalInt.of(Integer.parseInt(text, 16))).orElse(OptionalInt.empty());
    }

    private Optional<Boolean> voltageAlarm() {
        for (String sensor : sensors()) {
            if (files.text(sensor + "/name").filter("rpi_volt"::equals).isPresent()) {
                return files.text(sensor + "/in0_lcrit_alarm").map("1"::equals);
            }
        }
        return Optional.empty();
    }

    private List<String> sensors() {
        var sensors = new ArrayList<String>();
        try (Stream<Path> folders = Files.list(files.path("sys/class/hwmon"))) {
            folders.sorted().forEach(folder -> sensors.add("sys/class/hwmon/" + folder.getFileName()));
        } catch (IOException none) {
            return List.of();
        }
        return sensors;
    }
}
