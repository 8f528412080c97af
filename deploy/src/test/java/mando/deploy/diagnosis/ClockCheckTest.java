package mando.deploy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-25T22:40:10.5Z");

    @TempDir
    private Path root;

    private FakeMachine machine;

    @BeforeEach
    void machine() {
        machine = new FakeMachine(root);
    }

    private Finding look(Path... older) throws Exception {
        return new ClockCheck(machine.files(), machine.programs(), Clock.fixed(NOW, ZoneId.of("Europe/Madrid")),
                List.of(older)).look();
    }

    @Test
    void theFileOfTimesyncdIsEnough() throws Exception {
        machine.with("run/systemd/timesync/synchronized", "");

        assertThat(look()).isEqualTo(new Finding.Ok("2026-11-25 23:40 Europe/Madrid, synchronised",
                Facts.of("time", "2026-11-25T23:40:10+01:00").with("zone", "Europe/Madrid").with("synchronised",
                        "true")));
    }

    @Test
    void otherwiseTheKernelIsAskedAndThenChrony() throws Exception {
        machine.withProgram("chronyc", "echo 'Leap status     : Not synchronised'");
        assertThat(look()).isInstanceOf(Finding.Warning.class);
        machine.withProgram("chronyc", "echo 'Leap status     : Normal'");
        assertThat(look()).isInstanceOf(Finding.Ok.class);
        machine.withProgram("timedatectl", "echo no");
        assertThat(look()).isInstanceOfSatisfying(Finding.Warning.class,
                warning -> assertThat(warning.remedy()).contains("set-ntp"));
    }

    @Test
    void whatNobodyTellsIsUnknown() throws Exception {
        machine.withProgram("timedatectl", "exit 1");

        assertThat(look()).isInstanceOf(Finding.Warning.class);
        assertThat(look().found()).endsWith("unknown");
        assertThat(look().facts().values()).containsEntry("synchronised", "unknown");
    }

    @Test
    void aClockBeforeItsOwnFilesIsAFault() throws Exception {
        machine.with("run/systemd/timesync/synchronized", "").with("mando.yaml", "");
        Path file = root.resolve("mando.yaml");
        Files.setLastModifiedTime(file, FileTime.from(NOW.plusSeconds(3_600)));
        assertThat(look(file, root.resolve("missing"))).isInstanceOf(Finding.Ok.class);

        Files.setLastModifiedTime(file, FileTime.from(NOW.plusSeconds(30 * 86_400)));
        assertThat(look(file)).isInstanceOfSatisfying(Finding.Fault.class,
                fault -> assertThat(fault.found()).contains("is before", "mando.yaml"));
    }
}
