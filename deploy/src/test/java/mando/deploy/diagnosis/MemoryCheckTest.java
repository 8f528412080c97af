package mando.deploy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryCheckTest {

    @TempDir
    private Path root;

    private Finding look(String table) {
        return new MemoryCheck(new FakeMachine(root).with("proc/meminfo", table).files()).look();
    }

    private static String table(int availableKilobytes) {
        return "MemTotal:        4005888 kB\nMemFree:          100000 kB\nMemAvailable:   " + availableKilobytes
                + " kB\nSwapTotal:        524288 kB\n";
    }

    @Test
    void tellsWhatIsFree() {
        assertThat(look(table(3_000_000))).isInstanceOfSatisfying(Finding.Ok.class, ok -> {
            assertThat(ok.found()).startsWith("3.1 GB of 4.1 GB free, 537 MB of swap");
            assertThat(ok.facts().values()).containsEntry("availableBytes", 3_072_000_000L);
        });
    }

    @Test
    void tooLittleIsAFaultAndLittleIsWarnedOf() {
        assertThat(look(table(300_000))).isInstanceOf(Finding.Fault.class);
        assertThat(look(table(450_000))).isInstanceOf(Finding.Warning.class);
    }

    @Test
    void whatCannotBeReadIsWarnedOf() {
        assertThat(look("")).isInstanceOf(Finding.Warning.class);
    }
}
