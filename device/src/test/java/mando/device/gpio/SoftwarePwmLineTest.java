package mando.device.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SoftwarePwmLineTest {

    /** Counts pulses and remembers the last level. */
    private static final class Probe implements Line {

        private final LinkedBlockingQueue<Boolean> levels = new LinkedBlockingQueue<>(10_000);
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile boolean on;

        @Override
        public int pin() {
            return 18;
        }

        @Override
        public void set(boolean wanted) {
            on = wanted;
            levels.offer(wanted);
        }

        @Override
        public boolean on() {
            return on;
        }

        @Override
        public void close() {
            closed.countDown();
        }

        boolean next() throws InterruptedException {
            var level = levels.poll(5, TimeUnit.SECONDS);
            assertThat(level).as("the level within 5 s").isNotNull();
            return level;
        }
    }

    private final Probe probe = new Probe();

    @Test
    void aPartialDutyCycleAlternatesAndTheExtremesAreSteady() throws InterruptedException {
        try (var line = new SoftwarePwmLine(probe, 500, 0)) {
            assertThat(probe.next()).isFalse();
            line.set(50);
            for (int pulse = 0; pulse < 10; pulse++) {
                assertThat(probe.next()).isTrue();
                assertThat(probe.next()).isFalse();
            }
            line.set(100);
            while (!probe.next() || probe.levels.peek() != null) {
                // the pulses that were on their way
            }
            assertThat(probe.on()).isTrue();
        }
    }

    @Test
    void theThreadHasANameAndEndsWithTheLine() throws InterruptedException {
        var line = new SoftwarePwmLine(probe, 100, 30);
        probe.next();
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).contains("mando-pwm-18");
        line.close();
        line.close();
        assertThat(probe.closed.getCount()).isZero();
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).doesNotContain("mando-pwm-18");
    }
}
