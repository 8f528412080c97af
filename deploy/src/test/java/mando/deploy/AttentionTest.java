package mando.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mando.deploy.Attention.Change;
import org.junit.jupiter.api.Test;

class AttentionTest {

    private static final int SECOND = 16_000;

    private final List<Change> changes = new ArrayList<>();
    private final Attention attention = Attention.onDemand(Duration.ofSeconds(5), changes::add);

    @Test
    void sleepsWhereNothingIsSaid() {
        assertThat(attention.awake()).isFalse();
        attention.wake("test");
        attention.elapse(4 * SECOND);
        assertThat(attention.awake()).isTrue();
        attention.elapse(SECOND);

        assertThat(attention.awake()).isFalse();
        assertThat(changes).containsExactly(Change.WOKE, Change.SLEPT);
    }

    @Test
    void waitsForWhoeverIsSpeakingButNotForEver() {
        attention.wake("test");
        for (int i = 0; i < 29; i++) {
            attention.elapse(SECOND);
            attention.speech();
            assertThat(attention.awake()).isTrue();
        }
        attention.elapse(SECOND);
        assertThat(attention.awake()).isFalse();
    }

    @Test
    void sleepsAfterACommandAndStaysForAnAnswer() {
        attention.wake("test");
        attention.utterance(true);
        assertThat(attention.awake()).isTrue();
        attention.utterance(false);

        assertThat(attention.awake()).isFalse();
        assertThat(changes).containsExactly(Change.WOKE);
    }

    @Test
    void alwaysNeverSleeps() {
        var open = Attention.always();
        open.utterance(false);
        open.sleep();
        open.elapse(1_000 * SECOND);

        assertThat(open.awake()).isTrue();
    }

    @Test
    void whereItAlwaysListensOnlyWhoWokeItOrWasAskedIsSpeakingToIt() {
        var open = Attention.always(Duration.ofSeconds(5));
        assertThat(open.addressed()).isFalse();
        open.wake("test");
        assertThat(open.addressed()).isTrue();
        open.elapse(5 * SECOND);
        assertThat(open.addressed()).isFalse();
        open.utterance(true);
        assertThat(open.addressed()).isTrue();
        open.utterance(false);
        assertThat(open.addressed()).isFalse();
        assertThat(open.awake()).isTrue();
    }
}
