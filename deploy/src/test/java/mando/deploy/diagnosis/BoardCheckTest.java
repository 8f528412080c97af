package mando.deploy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import mando.device.gpio.GpioSurvey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardCheckTest {

    @TempDir
    private Path root;

    private FakeMachine machine;

    @BeforeEach
    void kernel() {
        machine = new FakeMachine(root).with("proc/sys/kernel/osrelease", "6.12.25+rpt-rpi-2712\n");
    }

    private Finding look(String architecture) {
        return new BoardCheck(GpioSurvey.of(root), machine.files(), architecture).look();
    }

    @Test
    void namesTheBoard() {
        machine.with("proc/device-tree/model", "Raspberry Pi 5 Model B Rev 1.0\0");

        assertThat(look("aarch64")).isInstanceOfSatisfying(Finding.Ok.class, ok -> assertThat(ok.found())
                .isEqualTo("Raspberry Pi 5 Model B Rev 1.0, aarch64, Linux 6.12.25+rpt-rpi-2712"));
    }

    @Test
    void saysWhereItIsNoRaspberryPi() {
        assertThat(look("amd64")).isInstanceOfSatisfying(Finding.Ok.class,
                ok -> assertThat(ok.found()).startsWith("not a Raspberry Pi, amd64"));
    }

    @Test
    void aSystemOf32BitsIsAFault() {
        machine.with("proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.4\0");

        assertThat(look("arm")).isInstanceOfSatisfying(Finding.Fault.class,
                fault -> assertThat(fault.remedy()).contains("64-bit"));
    }
}
