package mando.inference.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import mando.inference.generation.Generation.End;
import mando.inference.generation.Generation.Limits;
import mando.inference.generation.Generation.Text;
import mando.inference.gguf.GgufFile;
import mando.inference.gguf.GgufWriter;
import mando.inference.tokenizer.Tokenizer;
import mando.inference.tokenizer.TokenizerFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationTest {

    private static final String TEXT = "Hé🙂lo!";
    private static final int[] BEGINNING = { RecitingModel.token((byte) 'H')};

    @TempDir
    private Path folder;
    private RecitingModel reciting;
    private final List<String> pieces = new ArrayList<>();

    @BeforeEach
    void makeModel() {
        reciting = RecitingModel.of(folder, TEXT.getBytes(StandardCharsets.UTF_8));
    }

    private Text generate(Limits limits, int... prompt) {
        return reciting.generation().generate(prompt, new Sampler(Sampling.greedy()), limits, pieces::add);
    }

    private String decoded(Text text) {
        return reciting.tokenizer().decode(text.tokens().stream().mapToInt(Integer::intValue).toArray());
    }

    @Test
    void writesUntilTheEndTokenWhichIsNoText() {
        Text text = generate(Limits.of(50), BEGINNING);
        assertThat(text.end()).isEqualTo(End.COMPLETE);
        assertThat(decoded(text)).isEqualTo("é🙂lo!");
        assertThat(text.tokens()).doesNotContain(RecitingModel.END);
    }

    @Test
    void aCharacterAppearsWhenItIsWhole() {
        generate(Limits.of(50), BEGINNING);
        assertThat(pieces).containsExactly("", "é", "", "", "", "🙂", "l", "o", "!", "");
    }

    @Test
    void aCharacterThatWasCutOffIsShownAsSuchAtTheEnd() {
        Text text = generate(Limits.of(4), BEGINNING);
        assertThat(text.end()).isEqualTo(End.LENGTH);
        assertThat(text.tokens()).hasSize(4);
        assertThat(String.join("", pieces)).isEqualTo("é\uFFFD");
    }

    @Test
    void theProbabilityIsThatOfTheTokensWritten() {
        // One of 257 logits is √width (a one among zeros, normalised), the others are 0; seven bytes and the end are as probable.
        Text text = generate(Limits.of(50), BEGINNING);
        double one = -Math.log(1 + 256 * Math.exp(-Math.sqrt(288)));
        assertThat(text.logProbability()).isCloseTo(10 * one, within(1e-4));
    }

    @Test
    void stopsWhereItsCallerSaysSo() {
        Text text = reciting.generation().generate(BEGINNING, new Sampler(Sampling.greedy()),
                new Limits(50, Duration.ofDays(1), () -> pieces.size() == 6), pieces::add);
        assertThat(text.end()).isEqualTo(End.CANCELLED);
        assertThat(decoded(text)).isEqualTo("é🙂");
        Text none = generate(new Limits(50, Duration.ofDays(1), () -> true), BEGINNING);
        assertThat(none.tokens()).isEmpty();
        assertThat(none.end()).isEqualTo(End.CANCELLED);
    }

    @Test
    void keepsWhatWasWrittenUntilTheDeadline() {
        Text none = generate(new Limits(50, Duration.ZERO, () -> false), BEGINNING);
        assertThat(none.end()).isEqualTo(End.DEADLINE);
        assertThat(none.tokens()).isEmpty();
        pieces.clear();
        Duration time = Duration.ofSeconds(2);
        Text some = reciting.generation().generate(BEGINNING, new Sampler(Sampling.greedy()),
                new Limits(50, time, () -> false), piece -> {
                    pieces.add(piece);
                    if (piece.equals("é")) {
                        sleep(time);
                    }
                });
        assertThat(some.end()).isEqualTo(End.DEADLINE);
        assertThat(decoded(some)).isEqualTo("é");
    }

    @Test
    void theSessionsRoomIsABoundToo() {
        Text text = generate(Limits.of(500),
                IntStream.generate(() -> BEGINNING[0]).limit(reciting.context()).toArray());
        assertThat(text.end()).isEqualTo(End.LENGTH);
        assertThat(text.tokens()).isEmpty();
        Text one = generate(Limits.of(500),
                IntStream.generate(() -> BEGINNING[0]).limit(reciting.context() - 1).toArray());
        assertThat(one.tokens()).hasSize(1);
    }

    @Test
    void promptsThatCannotBeAreRefusedAndForgetNothing() {
        Generation generation = reciting.generation();
        var sampler = new Sampler(Sampling.greedy());
        assertRefused(generation, sampler, "0 tokens do not fit");
        assertRefused(generation, sampler, "65 tokens do not fit the 64 positions", new int[65]);
        assertRefused(generation, sampler, "token 257 is not in the vocabulary of 257", 1, 257);
        assertRefused(generation, sampler, "token -1 is not in the vocabulary", -1);
        assertThat(pieces).isEmpty();
        assertThat(decoded(generation.generate(BEGINNING, sampler, Limits.of(50), pieces::add))).isEqualTo("é🙂lo!");
        assertRefused(generation, sampler, "65 tokens do not fit", new int[65]);
        assertThat(decoded(generation.generate(BEGINNING, sampler, Limits.of(50), pieces::add))).isEqualTo("é🙂lo!");
    }

    private void assertRefused(Generation generation, Sampler sampler, String problem, int... prompt) {
        assertThatThrownBy(() -> generation.generate(prompt, sampler, Limits.of(5), pieces::add))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(problem);
    }

    @Test
    void aTokenizerOfAnotherVocabularyIsRefused() {
        Path other = TokenizerFiles.describe(new GgufWriter(), List.of("a b")).write(folder.resolve("other.gguf"));
        try (GgufFile file = GgufFile.open(other)) {
            Tokenizer tokenizer = Tokenizer.of(file);
            assertThatThrownBy(() -> new Generation(reciting.model(), tokenizer, 10))
                    .hasMessage("a tokenizer of 258 tokens does not fit a model of 257");
        }
        assertThatThrownBy(() -> new Generation(reciting.model(), reciting.tokenizer(), 65))
                .hasMessageContaining("65 positions does not fit");
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
