package mando.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EspeakSpeakerTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void findsTheProgramOnThePathOnly() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        program("exit 0");

        assertThat(EspeakSpeaker.find(empty.toString(), "en")).isEmpty();
        assertThat(EspeakSpeaker.find("", "en")).isEmpty();
        assertThat(EspeakSpeaker.find(empty + ":" + folder, "en")).isPresent();
    }

    @Test
    void refusesAVoiceThatIsAnOption() {
        assertThatThrownBy(() -> new EspeakSpeaker(folder, "--help", LONG))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EspeakSpeaker(folder, "../voice", LONG))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givesTheTextToStandardInputAsItIs() throws IOException {
        Path heard = folder.resolve("heard");
        try (EspeakSpeaker speaker = new EspeakSpeaker(program("cat > '" + heard + "'; echo \"$@\" >> '" + heard + "'"),
                "en-us", LONG)) {
            speaker.say("-w /tmp/x `id` $(id);\n it is 21 °C [[h@l'oU]]");
        }

        assertThat(heard).content().isEqualTo("""
                -w /tmp/x `id` $(id); it is 21 °C h@l'oU
                -v en-us -s 160 -b 1 --stdin
                """);
    }

    @Test
    void speaksWithTheRealProgram() throws IOException {
        if (EspeakSpeaker.find(System.getenv("PATH"), "en").isEmpty()) {
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                throw new AssertionError("espeak-ng is missing: install it");
            }
            abort("Speaking is NOT tested: espeak-ng is missing; install it");
        }
        Path spoken = folder.resolve("spoken.wav");
        // The real one, told to write what there may be no loudspeaker for.
        Path program = program("PATH=" + System.getenv("PATH") + " exec espeak-ng \"$@\" -w '" + spoken + "'");
        try (EspeakSpeaker speaker = new EspeakSpeaker(program, "en-us", LONG)) {
            speaker.say("The kitchen light is on");
        }

        try (WavSource source = new WavSource(spoken)) {
            assertThat(source.durationSeconds()).isBetween(0.8, 4.0);
            int loudest = 0;
            for (short sample : Sound.all(source)) {
                loudest = Math.max(loudest, Math.abs(sample));
            }
            assertThat(loudest).isGreaterThan(3_000);
        }
    }

    @Test
    void saysNothingWhereThereIsNothingToSay() throws IOException {
        Path called = folder.resolve("called");
        try (EspeakSpeaker speaker = new EspeakSpeaker(program("touch '" + called + "'"), "en", LONG)) {
            speaker.say(" \n[]\t");
        }

        assertThat(called).doesNotExist();
    }

    @Test
    void cutsALongTextAtAWord() {
        String said = EspeakSpeaker.speakable("word ".repeat(500));

        assertThat(said.length()).isLessThanOrEqualTo(EspeakSpeaker.MAX_CHARACTERS);
        assertThat(said).endsWith("word");
        assertThat(EspeakSpeaker.speakable("x".repeat(5_000))).hasSize(EspeakSpeaker.MAX_CHARACTERS);
    }

    @Test
    void survivesAProgramThatFailsHangsOrIsMissing() throws IOException {
        say(program("echo no sound card >&2; exit 3"), LONG);
        say(program("exec sleep 600"), Duration.ofMillis(50));
        say(folder.resolve("missing"), LONG);

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void closingCutsShortWhatIsBeingSaid() throws Exception {
        Path started = folder.resolve("started");
        runFifo(started);
        EspeakSpeaker speaker = new EspeakSpeaker(program("echo > '" + started + "'; exec sleep 600"), "en", LONG);
        CompletableFuture<Void> saying = CompletableFuture.runAsync(() -> speaker.say("a long story"));
        // Opening the pipe waits for the program.
        assertThat(Files.readString(started)).isNotEmpty();

        speaker.close();
        speaker.close();

        saying.get(30, TimeUnit.SECONDS);
        speaker.say("nothing more");
    }

    private static void runFifo(Path path) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
    }

    private static void say(Path program, Duration timeout) {
        try (EspeakSpeaker speaker = new EspeakSpeaker(program, "en", timeout)) {
            speaker.say("hello");
        }
    }

    /** A shell script in the program's place: what a real one does with its input can only be heard. */
    private Path program(String script) throws IOException {
        Path program = folder.resolve("espeak-ng");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
