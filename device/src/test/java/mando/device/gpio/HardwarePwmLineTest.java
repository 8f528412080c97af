package mando.device.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import com.pi4j.Pi4J;
import com.pi4j.plugin.linuxfs.internal.LinuxPwm;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pi4J's LinuxPwm on files as the kernel's PWM driver shows them. */
class HardwarePwmLineTest {

    @TempDir
    private Path root;

    private String value(String file) throws IOException {
        return Files.readString(root.resolve("pwmchip0/pwm0").resolve(file)).strip();
    }

    @Test
    void periodAndDutyCycleAreWrittenInNanoseconds() throws IOException {
        var channel = Files.createDirectories(root.resolve("pwmchip0/pwm0"));
        for (var file : new String[]{ "period", "duty_cycle", "enable"}) {
            Files.writeString(channel.resolve(file), "0");
        }
        Files.writeString(root.resolve("pwmchip0/unexport"), "");
        try (var lines = new Pi4jLines(
                Pi4J.newContextBuilder().noAutoDetect()
                        .add(MockDigitalOutputProvider.newInstance(), MockDigitalInputProvider.newInstance()).build(),
                MockDigitalOutputProvider.ID, MockDigitalInputProvider.ID)) {
            var line = new HardwarePwmLine(lines, new LinuxPwm(root.toString(), 0, 0), 18, 200, 0);
            assertThat(value("period")).isEqualTo("5000000");
            assertThat(value("duty_cycle")).isEqualTo("0");
            assertThat(value("enable")).isEqualTo("1");
            line.set(12.5);
            assertThat(value("duty_cycle")).isEqualTo("625000");
            assertThat(line.percent()).isEqualTo(12.5);
            line.close();
            line.close();
            assertThat(value("duty_cycle")).isEqualTo("0");
            assertThat(value("enable")).isEqualTo("0");
            assertThat(Files.readString(root.resolve("pwmchip0/unexport")).strip()).isEqualTo("0");
        }
    }
}
