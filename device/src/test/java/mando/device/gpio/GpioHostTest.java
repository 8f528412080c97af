package mando.device.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that Raspberry Pis show, in a folder. */
class GpioHostTest {

    @TempDir
    private Path root;

    private Path file(String path) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.exists(file) ? file : Files.createFile(file);
    }

    private GpioHost pi(String model) throws IOException {
        Files.writeString(file("proc/device-tree/model"), model + "\0");
        return new GpioHost(root);
    }

    @Test
    void aMachineWithoutDeviceTreeIsNoRaspberryPi() {
        var host = new GpioHost(root);
        assertThat(host.raspberryPi()).isFalse();
        assertThat(host.hasChip()).isFalse();
        assertThat(host.pwmChip()).isEmpty();
        assertThat(host.pwmChannel(18)).isEmpty();
    }

    @Test
    void chipsAreFoundAndTheOnlyOneIsNamed() throws IOException {
        var host = pi("Raspberry Pi 4 Model B Rev 1.4");
        file("dev/gpiochip0");
        file("dev/gpiomem");
        assertThat(host.raspberryPi()).isTrue();
        assertThat(host.onlyChip()).contains("gpiochip0");
        file("dev/gpiochip1");
        assertThat(host.chips()).hasSize(2);
        assertThat(host.onlyChip()).isEmpty();
    }

    @Test
    void aPinHasHardwarePwmOnlyIfTheDeviceTreeSwitchedItThere() throws IOException {
        var host = pi("Raspberry Pi 4 Model B Rev 1.4");
        Files.createDirectories(root.resolve("sys/class/pwm/pwmchip0"));
        assertThat(host.pwmChip()).hasValue(0);
        assertThat(host.pwmChannel(18)).isEmpty();
        Files.write(file("proc/device-tree/soc/gpio@7e200000/pwm_pins/brcm,pins"),
                ByteBuffer.allocate(8).putInt(18).putInt(19).array());
        assertThat(host.pwmChannel(18)).hasValue(0);
        assertThat(host.pwmChannel(19)).hasValue(1);
        assertThat(host.pwmChannel(12)).isEmpty();
    }

    @Test
    void onARaspberryPi5TheChipOfTheHeaderIsTaken() throws IOException {
        var host = pi("Raspberry Pi 5 Model B Rev 1.0");
        var fan = Files.createDirectories(root.resolve("sys/devices/1f0009c000.pwm/pwm/pwmchip0"));
        var header = Files.createDirectories(root.resolve("sys/devices/1f00098000.pwm/pwm/pwmchip1"));
        Files.createDirectories(root.resolve("sys/class/pwm"));
        Files.createSymbolicLink(root.resolve("sys/class/pwm/pwmchip0"), fan);
        assertThat(host.pwmChip()).isEmpty();
        Files.createSymbolicLink(root.resolve("sys/class/pwm/pwmchip1"), header);
        assertThat(host.pwmChip()).hasValue(1);
        Files.writeString(file("proc/device-tree/axi/gpio@d0000/rp1_pwm0_gpio18/pins"), "gpio18\0");
        assertThat(host.pwmChannel(18)).hasValue(2);
    }

    @Test
    void refusalsBecomeSentences() {
        assertThat(Pi4jLines.refused(17,
                new IllegalStateException("x", new IllegalStateException("failed! (Permission denied)"))))
                .hasMessage("No permission to use GPIO17: the user that runs Mando must belong to the group gpio"
                        + " (usermod -aG gpio USER).");
        assertThat(Pi4jLines.refused(17, new IllegalStateException("failed! (Device or resource busy)"))).hasMessage(
                "GPIO17 is held by another program or a kernel driver: stop that, or choose another pin.");
    }

    @Test
    void aChipThatMayNotBeUsedNamesTheGroup() throws IOException {
        var host = pi("Raspberry Pi 4 Model B Rev 1.4");
        // A link to nothing is as unreadable, also for root.
        Files.createDirectories(root.resolve("dev"));
        Files.createSymbolicLink(root.resolve("dev/gpiochip0"), root.resolve("gone"));
        assertThatThrownBy(() -> new Pi4jBoard(host)).isInstanceOf(GpioException.class)
                .hasMessage("No permission to use " + root.resolve("dev/gpiochip0")
                        + ": the user that runs Mando must belong to the group gpio (usermod -aG gpio USER).");
    }
}
