package mando.speech.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SampleRingTest {

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final SampleRing ring = new SampleRing(4);
    private final short[] buffer = new short[10];

    @Test
    void keepsTheOrderOverItsEdge() throws InterruptedException {
        short value = 0;
        short expected = 0;
        for (int round = 0; round < 20; round++) {
            ring.write(new short[]{ value++, value++, value++}, 3);
            assertThat(ring.read(buffer, AT_ONCE)).isEqualTo(3);
            for (int i = 0; i < 3; i++) {
                assertThat(buffer[i]).isEqualTo(expected++);
            }
        }
        assertThat(ring.dropped()).isZero();
    }

    @Test
    void dropsTheOldestAndCounts() throws InterruptedException {
        ring.write(new short[]{ 1, 2, 3}, 3);
        ring.write(new short[]{ 4, 5, 6}, 3);

        assertThat(ring.dropped()).isEqualTo(2);
        assertThat(ring.read(buffer, AT_ONCE)).isEqualTo(4);
        assertThat(buffer).startsWith(3, 4, 5, 6);
    }

    @Test
    void keepsTheEndOfWhatIsLongerThanItself() throws InterruptedException {
        ring.write(new short[]{ 1}, 1);
        ring.write(new short[]{ 2, 3, 4, 5, 6, 7}, 6);

        assertThat(ring.dropped()).isEqualTo(3);
        assertThat(ring.read(buffer, AT_ONCE)).isEqualTo(4);
        assertThat(buffer).startsWith(4, 5, 6, 7);
    }

    @Test
    void givesNothingWhereNothingComes() throws InterruptedException {
        assertThat(ring.read(buffer, AT_ONCE)).isZero();
        assertThat(ring.read(buffer, Duration.ofMillis(1))).isZero();
    }

    @Test
    void wakesAReaderThatWaits() throws Exception {
        CompletableFuture<Integer> count = CompletableFuture.supplyAsync(() -> read(LONG));
        ring.write(new short[]{ 7}, 1);
        assertThat(count.get(30, TimeUnit.SECONDS)).isEqualTo(1);

        CompletableFuture<Integer> end = CompletableFuture.supplyAsync(() -> read(LONG));
        ring.close();
        assertThat(end.get(30, TimeUnit.SECONDS)).isEqualTo(-1);
    }

    private int read(Duration timeout) {
        try {
            return ring.read(buffer, timeout);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
