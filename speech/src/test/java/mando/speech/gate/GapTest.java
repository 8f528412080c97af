package mando.speech.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GapTest {

    private final Gap gap = new Gap();

    @Test
    void isNoneWhereAllIsGiven() {
        for (int i = 0; i < 3; i++) {
            assertThat(gap.before(800)).isZero();
            gap.elapse(800);
        }
    }

    @Test
    void countsEachSampleOnce() {
        gap.elapse(800);
        gap.elapse(800);
        // A pre-roll of 400 of them, then what is new.
        long first = gap.before(400);
        long then = gap.before(800);
        gap.elapse(800);
        gap.elapse(1_600);
        long second = gap.before(800);

        assertThat(first).isEqualTo(1_600);
        assertThat(then).isZero();
        assertThat(first + second).isEqualTo(800 + 800 + 800 + 1_600 - 400 - 800);
    }
}
