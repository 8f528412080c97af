package mando.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import mando.speech.model.SpeechModelException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a model, there is a sentence about it, and the process lives: each damage here was seen to end or to hang libvosk's. */
class SpeechModelTest {

    @TempDir
    private static Path cache;

    @TempDir
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        Path intact = SmallHome.model(cache);
        try (Stream<Path> files = Files.walk(intact, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(intact.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @Test
    void loadsWhatIsIntact() {
        assertThatCode(() -> new SpeechModel(folder).close()).doesNotThrowAnyException();
    }

    @Test
    void saysWhereThereIsNone() {
        assertThatThrownBy(() -> new SpeechModel(folder.resolve("nowhere"))).isInstanceOf(SpeechModelException.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> new SpeechModel(folder.resolve("conf/model.conf")))
                .isInstanceOf(SpeechModelException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "am/final.mdl", "conf/model.conf", "conf/mfcc.conf", "graph/Gr.fst", "graph/HCLr.fst",
            "graph/words.txt", "graph/disambig_tid.int", "graph/phones/word_boundary.int"})
    void saysWhatIsMissingOrEmptyOrCutShort(String name) throws IOException {
        Path file = folder.resolve(name);
        byte[] whole = Files.readAllBytes(file);

        if (!name.endsWith("disambig_tid.int")) {
            Files.write(file, Arrays.copyOf(whole, whole.length / 2));
            assertRefused(name);
            Files.write(file, new byte[0]);
            assertRefused(name);
        }
        Files.delete(file);
        assertRefused(name);
    }

    @Test
    void refusesLabelsThatAreThoseOfSounds() throws IOException {
        // Seen to keep libvosk searching without end.
        Files.writeString(folder.resolve("graph/disambig_tid.int"), "31\n");

        assertRefused("disambig_tid.int");
    }

    @Test
    void refusesOptionsThatAreNone() throws IOException {
        Files.writeString(folder.resolve("conf/mfcc.conf"), "--use-energy=false\n--\n");

        assertRefused("mfcc.conf");
    }

    @ParameterizedTest
    @ValueSource(strings = { "graph/Gr.fst", "graph/HCLr.fst"})
    void survivesAnyBytesInItsGraphs(String name) throws IOException {
        Path file = folder.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(17);

        int refused = 0;
        for (int trial = 0; trial < 300; trial++) {
            byte[] damaged = whole.clone();
            int at = random.nextInt(damaged.length);
            for (int i = at; i < Math.min(at + 16, damaged.length); i++) {
                damaged[i] ^= (byte) 0xa5;
            }
            Files.write(file, damaged);
            try {
                ModelFolder.frameSubsampling(folder);
            } catch (SpeechModelException e) {
                assertThat(e).hasMessageContaining(name);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void tellsTimesOnTheStreamsScaleWhateverTheLengthOfItsFrames() throws IOException {
        Path options = folder.resolve("conf/model.conf");
        Files.writeString(options, Files.readString(options).replace("subsampling-factor=3", "subsampling-factor=1"));
        short[] recording;
        try (WavSource source = new WavSource(SmallHome.recording())) {
            recording = Sound.all(source);
        }

        try (SpeechModel model = new SpeechModel(folder); Recognizer recognizer = new Recognizer(model)) {
            for (int round = 0; round < 3; round++) {
                double begin = recognizer.positionSeconds();
                recognizer.accept(recording, recording.length);
                Transcript transcript = recognizer.finish();

                assertThat(transcript.text()).isEqualTo("turn on the kitchen light");
                assertThat(transcript.startSeconds() - begin).isBetween(0.0, 0.4);
                assertThat(recognizer.positionSeconds() - transcript.endSeconds()).isBetween(0.0, 0.4);
            }
        }
    }

    @Test
    void cannotBeUsedOnceClosed() {
        SpeechModel model = new SpeechModel(folder);
        model.close();

        assertThatThrownBy(() -> new Recognizer(model)).isInstanceOf(IllegalStateException.class);
    }

    private void assertRefused(String name) {
        assertThatThrownBy(this::use).as(name).isInstanceOf(SpeechModelException.class)
                .hasMessageContaining(folder.toString());
    }

    private void use() {
        try (SpeechModel model = new SpeechModel(folder)) {
            new Recognizer(model).close();
        }
    }
}
