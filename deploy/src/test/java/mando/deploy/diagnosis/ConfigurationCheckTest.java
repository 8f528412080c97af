package mando.deploy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationCheckTest {

    @TempDir
    private Path folder;

    private ConfigurationCheck of(String yaml) throws IOException {
        return new ConfigurationCheck(Files.writeString(folder.resolve("mando.yaml"), yaml));
    }

    @Test
    void countsWhatIsConfigured() throws IOException {
        var check = of("""
                areas: [kitchen]
                devices:
                  - {name: lamp, type: light, gpio: {pin: 17}}
                  - {name: pump, type: switch, gpio: {pin: 27}}
                wake: {mode: word, words: [jarvis]}
                """);

        assertThat(check.look()).isInstanceOfSatisfying(Finding.Ok.class, ok -> {
            assertThat(ok.found()).contains("2 devices, 1 area, listens after \"jarvis\"");
            assertThat(ok.facts().values()).containsEntry("devices", 2).containsEntry("wake", "word");
        });
        assertThat(check.configuration()).isPresent();
    }

    @Test
    void everyProblemIsAFaultWithItsLine() throws IOException {
        var check = of("devices:\n  - {name: lamp, type: light, gpio: {pni: 17}}\n");

        assertThat(check.look()).isInstanceOfSatisfying(Finding.Fault.class, fault -> {
            assertThat(fault.found()).contains("mando.yaml:2", "pni");
            assertThat(fault.remedy()).contains("mando.yaml", "mando schema");
        });
        assertThat(check.configuration()).isEmpty();
    }

    @Test
    void aMissingFileAndAnEmptyHomeAreTold() throws IOException {
        assertThat(new ConfigurationCheck(folder.resolve("none.yaml")).look()).isInstanceOfSatisfying(
                Finding.Fault.class, fault -> assertThat(fault.found()).contains("none.yaml", "does not exist"));
        assertThat(of("devices: []\n").look()).isInstanceOf(Finding.Warning.class);
        assertThat(of("devices: []\n").look().facts().values()).containsEntry("areas", 0)
                .doesNotContainEntry("problems", List.of());
    }
}
