package mando.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RecentTalkTest {

    private final RecentTalk talk = new RecentTalk();

    @Test
    void addsUpWhatWasSaidAndForgetsItSlowly() {
        talk.add(3, 10);
        talk.add(2, 12);

        assertThat(talk.secondsAt(12)).isCloseTo(2 + 3 * Math.exp(-0.2), within(1e-9));
        assertThat(talk.secondsAt(60)).isLessThan(0.1);
    }

    @Test
    void countsInFullWhatEndsWhenTheNextBegins() {
        talk.add(3, 10);

        assertThat(talk.secondsAt(9.9)).isEqualTo(3);
    }

    @Test
    void startsAnew() {
        talk.add(3, 10);
        talk.forget();

        assertThat(talk.secondsAt(10)).isZero();
    }
}
