package mando.deploy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerCheckTest {

    private static final String FIRMWARE = "sys/devices/platform/soc/soc:firmware/get_throttled";

    @TempDir
    private Path root;

    private FakeMachine machine;

    @BeforeEach
    void warm() {
        machine = new FakeMachine(root).with("sys/class/thermal/thermal_zone0/temp", "48312\n");
    }

    private Finding look() throws InterruptedException {
        return new PowerCheck(machine.files(), machine.programs()).look();
    }

    @ParameterizedTest
    @CsvSource({ "0, Ok, not slowed down", "1, Fault, voltage is too low", "50005, Fault, voltage is too low",
            "4, Warning, slowed down because it is hot", "50000, Warning, voltage was too low",
            "e0000, Warning, was slowed down"})
    void readsTheFirmwaresBits(String bits, String kind, String words) throws InterruptedException {
        machine.with(FIRMWARE, bits + "\n");

        assertThat(look().getClass().getSimpleName()).isEqualTo(kind);
        assertThat(look().found()).contains(words, "48 °C");
    }

    @Test
    void asksTheProgramWhereThereIsNoFile() throws InterruptedException {
        machine.withProgram("vcgencmd", "[ \"$1\" = get_throttled ] && echo throttled=0x50005");

        assertThat(look()).isInstanceOf(Finding.Fault.class);
        assertThat(look().facts().values()).containsEntry("throttled", 0x50005).containsEntry("celsius", 48.312);
    }

    @Test
    void takesTheKernelsAlarmWhereNothingElseTells() throws InterruptedException {
        machine.with("sys/class/hwmon/hwmon0/name", "cpu_thermal\n").with("sys/class/hwmon/hwmon1/name", "rpi_volt\n")
                .with("sys/class/hwmon/hwmon1/in0_lcrit_alarm", "1\n");
        assertThat(look()).isInstanceOf(Finding.Warning.class);

        machine.with("sys/class/hwmon/hwmon1/in0_lcrit_alarm", "0\n");
        assertThat(look()).isInstanceOf(Finding.Ok.class);
    }

    @Test
    void saysWhatTheMachineDoesNotTell() throws InterruptedException {
        machine.with("sys/class/thermal/thermal_zone0/temp", "?");

        assertThat(look()).isEqualTo(new Finding.Ok(
                "temperature unknown; this machine does not tell whether it gets enough power", Facts.NONE));
    }
}
