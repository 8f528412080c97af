package mando.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mando.device.Outcome;
import mando.device.Report;
import mando.device.configuration.Configuration.Responses.Tone;
import mando.inference.gguf.GgufException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnderstandingTest {

    private static final Path SHIPPED = Path.of("../models/intent-en").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    @Test
    void withoutTheModelOfRepliesOutcomesAreToldByTemplates() throws IOException {
        Path own = Files.createDirectories(folder.resolve("intent-en"));
        for (String name : List.of("intent.gguf", "nouns.tsv", "replies.tsv")) {
            Files.createSymbolicLink(own.resolve(name), SHIPPED.resolve(name));
        }
        var understanding = new Understanding(new Installation(folder, folder, folder));
        var broken = new Outcome.Failed("I can't reach the lamp: it is off.",
                List.of(new Report("on", Report.Kind.UNREACHABLE, List.of("lamp"), List.of())));

        assertThatThrownBy(() -> understanding.wording(Tone.PLAIN)).isInstanceOf(GgufException.class);
        assertThat(understanding.wordingOrTemplates(Tone.PLAIN).apply(List.of(broken))).isEqualTo(broken.text());
    }
}
