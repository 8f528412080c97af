package mando.inference.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class TextNormaliserTest {

    private static final Path CASES = Path.of("../models/intent-en/normalise-cases.tsv");

    @Test
    void saysWhatTheModelWasTrainedOn() throws IOException {
        List<String> lines = Files.readAllLines(CASES);
        assertThat(lines).hasSizeGreaterThan(150);
        var softly = new SoftAssertions();
        for (String line : lines) {
            String[] parts = line.split("\t", -1);
            softly.assertThat(TextNormaliser.normalise(parts[0])).as(parts[0]).isEqualTo(parts[1]);
        }
        softly.assertAll();
    }

    @Test
    void doingItTwiceChangesNothing() throws IOException {
        for (String line : Files.readAllLines(CASES)) {
            String once = TextNormaliser.normalise(line.split("\t", -1)[1]);
            assertThat(TextNormaliser.normalise(once)).isEqualTo(once);
        }
    }

    @Test
    void anythingIsText() {
        assertThat(TextNormaliser.normalise("")).isEmpty();
        assertThat(TextNormaliser.normalise("\0\0 \uD800 日本語 €")).isEmpty();
        assertThat(TextNormaliser.normalise("one ".repeat(10_000)).split(" ")).hasSize(10_000);
    }
}
