package mando.inference.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplerTest {

    private static final float[] LOGITS = { 0, (float) Math.log(6), (float) Math.log(2), (float) Math.log(1)};

    @Test
    void greedyTakesTheFirstOfTheMostProbable() {
        assertThat(new Sampler(Sampling.greedy()).choose(new float[]{ 1, 3, 3, 2})).isEqualTo(1);
    }

    @Test
    void chanceFollowsTheProbabilities() {
        var sampler = new Sampler(new Sampling(1, 0, 1, 0, 5));
        long often = IntStream.range(0, 20_000).filter(_ -> sampler.choose(LOGITS) == 1).count();
        assertThat(often / 20_000.0).isCloseTo(0.6, within(0.02));
    }

    @Test
    void eachBoundLeavesOutTheImprobable() {
        assertThat(chosen(new Sampling(1, 2, 1, 0, 1))).containsOnly(1, 2);
        assertThat(chosen(new Sampling(1, 0, 0.5f, 0, 1))).containsOnly(1);
        assertThat(chosen(new Sampling(1, 0, 0.7f, 0, 1))).containsOnly(1, 2);
        assertThat(chosen(new Sampling(1, 0, 1, 0.3f, 1))).containsOnly(1, 2);
        assertThat(chosen(new Sampling(100, 0, 1, 0, 1))).contains(0, 1, 2, 3);
    }

    @Test
    void theSameSeedChoosesTheSame() {
        assertThat(chosen(new Sampling(1, 0, 1, 0, 9))).containsExactly(chosen(new Sampling(1, 0, 1, 0, 9)));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Sampling(Float.NaN, 0, 1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sampling(1, 0, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void logProbabilitiesAddUpToOne() {
        double sum = IntStream.range(0, 4).mapToDouble(i -> Math.exp(Sampler.logProbability(LOGITS, i))).sum();
        assertThat(sum).isCloseTo(1, within(1e-6));
    }

    private static int[] chosen(Sampling sampling) {
        var sampler = new Sampler(sampling);
        return IntStream.range(0, 500).map(_ -> sampler.choose(LOGITS)).toArray();
    }
}
