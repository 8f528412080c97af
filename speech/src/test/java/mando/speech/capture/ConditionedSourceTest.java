package mando.speech.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import mando.speech.AudioSource;
import org.junit.jupiter.api.Test;

class ConditionedSourceTest {

    private final List<CaptureEvent> events = new ArrayList<>();

    /** Sound by a formula, in blocks of odd size. */
    private static AudioSource sound(double seconds, IntToDoubleFunction wave) {
        int length = (int) (seconds * AudioSource.SAMPLE_RATE);
        return new AudioSource() {
            private int at;

            @Override
            public int read(short[] samples) {
                int count = Math.min(samples.length, length - at);
                for (int i = 0; i < count; i++) {
                    samples[i] = (short) Math.clamp(Math.round(wave.applyAsDouble(at++)), Short.MIN_VALUE,
                            Short.MAX_VALUE);
                }
                return count == 0 ? -1 : count;
            }

            @Override
            public void close() {}
        };
    }

    private static double sine(int at, double hertz) {
        return Math.sin(2 * Math.PI * hertz * at / AudioSource.SAMPLE_RATE);
    }

    /** The last second. */
    private static short[] end(ConditionedSource source) {
        var last = new short[AudioSource.SAMPLE_RATE];
        var block = new short[333];
        int count;
        while ((count = source.read(block)) > 0) {
            System.arraycopy(last, count, last, 0, last.length - count);
            System.arraycopy(block, 0, last, last.length - count, count);
        }
        return last;
    }

    private static double mean(short[] samples) {
        double sum = 0;
        for (short sample : samples) {
            sum += sample;
        }
        return sum / samples.length;
    }

    private static double rms(short[] samples) {
        double sum = 0;
        for (short sample : samples) {
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / samples.length);
    }

    @Test
    void takesADirectCurrentAwayAndLeavesSpeech() {
        short[] end = end(new ConditionedSource(sound(3, at -> 5_000 + 3_000 * sine(at, 200)), 0, events::add));

        assertThat(mean(end)).isCloseTo(0, within(5.0));
        assertThat(rms(end)).isCloseTo(3_000 / Math.sqrt(2), within(10.0));
    }

    @Test
    void amplifiesAndTellsTheLevelInDecibels() {
        var source = new ConditionedSource(sound(2, at -> 3_276.8 * sine(at, 400)), 6, events::add);

        end(source);

        // A sine is 3 dB below its peak: -20 - 3 + 6.
        assertThat(source.levelDbfs()).isCloseTo(-17f, within(0.1f));
        assertThat(events).isEmpty();
    }

    @Test
    void amplifyingStopsAtFullScale() {
        short[] end = end(new ConditionedSource(sound(2, at -> 20_000 * sine(at, 400)), 20, events::add));

        assertThat(end).contains((short) 32_767, (short) -32_768);
    }

    @Test
    void tellsOnceThatItIsMutedAndOnceThatItIsNot() {
        end(new ConditionedSource(sound(30, at -> at < 20 * 16_000 ? 7 + at % 2 : 100 * sine(at, 300)), 0,
                events::add));

        assertThat(events).extracting(CaptureEvent::kind).containsExactly(CaptureEvent.Kind.MUTED,
                CaptureEvent.Kind.UNMUTED);
        assertThat(events.getFirst().fault()).isTrue();
        assertThat(events.getFirst().text()).contains("alsamixer");
    }

    @Test
    void aQuietRoomIsNotMuted() {
        var random = new Random(1);
        end(new ConditionedSource(sound(30, _ -> random.nextGaussian() * 3), 0, events::add));

        assertThat(events).isEmpty();
    }

    @Test
    void tellsOnceOfDistortion() {
        end(new ConditionedSource(sound(60, at -> 60_000 * sine(at, 150)), 0, events::add));

        assertThat(events).extracting(CaptureEvent::kind).containsExactly(CaptureEvent.Kind.CLIPPED);
    }

    @Test
    void oneShoutIsNoFault() {
        end(new ConditionedSource(sound(30, at -> (at < 1_600 ? 60_000 : 3_000) * sine(at, 150)), 0, events::add));

        assertThat(events).isEmpty();
    }
}
