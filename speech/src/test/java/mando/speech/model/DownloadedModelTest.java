package mando.speech.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import mando.speech.Recognizer;
import mando.speech.SpeechModel;
import mando.speech.WavSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vosk's own models cannot be had here: one of ours in their layout, without our dictionary, stands in. */
class DownloadedModelTest {

    @TempDir
    private Path folder;
    private Path downloaded;

    @BeforeEach
    void makeOne() throws IOException {
        Path made = new RecognitionModel(Path.of("../models/speech-en"), folder.resolve("cache"))
                .build(language("turn on the kitchen light", "switch the bedroom lamp"), RecognitionModel.Mode.FREE);
        downloaded = folder.resolve("downloaded");
        try (Stream<Path> files = Files.walk(made, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.toList()) {
                Files.copy(file, downloaded.resolve(made.relativize(file).toString()));
            }
        }
    }

    @Test
    void hearsTheHomesSentencesThroughItsOwnGraph() {
        assertThat(hear(build("turn on the kitchen light", "turn off the kitchen lamp"))).isEqualTo(
                "turn on the kitchen light");
        assertThat(hear(
                new RecognitionModel(downloaded, folder.resolve("cache")).build(language("switch the bedroom lamp"),
                        RecognitionModel.Mode.EXACT)))
                .doesNotContain("kitchen");
    }

    @Test
    void findsTheWordsInsideTheGrammar() throws IOException, InterruptedException {
        OpenFst.installed(downloaded.resolve("graph")).run(
                "fstconvert --fst_type=vector Gr.fst | fstsymbols --osymbols=words.txt > with && mv with Gr.fst && rm words.txt");

        assertThat(WordTable.read(downloaded.resolve("graph"))).containsKeys("turn", "kitchen",
                RecognitionModel.FILLER);
        assertThat(hear(build("turn on the kitchen light"))).isEqualTo("turn on the kitchen light");

        Path grammar = downloaded.resolve("graph/Gr.fst");
        Files.write(grammar, Arrays.copyOf(Files.readAllBytes(grammar), 200));
        assertThatThrownBy(() -> build("turn on the light")).isInstanceOf(SpeechModelException.class)
                .hasMessageContaining("cut short");
    }

    @Test
    void leavesOutSentencesWithWordsThatItDoesNotKnow() {
        assertThat(hear(build("turn on the kitchen light", "turn on the aquarium"))).isEqualTo(
                "turn on the kitchen light");
    }

    @Test
    void isUsedAsItIsWhereItHasOneGraphForAll() throws IOException {
        Files.createFile(downloaded.resolve("graph/HCLG.fst"));

        assertThat(build("turn on the kitchen light")).isEqualTo(downloaded);
    }

    @Test
    void isBuiltAnewWhereItWasMoved() throws IOException {
        build("turn on the kitchen light");
        Path moved = Files.move(downloaded, folder.resolve("moved"));

        assertThat(hear(new RecognitionModel(moved, folder.resolve("cache"))
                .build(language("turn on the kitchen light"), RecognitionModel.Mode.FREE)))
                .isEqualTo("turn on the kitchen light");
    }

    @Test
    void saysWhichWordsItDoesNotKnow() throws IOException {
        var model = new RecognitionModel(downloaded, folder.resolve("cache"));

        assertThat(model.unknown(List.of("kitchen", "aquarium"))).containsExactly("aquarium");
        Files.createFile(downloaded.resolve("lexicon.dict"));
        assertThat(model.unknown(List.of("kitchen", "aquarium"))).isEmpty();
    }

    private Path build(String... sentences) {
        return new RecognitionModel(downloaded, folder.resolve("cache")).build(language(sentences),
                RecognitionModel.Mode.FREE);
    }

    private static RecognitionModel.Language language(String... sentences) {
        return new RecognitionModel.Language(Stream.of(sentences).map(text -> new WeightedSentence(text, 1)).toList(),
                List.of(), List.of());
    }

    private static String hear(Path model) {
        var samples = new short[160_000];
        try (var speech = new SpeechModel(model);
                var recognizer = new Recognizer(speech);
                var source = new WavSource(Path.of("src/test/resources/mando/speech/turn-on-the-kitchen-light.wav"))) {
            int count;
            while ((count = source.read(samples)) > 0) {
                recognizer.accept(samples, count);
            }
            return recognizer.finish().text();
        }
    }
}
