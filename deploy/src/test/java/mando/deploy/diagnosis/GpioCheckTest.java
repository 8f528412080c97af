package mando.deploy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mando.device.configuration.ConfigurationReader;
import mando.device.gpio.GpioException;
import mando.device.gpio.GpioSurvey;
import mando.device.gpio.LineHolders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpioCheckTest {

    private static final Map<Integer, String> PINS = Map.of(17, "lamp", 22, "the button");
    private static final LineHolders NOBODY = _ -> Map.of();

    @TempDir
    private Path root;

    private Finding look(LineHolders holders, Map<Integer, String> pins) {
        return new GpioCheck(GpioSurvey.of(root), holders, pins).look();
    }

    private void pi(boolean chip) {
        var machine = new FakeMachine(root).with("proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.4\0");
        if (chip) {
            machine.with("dev/gpiochip0", "");
        }
    }

    @Test
    void pinsThatAreFreeAreWell() {
        pi(true);

        assertThat(look(NOBODY, PINS)).isInstanceOfSatisfying(Finding.Ok.class,
                ok -> assertThat(ok.found()).isEqualTo("1 chip, 2 pins configured, all free"));
        assertThat(look(_ -> Map.of(17, "mando-gpio-17"), PINS)).isInstanceOfSatisfying(Finding.Ok.class,
                ok -> assertThat(ok.found()).endsWith("1 in use by a Mando that runs"));
        assertThat(look(NOBODY, Map.of())).isInstanceOf(Finding.Ok.class);
    }

    @Test
    void pinsThatOthersHoldAreAFault() {
        pi(true);

        assertThat(look(_ -> Map.of(17, "spi0 CS1", 22, "mando-gpio-22"), PINS)).isInstanceOfSatisfying(
                Finding.Fault.class, fault -> {
                    assertThat(fault.found()).isEqualTo("GPIO17 (lamp) is in use by spi0 CS1");
                    assertThat(fault.facts().values()).containsEntry("taken", List.of(17));
                });
        assertThat(look(_ -> {
            throw new GpioException("The GPIO chip cannot be used: broken.");
        }, PINS)).isInstanceOf(Finding.Fault.class);
    }

    @Test
    void anotherMachineIsWarnedOfWherePinsAreConfigured() {
        assertThat(look(NOBODY, PINS)).isInstanceOfSatisfying(Finding.Warning.class,
                warning -> assertThat(warning.found()).contains("not a Raspberry Pi"));
        assertThat(look(NOBODY, Map.of())).isInstanceOf(Finding.Ok.class);
    }

    @Test
    void aRaspberryPiWithoutAChipIsAFaultWherePinsAreConfigured() {
        pi(false);

        assertThat(look(NOBODY, PINS)).isInstanceOf(Finding.Fault.class);
        assertThat(look(NOBODY, Map.of())).isInstanceOf(Finding.Warning.class);
    }

    @Test
    void aChipThatMayNotBeUsedNamesTheGroup() throws Exception {
        pi(false);
        // A link to nothing is as unreadable, also for root.
        Files.createDirectories(root.resolve("dev"));
        Files.createSymbolicLink(root.resolve("dev/gpiochip0"), root.resolve("gone"));

        assertThat(look(NOBODY, PINS)).isInstanceOfSatisfying(Finding.Fault.class,
                fault -> assertThat(fault.remedy()).contains("usermod -aG gpio"));
    }

    @Test
    void thePinsAreThoseOfTheDevicesAndTheButton() {
        assertThat(GpioCheck.pins(ConfigurationReader.parse("""
                devices:
                  - {name: lamp, type: light, gpio: {pin: 17}}
                  - {name: blinds, type: cover, mqtt: {}}
                wake: {mode: push, button: {pin: 22}}
                mqtt: {host: localhost}
                """, "test", ConfigurationReader.Drivers.REQUIRED))).isEqualTo(PINS);
    }
}
