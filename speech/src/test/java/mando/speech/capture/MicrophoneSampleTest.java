package mando.speech.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MicrophoneSampleTest {

    private static MicrophoneSample of(short... samples) {
        return MicrophoneSample.of(samples, 48_000, 2);
    }

    private static short[] square(int level, int offset) {
        var samples = new short[8_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (offset + (i / 40 % 2 == 0 ? level : -level));
        }
        return samples;
    }

    @Test
    void theLevelIsWithoutADirectCurrent() {
        assertThat(of(square(3_277, 0)).levelDbfs()).isCloseTo(-20, within(0.01));
        assertThat(of(square(3_277, 9_000)).levelDbfs()).isCloseTo(-20, within(0.01));
        assertThat(of(square(3_277, 0))).extracting(MicrophoneSample::still, MicrophoneSample::clippedRuns,
                MicrophoneSample::sampleRateHz, MicrophoneSample::channels).containsExactly(false, 0, 48_000, 2);
    }

    @Test
    void whatHardlyMovesIsDigitalSilence() {
        var still = new short[8_000];
        Arrays.fill(still, (short) 120);
        still[70] = 121;

        assertThat(of(still).still()).isTrue();
        assertThat(of(new short[8_000]).levelDbfs()).isEqualTo(ConditionedSource.SILENCE_DBFS);
        still[70] = 125;
        assertThat(of(still).still()).isFalse();
    }

    @Test
    void samplesSideBySideAtTheLimitAreOneDistortion() {
        assertThat(of(square(32_767, 0)).clippedRuns()).isEqualTo(1);
        var twice = new short[8_000];
        Arrays.fill(twice, 100, 105, Short.MAX_VALUE);
        Arrays.fill(twice, 200, 203, Short.MIN_VALUE);
        Arrays.fill(twice, 300, 302, Short.MAX_VALUE);
        assertThat(of(twice).clippedRuns()).isEqualTo(2);
    }
}
