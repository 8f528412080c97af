package mando.speech.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The microphone through real ALSA, with a file in a sound card's place. ALSA reads its configuration once and by the environment, so that each
 * test is a process of its own.
 */
class MicrophoneSourceTest {

    private static final Path ALSA = Path.of("/usr/share/alsa/alsa.conf");

    @TempDir
    private Path folder;

    @BeforeEach
    void needsAlsa() {
        if (!Files.exists(ALSA)) {
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                throw new AssertionError(ALSA + " is missing: install libasound2");
            }
            abort("The microphone is NOT tested: " + ALSA + " is missing; install libasound2");
        }
    }

    @Test
    void readsTheDefaultDeviceSampleForSample() throws Exception {
        ByteBuffer ramp = ByteBuffer.allocate(2 * 60_000).order(ByteOrder.LITTLE_ENDIAN);
        for (int value = -30_000; value < 30_000; value++) {
            ramp.putShort((short) value);
        }
        Path raw = Files.write(folder.resolve("ramp.raw"), ramp.array());

        String said = probe("""
                pcm.!default { type file slave.pcm { type null } file "/dev/null" infile "%s" format "raw" }
                ctl.!default { type hw card 0 }
                """.formatted(raw), "default", 8_000);

        // Such a device is not paced: a reader that the machine holds up for long enough loses some, and is told so.
        assertThat(said).matches("(first=-30000 jumps=0 lost=0|.* lost=[1-9]\\d*) capturing=.*");
        assertThat(said).contains("capturing=true after=false end=-1");
    }

    @Test
    void takesASampleOfTheDefaultDevice() throws Exception {
        var noise = new byte[4 * 60_000];
        new Random(1).nextBytes(noise);

        assertThat(sample(noise)).startsWith("MicrophoneSample[sampleRateHz=16000, channels=1, ")
                .contains("still=false");
        assertThat(sample(new byte[noise.length])).contains("levelDbfs=-96.0, still=true, clippedRuns=0");
    }

    private String sample(byte[] sound) throws IOException, InterruptedException {
        return probe("""
                pcm.!default { type file slave.pcm { type null } file "/dev/null" infile "%s" format "raw" }
                ctl.!default { type hw card 0 }
                """.formatted(Files.write(folder.resolve("sound.raw"), sound)), "default", 0);
    }

    @Test
    void namesTheMicrophonesThatThereAre() throws Exception {
        assertThat(probe("", "no such device", 1)).startsWith("refused: There is no microphone \"no such device\"; ");
    }

    @Test
    void saysWhereThereIsNoMicrophone() throws Exception {
        assertThat(probe("pcm.!default { type hw card 31 }\n", "default", 1)).startsWith("refused: ")
                .containsAnyOf("There is no microphone", "cannot be opened");
    }

    private String probe(String configuration, String device, int samples) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("asound.conf"), "<" + ALSA + ">\n" + configuration);
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"), "-Djava.awt.headless=true", MicrophoneProbe.class.getName(),
                device,
                Integer.toString(samples));
        builder.environment().put("ALSA_CONFIG_PATH", file.toString());
        builder.environment().put("HOME", folder.toString());
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(process.waitFor()).isZero();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
