package mando.speech.speaking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Speech through real ALSA to a file in a sound card's place. */
class VoiceTest {

    private static final Path ALSA = Path.of("/usr/share/alsa/alsa.conf");

    @TempDir
    private Path folder;

    @BeforeEach
    void needsAlsaAndEspeak() {
        boolean there = Files.exists(ALSA) && Synthesizer.espeak(System.getenv("PATH"), "en").isPresent();
        if (!there) {
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                throw new AssertionError("libasound2 or espeak-ng is missing: install them");
            }
            abort("Speaking aloud is NOT tested: libasound2 or espeak-ng is missing; install them");
        }
    }

    @Test
    void isHeardAtItsVolume() throws Exception {
        double loud = loudest(say(100, false));
        double soft = loudest(say(50, false));

        assertThat(loud).isGreaterThan(6_000);
        // 50 steps are 20 dB.
        assertThat(soft).isBetween(loud * 0.08, loud * 0.12);
    }

    @Test
    void isNotHeardInQuietHours() throws Exception {
        assertThat(say(100, true).remaining()).isZero();
    }

    private static double loudest(ShortBuffer samples) {
        int loudest = 0;
        while (samples.hasRemaining()) {
            loudest = Math.max(loudest, Math.abs(samples.get()));
        }
        return loudest;
    }

    private ShortBuffer say(int volume, boolean quiet) throws IOException, InterruptedException {
        Path raw = folder.resolve("said-" + volume + "-" + quiet + ".raw");
        Path file = Files.writeString(folder.resolve("asound.conf"), """
                <%s>
                pcm.!default { type plug slave.pcm { type file slave.pcm { type null } file "%s" format "raw" } }
                ctl.!default { type hw card 0 }
                """.formatted(ALSA, raw));
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), "-Djava.awt.headless=true", VoiceProbe.class.getName(),
                Integer.toString(volume), Boolean.toString(quiet), "The kitchen light is on");
        builder.environment().put("ALSA_CONFIG_PATH", file.toString());
        builder.environment().put("HOME", folder.toString());
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(process.waitFor()).isZero();
            assertThat(said).startsWith("first=");
        } finally {
            process.destroyForcibly();
        }
        return Files.exists(raw)
                ? ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer()
                : ShortBuffer.allocate(0);
    }
}
