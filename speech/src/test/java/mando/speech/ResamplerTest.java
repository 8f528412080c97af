package mando.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {

    private static final int OUT = AudioSource.SAMPLE_RATE;

    @ParameterizedTest
    @CsvSource({ "4000,1500", "8000,3400", "11025,300", "22050,1000", "44100,50", "44100,7000", "48000,1000",
            "48000,7000",
            "96000,5000", "192000,7000", "44101,3000", "191999,6000"})
    void keepsATonesLevelAndPlace(int from, double hertz) throws IOException {
        float[] out = resample(new Tone(hertz, 0.5).samples(from, from / 2), from, OUT, 4_096);

        float[] expected = new Tone(hertz, 0.5).samples(OUT, out.length);
        float[] difference = new float[out.length];
        for (int i = 0; i < out.length; i++) {
            difference[i] = out[i] - expected[i];
        }
        // Away from the ends, where the silence outside is heard too: at least 54 dB down.
        assertThat(Tone.rootMeanSquare(difference, 400, out.length - 400)).isLessThan(0.5 / Math.sqrt(2) / 500);
    }

    @ParameterizedTest
    @CsvSource({ "44100,9000", "44100,12000", "44100,21000", "48000,8500", "48000,15000", "48000,23000", "96000,40000",
            "192000,17000"})
    void suppressesWhatTheOutputCannotHold(int from, double hertz) throws IOException {
        float[] out = resample(new Tone(hertz, 0.5).samples(from, from / 2), from, OUT, 4_096);

        assertThat(Tone.rootMeanSquare(out, 400, out.length - 400)).isLessThan(0.5 / 5_000);
    }

    @ParameterizedTest
    @CsvSource({ "8000,1000,7000", "4000,500,3500"})
    void addsNoImagesWhenTheRateRises(int from, double hertz, double image) throws IOException {
        float[] out = resample(new Tone(hertz, 0.5).samples(from, from / 2), from, OUT, 4_096);

        float[] middle = Arrays.copyOfRange(out, 400, out.length - 400);
        assertThat(Tone.amplitude(middle, hertz, OUT)).isCloseTo(0.5, within(0.001));
        assertThat(Tone.amplitude(middle, image, OUT)).isLessThan(0.5 / 5_000);
    }

    @ParameterizedTest
    @ValueSource(ints = { 4_000, 8_000, 11_025, 22_050, 32_000, 44_100, 48_000, 96_000, 192_000, 44_101, 191_999})
    void givesAsMuchSoundAsItTook(int from) throws IOException {
        for (int count : new int[]{ 0, 1, 2, 1_023, 1_024, 1_025, from}) {
            assertThat(resample(new float[count], from, OUT, 4_096)).as("%d samples", count)
                    .hasSize((int) (((long) count * OUT + from - 1) / from));
        }
    }

    @Test
    void doesNotDependOnHowItsInputIsCut() throws IOException {
        float[] input = new Tone(440, 0.5).samples(44_100, 20_000);
        float[] whole = resample(input, 44_100, OUT, 4_096);
        Random random = new Random(5);

        for (int trial = 0; trial < 20; trial++) {
            assertThat(resample(input, 44_100, OUT, 1 + random.nextInt(300))).isEqualTo(whole);
        }
    }

    /** Reads with blocks of this many samples on both sides. */
    private static float[] resample(float[] input, int from, int to, int block) throws IOException {
        int[] taken = { 0};
        Samples samples = (buffer, offset, length) -> {
            int count = Math.min(Math.min(length, block), input.length - taken[0]);
            if (count == 0) {
                return -1;
            }
            System.arraycopy(input, taken[0], buffer, offset, count);
            taken[0] += count;
            return count;
        };
        Resampler resampler = new Resampler(samples, from, to);
        float[] out = new float[16];
        int size = 0;
        while (true) {
            if (out.length < size + block) {
                out = Arrays.copyOf(out, 2 * (size + block));
            }
            int count = resampler.read(out, size, block);
            if (count < 0) {
                return Arrays.copyOf(out, size);
            }
            size += count;
        }
    }
}
