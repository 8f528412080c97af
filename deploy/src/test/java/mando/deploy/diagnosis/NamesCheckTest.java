package mando.deploy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mando.deploy.Installation;
import mando.device.configuration.ConfigurationReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamesCheckTest {

    private static final Path MODELS = Path.of("../models").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private Finding look(Path models, String yaml, String... names) {
        var home = new StringBuilder(yaml).append("devices:\n");
        for (String name : names) {
            home.append("  - {name: \"").append(name).append("\", type: light}\n");
        }
        return new NamesCheck(new Installation(models, folder.resolve("cache"), folder.resolve("none.yaml")),
                ConfigurationReader.parse(home.toString(), "test", ConfigurationReader.Drivers.OPTIONAL)).look();
    }

    @Test
    void commonNamesThatDifferAreWell() {
        assertThat(look(MODELS, "areas: [kitchen]\n", "kitchen light", "garage door")).isInstanceOfSatisfying(
                Finding.Ok.class, ok -> assertThat(ok.found()).startsWith("3 names"));
    }

    @Test
    void namesThatSoundAlikeOrAreGuessedAreWarnedOf() {
        assertThat(look(MODELS, "", "kitchen light", "chicken light", "zyxqua lamp")).isInstanceOfSatisfying(
                Finding.Warning.class, warning -> {
                    assertThat(warning.found()).contains("\"kitchen light\" and \"chicken light\" sound alike",
                            "guessed from the letters: \"zyxqua\"");
                    assertThat(warning.facts().values())
                            .containsEntry("alike", List.of(List.of("kitchen light", "chicken light")))
                            .containsEntry("guessed", List.of("zyxqua"));
                });
    }

    @Test
    void aNameThatNobodyCanPronounceIsAFault() {
        assertThat(look(MODELS, "", "lamp", "灯")).isInstanceOfSatisfying(Finding.Fault.class,
                fault -> assertThat(fault.found()).contains("灯").doesNotContain("lamp"));
    }

    @Test
    void wordsThatADownloadedModelLacksAreWarnedOf() throws IOException {
        Path graph = Files.createDirectories(folder.resolve("downloaded/graph"));
        Files.writeString(graph.resolve("words.txt"), "<eps> 0\nkitchen 1\nlight 2\n");

        assertThat(look(MODELS, "speech: {model: " + folder.resolve("downloaded") + "}\n", "kitchen light",
                "aquarium")).isInstanceOfSatisfying(Finding.Warning.class, warning -> {
                    assertThat(warning.found()).isEqualTo("the speech model does not know \"aquarium\"");
                    assertThat(warning.remedy()).contains("aliases", "own");
                });
    }

    @Test
    void aMissingDictionaryIsAFault() {
        assertThat(look(folder, "", "lamp")).isInstanceOf(Finding.Fault.class);
    }
}
