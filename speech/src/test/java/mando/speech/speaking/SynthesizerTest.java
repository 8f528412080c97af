package mando.speech.speaking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynthesizerTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void findsTheProgramOnThePathOnly() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        program("espeak-ng", "exit 0");

        assertThat(Synthesizer.espeak(empty.toString(), "en")).isEmpty();
        assertThat(Synthesizer.espeak("", "en")).isEmpty();
        assertThat(Synthesizer.espeak(empty + ":" + folder, "en")).isPresent();
    }

    @Test
    void refusesAVoiceThatIsAnOption() {
        assertThatThrownBy(() -> Synthesizer.espeak("", "--help")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Synthesizer.espeak("", "../voice")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void speaksWithTheRealProgram() throws Exception {
        Optional<Synthesizer> espeak = Synthesizer.espeak(System.getenv("PATH"), "en-us");
        if (espeak.isEmpty()) {
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                throw new AssertionError("espeak-ng is missing: install it");
            }
            abort("Speaking is NOT tested: espeak-ng is missing; install it");
        }

        Clip clip = espeak.get().synthesize("The kitchen light is on");

        assertThat(clip.samples().length / (double) clip.sampleRateHz()).isBetween(0.8, 4.0);
        int loudest = 0;
        for (short sample : clip.samples()) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        assertThat(loudest).isGreaterThan(3_000);
        assertThat(espeak.get().synthesize("Done").samples().length).isLessThan(clip.samples().length);
    }

    @Test
    void givesTheTextToStandardInputAsItIs() throws Exception {
        Path heard = folder.resolve("heard");
        Path program = program("espeak-ng",
                "cat > '" + heard + "'; echo \"$@\" >> '" + heard + "'; head -c 100 /dev/zero");
        Synthesizer.espeak(program.getParent().toString(), "en-us").orElseThrow()
                .synthesize(Synthesizer.speakable("-w /tmp/x `id` $(id);\n it is 21 °C [[h@l'oU]]"));

        assertThat(heard).content().isEqualTo("""
                -w /tmp/x `id` $(id); it is 21 °C h@l'oU
                -v en-us -s 160 -b 1 --stdin --stdout
                """);
    }

    @Test
    void takesPipersRateFromItsVoice() throws Exception {
        program("piper", "cat > /dev/null; printf '\\001\\000\\002\\000'");
        Path voice = Files.createFile(folder.resolve("joe.onnx"));
        assertThat(Synthesizer.piper(folder.toString(), voice)).as("without its settings").isEmpty();
        Files.writeString(folder.resolve("joe.onnx.json"), "{\"audio\": {\"sample_rate\": 16000, \"quality\": \"x\"}}");

        Clip clip = Synthesizer.piper(folder.toString(), voice).orElseThrow().synthesize("hello");

        assertThat(clip.sampleRateHz()).isEqualTo(16_000);
        assertThat(clip.samples()).containsExactly((short) 1, (short) 2);
    }

    @Test
    void cutsALongTextAtAWord() {
        String said = Synthesizer.speakable("word ".repeat(500));

        assertThat(said.length()).isLessThanOrEqualTo(Synthesizer.MAX_CHARACTERS);
        assertThat(said).endsWith("word");
        assertThat(Synthesizer.speakable("x".repeat(5_000))).hasSize(Synthesizer.MAX_CHARACTERS);
        assertThat(Synthesizer.speakable(" \n[]\t")).isEmpty();
    }

    @Test
    void saysWhatAProgramDoesWrong() throws IOException {
        assertThatThrownBy(() -> run("exit 3", LONG)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> run("cat > /dev/null", LONG)).isInstanceOf(IOException.class)
                .hasMessageContaining("no sound");
        assertThatThrownBy(() -> run("exec sleep 600", Duration.ofMillis(50))).isInstanceOf(IOException.class)
                .hasMessageContaining("50 ms");
        assertThatThrownBy(() -> run("cat /dev/zero", LONG)).isInstanceOf(IOException.class)
                .hasMessageContaining("too long");
        assertThatThrownBy(() -> new Synthesizer(List.of(folder.resolve("missing").toString()), 0, LONG)
                .synthesize("hello")).isInstanceOf(IOException.class);
    }

    private Clip run(String script, Duration timeout) throws IOException, InterruptedException {
        return new Synthesizer(List.of(program("program", script).toString()), 16_000, timeout).synthesize("hello");
    }

    /** A shell script in the program's place: what a real one does wrong cannot be had. */
    private Path program(String name, String script) throws IOException {
        Path program = folder.resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
