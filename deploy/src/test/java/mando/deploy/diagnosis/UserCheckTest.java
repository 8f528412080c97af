package mando.deploy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCheckTest {

    private static final String GROUPS = "root:x:0:\naudio:x:29:pi\ngpio:x:986:\npi:x:1000:\n";

    @TempDir
    private Path root;

    private Finding look(String status, String groups) {
        return new UserCheck(new FakeMachine(root).with("proc/self/status", status).with("etc/group", groups).files(),
                "pi", List.of("audio", "gpio")).look();
    }

    private static String status(int user, String groups) {
        return "Name:\tjava\nUid:\t" + user + "\t" + user + "\nGid:\t1000\t1000\nGroups:\t" + groups + " \n";
    }

    @Test
    void namesTheGroups() {
        assertThat(look(status(1000, "29 986"), GROUPS)).isEqualTo(new Finding.Ok("pi, in audio, gpio, pi",
                Facts.of("user", "pi").with("groups", List.of("audio", "gpio", "pi"))));
    }

    @Test
    void aGroupThatIsMissingIsToldWithTheCommandThatAddsIt() {
        assertThat(look(status(1000, "29"), GROUPS)).isInstanceOfSatisfying(Finding.Warning.class, warning -> {
            assertThat(warning.found()).endsWith("not in gpio");
            assertThat(warning.remedy()).startsWith("sudo usermod -aG gpio pi");
        });
    }

    @Test
    void aGroupThatTheSystemDoesNotHaveIsNotAskedFor() {
        assertThat(look(status(1000, "29"), GROUPS.replace("gpio", "other"))).isInstanceOf(Finding.Ok.class);
    }

    @Test
    void rootMayUseAll() {
        assertThat(look(status(0, ""), GROUPS).found()).startsWith("root");
    }

    @Test
    void whatCannotBeToldIsWarnedOf() {
        assertThat(look("", GROUPS)).isInstanceOf(Finding.Warning.class);
    }
}
