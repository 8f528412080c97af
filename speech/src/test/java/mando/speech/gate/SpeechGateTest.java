package mando.speech.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mando.speech.AudioSource;
import mando.speech.WavSource;
import org.junit.jupiter.api.Test;

class SpeechGateTest {

    private static final int SECOND = AudioSource.SAMPLE_RATE;
    private static final Path SPEECH = Path.of("src/test/resources/mando/speech/turn-on-the-kitchen-light.wav");

    private final SpeechGate gate = new SpeechGate();
    private final List<Short> heard = new ArrayList<>();
    private int silences;
    private int passedBefore;

    private void accept(short[] sound) {
        for (int at = 0; at < sound.length; at += 800) {
            int count = Math.min(800, sound.length - at);
            var chunk = new short[count];
            System.arraycopy(sound, at, chunk, 0, count);
            gate.accept(chunk, count, new SpeechGate.Receiver() {
                @Override
                public void sound(short[] samples, int length) {
                    for (int i = 0; i < length; i++) {
                        heard.add(samples[i]);
                    }
                }

                @Override
                public void silence() {
                    silences++;
                }
            });
        }
    }

    private static short[] noise(int seconds, double deviation, int seed) {
        var random = new Random(seed);
        var noise = new short[seconds * SECOND];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) Math.round(random.nextGaussian() * deviation);
        }
        return noise;
    }

    private static short[] speech(double gain) {
        try (var source = new WavSource(SPEECH)) {
            var buffer = new short[10 * SECOND];
            int length = 0;
            var block = new short[1_000];
            int count;
            while ((count = source.read(block)) > 0) {
                for (int i = 0; i < count; i++) {
                    buffer[length++] = (short) (block[i] * gain);
                }
            }
            return java.util.Arrays.copyOf(buffer, length);
        }
    }

    /** Speech over noise that goes on. */
    private static short[] mixed(short[] speech, short[] noise, int at) {
        short[] sum = noise.clone();
        for (int i = 0; i < speech.length; i++) {
            sum[at + i] = (short) Math.clamp(sum[at + i] + speech[i], Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return sum;
    }

    @Test
    void shutsInSteadyNoiseAndStaysShut() {
        accept(noise(60, 30, 1));

        assertThat(silences).isEqualTo(1);
        assertThat(gate.passedShare()).isLessThan(0.12);
        int before = heard.size();
        accept(noise(600, 30, 2));
        assertThat(heard).hasSize(before);
    }

    @Test
    void letsEverySampleOfSpeechThroughWithItsBeginning() {
        short[] speech = speech(0.3);
        short[] noise = noise(20, 20, 3);
        int at = 12 * SECOND;
        accept(noise(12, 20, 4));
        passedBefore = heard.size();
        heard.clear();

        accept(mixed(speech, noise, at));

        assertThat(silences).isEqualTo(2);
        // One unbroken piece, in which the whole of the speech lies.
        short[] all = mixed(speech, noise, at);
        int start = indexOf(all, heard);
        assertThat(start).isLessThanOrEqualTo(at);
        assertThat(leftOut(start)).isZero();
        assertThat(start + heard.size()).isGreaterThanOrEqualTo(at + speech.length);
        assertThat(heard.size()).isLessThan(speech.length + 3 * SECOND);
    }

    @Test
    void opensForSoftSpeechInLoudNoise() {
        short[] speech = speech(0.5);
        double power = 0;
        for (short sample : speech) {
            power += (double) sample * sample / speech.length;
        }
        // 6 dB.
        double deviation = Math.sqrt(power) / 2;
        accept(noise(12, deviation, 5));
        heard.clear();

        accept(mixed(speech, noise(10, deviation, 6), 2 * SECOND));

        assertThat(heard.size()).isGreaterThan(speech.length);
    }

    @Test
    void isOpenAtTheBeginning() {
        short[] speech = speech(1);
        accept(speech);

        assertThat(heard).hasSize(speech.length);
        assertThat(gate.secondsSinceSpeech()).isLessThan(1.2);
    }

    @Test
    void getsUsedToAFan() {
        accept(noise(12, 5, 7));
        accept(noise(12, 300, 8));
        int before = heard.size();
        accept(noise(60, 300, 9));

        assertThat(heard).hasSize(before);
    }

    /** What lies between the pieces that passed, in multiples of three frames: the twelve seconds before, less what passed of them. */
    private int leftOut(int start) {
        return (int) ((12L * SECOND - passedBefore + start) % SpeechGate.PHASE);
    }

    private static int indexOf(short[] all, List<Short> part) {
        for (int start = 0; start + part.size() <= all.length; start++) {
            int same = 0;
            while (same < part.size() && all[start + same] == part.get(same)) {
                same++;
            }
            if (same == part.size()) {
                return start;
            }
        }
        throw new AssertionError("the gate tore the sound to pieces");
    }
}
