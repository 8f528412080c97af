package mando.device.mqtt;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses between attempts: doubled each time up to a longest one, each ±25 % so that many clients do not return at once. */
final class Backoff {

    private static final double JITTER = 0.25;

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private double nextNanos;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        reset();
    }

    /** The next pause. */
    Duration next() {
        double jittered = nextNanos * (1 - JITTER + 2 * JITTER * random.nextDouble());
        nextNanos = Math.min(nextNanos * 2, (double) longest.toNanos());
        return Duration.ofNanos((long) jittered);
    }

    /** The next pause before jitter. */
    Duration upcoming() {
        return Duration.ofNanos((long) nextNanos);
    }

    /** Begins again with the first pause. */
    void reset() {
        nextNanos = Math.min(first.toNanos(), longest.toNanos());
    }
}
