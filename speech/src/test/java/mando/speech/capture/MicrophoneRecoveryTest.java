package mando.speech.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import mando.speech.AudioException;
import mando.speech.AudioSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a microphone does that no file can: it is pulled out, comes back, hangs. Scripted lines take a device's place here only. */
@Timeout(60)
class MicrophoneRecoveryTest {

    private static final MicrophoneSource.Patience QUICK = new MicrophoneSource.Patience(Duration.ofMillis(100),
            Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofMillis(50));

    private final List<CaptureEvent> events = new CopyOnWriteArrayList<>();

    /** A line that gives blocks of one value, then does what its end says. */
    private static final class Line implements AudioSource {

        private final short value;
        private final CountDownLatch closed = new CountDownLatch(1);
        private final boolean hangs;
        private int blocks;

        Line(int value, int blocks, boolean hangs) {
            this.value = (short) value;
            this.blocks = blocks;
            this.hangs = hangs;
        }

        @Override
        public int read(short[] samples) {
            if (blocks-- > 0) {
                samples[0] = value;
                return 1;
            }
            if (hangs) {
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return -1;
            }
            throw new AudioException("unplugged");
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private MicrophoneSource microphone(LinkedBlockingQueue<AudioSource> lines) {
        return new MicrophoneSource("test", () -> {
            AudioSource next = lines.poll();
            if (next == null) {
                throw new AudioException("not plugged in");
            }
            return next;
        }, null, events::add, QUICK);
    }

    private static int next(AudioSource source) {
        short[] one = new short[1];
        assertThat(source.read(one)).isEqualTo(1);
        return one[0];
    }

    @Test
    void comesBackAfterItWasUnplugged() {
        var lines = new LinkedBlockingQueue<AudioSource>(List.of(new Line(1, 2, false)));
        try (var microphone = microphone(lines)) {
            assertThat(next(microphone)).isEqualTo(1);
            assertThat(next(microphone)).isEqualTo(1);
            lines.add(new Line(2, 1, true));
            assertThat(next(microphone)).isEqualTo(2);

            assertThat(events).extracting(CaptureEvent::kind).containsExactly(CaptureEvent.Kind.LOST,
                    CaptureEvent.Kind.RECOVERED);
            assertThat(events.getFirst().text()).contains("unplugged");
        }
    }

    @Test
    void opensAHangingOneAgain() {
        var hanging = new Line(1, 1, true);
        try (var microphone = microphone(new LinkedBlockingQueue<>(List.of(hanging, new Line(2, 1, true))))) {
            assertThat(next(microphone)).isEqualTo(1);
            assertThat(next(microphone)).isEqualTo(2);

            assertThat(hanging.closed.getCount()).isZero();
            assertThat(events).extracting(CaptureEvent::kind).containsExactly(CaptureEvent.Kind.LOST,
                    CaptureEvent.Kind.RECOVERED);
            assertThat(events.getFirst().text()).contains("no sound for 100 ms");
        }
    }

    @Test
    void waitsForOneThatIsNotThereYetAndSaysSoOnce() throws Exception {
        var lines = new LinkedBlockingQueue<AudioSource>();
        var asked = new AtomicInteger();
        try (var microphone = new MicrophoneSource("test", () -> {
            asked.incrementAndGet();
            AudioSource line = lines.poll();
            if (line == null) {
                throw new AudioException("not plugged in");
            }
            return line;
        }, null, events::add, QUICK)) {
            while (asked.get() < 5) {
                Thread.sleep(1);
            }
            lines.add(new Line(3, 1, true));
            assertThat(next(microphone)).isEqualTo(3);
        }
        assertThat(events).extracting(CaptureEvent::text).containsExactly("not plugged in",
                "The microphone \"test\" gives sound again");
    }

    @Test
    void givesUpWhereTheDriverCannotBeClosed() {
        AudioSource stuck = new AudioSource() {
            private final CountDownLatch never = new CountDownLatch(1);

            @Override
            public int read(short[] samples) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return -1;
            }

            @Override
            public void close() {}
        };
        try (var microphone = microphone(new LinkedBlockingQueue<>(List.of(stuck)))) {
            assertThatThrownBy(() -> microphone.read(new short[10])).isInstanceOf(AudioException.class)
                    .hasMessageContaining("hangs").hasMessageContaining("restart");
        }
        assertThat(events).extracting(CaptureEvent::kind).containsExactly(CaptureEvent.Kind.LOST);
    }

    @Test
    void tellsOnceOfABurstOfDrops() throws Exception {
        var twoBlocks = new CountDownLatch(1);
        var bursting = new AudioSource() {
            private int blocks;

            @Override
            public int read(short[] samples) {
                blocks++;
                if (blocks > 150) {
                    // Later than the end of the burst.
                    sleep();
                    twoBlocks.countDown();
                }
                return samples.length;
            }

            private void sleep() {
                try {
                    Thread.sleep(30);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void close() {}
        };
        try (var microphone = microphone(new LinkedBlockingQueue<>(List.of(bursting)))) {
            twoBlocks.await();
            var all = new short[40_000];
            while (events.isEmpty()) {
                // Reading on ends the burst.
                microphone.read(all);
            }
            // 150 blocks of 20 ms into a ring of two seconds.
            assertThat(microphone.dropped()).isBetween(15_000L, 17_000L);
            assertThat(events).hasSize(1);
            assertThat(events.getFirst().kind()).isEqualTo(CaptureEvent.Kind.DROPPED);
        }
    }

    @Test
    void knowsADeviceWithoutItsSocket() {
        assertThat(MicrophoneLine.isNamed("USB Audio [plughw:2,0]", "usb audio")).isTrue();
        assertThat(MicrophoneLine.isNamed("USB Audio [plughw:2,0]", "USB Audio [plughw:2,0]")).isTrue();
        assertThat(MicrophoneLine.isNamed("USB Audio [plughw:2,0]", "USB")).isFalse();
        assertThat(MicrophoneLine.isNamed("default [default]", "other")).isFalse();
    }
}
