package mando.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UtteranceSoundTest {

    private static final int SECOND = AudioSource.SAMPLE_RATE;

    private final UtteranceSound sound = new UtteranceSound();

    @Test
    void tellsHowMuchLouderAPartIsThanTheNoise() {
        accept(100, 2 * SECOND);
        accept(1_000, SECOND);
        accept(100, SECOND);

        assertThat(sound.decibelsOverNoise(2 * SECOND, SECOND)).isCloseTo(20, within(0.1));
        assertThat(sound.decibelsOverNoise(4 * SECOND, 2 * SECOND)).isCloseTo(0, within(0.1));
    }

    @Test
    void remembersTheNoiseFromBeforeTheUtterance() {
        accept(100, 2 * SECOND);
        sound.clear();
        accept(1_000, SECOND);

        assertThat(sound.size()).isEqualTo(SECOND);
        assertThat(sound.decibelsOverNoise(SECOND, 0)).isCloseTo(20, within(0.1));
    }

    @Test
    void keepsNoMoreThanAnUtteranceCanHave() {
        accept(100, 29 * SECOND);
        assertThat(sound.isTooLong()).isFalse();
        accept(100, 2 * SECOND);
        assertThat(sound.isTooLong()).isTrue();
        sound.clear();
        assertThat(sound.isTooLong()).isFalse();
        assertThat(sound.size()).isZero();
    }

    private void accept(int amplitude, int count) {
        var block = new short[SECOND / 10];
        Arrays.fill(block, (short) amplitude);
        for (int given = 0; given < count; given += block.length) {
            sound.accept(block, block.length);
        }
    }
}
