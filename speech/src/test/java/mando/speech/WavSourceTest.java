package mando.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WavSourceTest {

    private static final float[] SAMPLES = { 0, 0.5f, -0.5f, 0.25f, -0.75f, 0.9921875f, -1};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({ "1,8,false", "1,16,false", "1,24,false", "1,32,false", "3,32,false", "1,16,true", "1,24,true",
            "3,32,true"})
    void readsEveryCoding(int code, int bits, boolean extensible) throws IOException {
        for (int channels : new int[]{ 1, 2, 5}) {
            WavBytes wav = new WavBytes().code(code).bits(bits).channels(channels).samples(SAMPLES);
            Path file = write(extensible ? wav.extensible().bytes() : wav.bytes());

            try (WavSource source = new WavSource(file)) {
                assertThat(source.durationSeconds()).isEqualTo(SAMPLES.length / 16_000.0);
                assertThat(Sound.all(source)).containsExactly(0, 16_384, -16_384, 8_192, -24_576, 32_512, -32_768);
            }
        }
    }

    @Test
    void averagesItsChannels() throws IOException {
        byte[] wav = new WavBytes().channels(2).samples(0.5f, 0.5f).bytes();
        wav[wav.length - 1] = 0;
        wav[wav.length - 2] = 0;

        try (WavSource source = new WavSource(write(wav))) {
            assertThat(Sound.all(source)).containsExactly(16_384, 8_192);
        }
    }

    @ParameterizedTest
    @CsvSource({ "4000", "8000", "22050", "44100", "48000", "192000"})
    void bringsEveryRateTo16Kilohertz(int sampleRate) throws IOException {
        float[] tone = new Tone(1_000, 0.5).samples(sampleRate, sampleRate / 2);
        Path file = write(new WavBytes().sampleRate(sampleRate).samples(tone).bytes());

        short[] out;
        try (WavSource source = new WavSource(file)) {
            out = Sound.all(source);
        }
        float[] middle = new float[out.length - 800];
        for (int i = 0; i < middle.length; i++) {
            middle[i] = out[i + 400] / 32_768f;
        }
        assertThat(out).hasSize(8_000);
        assertThat(Tone.amplitude(middle, 1_000, AudioSource.SAMPLE_RATE)).isCloseTo(0.5, within(0.001));
    }

    @Test
    void passesOverOtherChunks() throws IOException {
        Path file = write(new WavBytes().chunkBefore("LIST", 33).samples(SAMPLES).bytes());

        try (WavSource source = new WavSource(file)) {
            assertThat(Sound.all(source)).hasSize(SAMPLES.length);
        }
    }

    @Test
    void readsToTheEndWhereTheWriterCouldNotKnowTheLength() throws IOException {
        for (long length : new long[]{ 0xffff_ffffL, 0x7fff_f000L}) {
            Path file = write(new WavBytes().samples(SAMPLES).dataLength(length).bytes());

            try (WavSource source = new WavSource(file)) {
                assertThat(Sound.all(source)).hasSize(SAMPLES.length);
            }
        }
    }

    @Test
    void takesWhatIsNoNumberForSilence() throws IOException {
        Path file = write(new WavBytes().code(WavBytes.FLOAT).bits(32)
                .samples(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 7).bytes());

        try (WavSource source = new WavSource(file)) {
            assertThat(Sound.all(source)).containsExactly(0, 32_767, -32_768, 32_767);
        }
    }

    @Test
    void refusesWhatIsNoWavFile() throws IOException {
        assertRefused("nothing".getBytes(StandardCharsets.US_ASCII), "it ends inside its header");
        assertRefused("RIFFxxxxAVI LISTxxxx".getBytes(StandardCharsets.US_ASCII),
                "it does not begin with RIFF and WAVE");
        assertRefused(new byte[0], "it ends inside its header");
        assertRefused(new WavBytes().channels(0).bytes(), "0 channels");
        assertRefused(new WavBytes().channels(200).samples(SAMPLES).bytes(), "200 channels");
        assertRefused(new WavBytes().sampleRate(0).samples(SAMPLES).bytes(), "0 Hz");
        assertRefused(new WavBytes().sampleRate(-1).samples(SAMPLES).bytes(), "4294967295 Hz");
        assertRefused(new WavBytes().code(7).bits(8).samples(SAMPLES).bytes(), "µ-law");
        assertRefused(new WavBytes().code(WavBytes.FLOAT).samples(SAMPLES).bytes(), "float of 16 bits");
        assertRefused(new WavBytes().samples(SAMPLES).dataLength(1_000).bytes(), "it is cut short");
        assertThatThrownBy(() -> new WavSource(folder.resolve("missing.wav"))).isInstanceOf(AudioException.class)
                .hasMessageContaining("missing.wav");
        assertThatThrownBy(() -> new WavSource(folder)).isInstanceOf(AudioException.class);
    }

    @Test
    void refusesEveryHalfWrittenFile() throws IOException {
        byte[] whole = new WavBytes().extensible().chunkBefore("LIST", 10).samples(SAMPLES).bytes();

        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length), "");
        }
    }

    @Test
    void survivesAnyBytesInItsHeader() throws IOException {
        byte[] whole = new WavBytes().extensible().chunkBefore("LIST", 10).samples(SAMPLES).bytes();
        Random random = new Random(11);

        int read = 0;
        for (int trial = 0; trial < 1_000; trial++) {
            byte[] damaged = whole.clone();
            for (int change = 0; change < 1 + trial % 4; change++) {
                damaged[12 + random.nextInt(80)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xff);
            }
            try (WavSource source = new WavSource(write(damaged))) {
                assertThat(Sound.all(source).length).isLessThanOrEqualTo(4 * whole.length);
                read++;
            } catch (AudioException e) {
                assertThat(e).hasMessageContaining("sound.wav").hasMessageNotContaining("null");
            }
        }
        assertThat(read).isBetween(1, 999);
    }

    @Test
    void saysWhenAFileShrinksWhileItIsRead() throws IOException {
        Path file = write(new WavBytes().samples(new float[100_000]).bytes());

        try (WavSource source = new WavSource(file)) {
            Files.write(file, new byte[44]);
            assertThatThrownBy(() -> Sound.all(source)).isInstanceOf(AudioException.class)
                    .hasMessageContaining("became shorter");
        }
    }

    @Test
    void endsOnceClosed() throws IOException {
        WavSource source = new WavSource(write(new WavBytes().samples(SAMPLES).bytes()));

        source.close();
        source.close();

        assertThat(source.read(new short[10])).isEqualTo(-1);
    }

    private void assertRefused(byte[] bytes, String reason) throws IOException {
        Path file = write(bytes);
        assertThatThrownBy(() -> new WavSource(file)).as("%d bytes", bytes.length).isInstanceOf(AudioException.class)
                .hasMessageStartingWith(file + " is not a WAV file").hasMessageContaining(reason);
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("sound.wav"), bytes);
    }
}
