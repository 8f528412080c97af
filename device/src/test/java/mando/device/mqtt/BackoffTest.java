package mando.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void pausesDoubleUpToTheLongestWithinAQuarter() {
        var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(7));
        for (int expectedSeconds : new int[]{ 1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(backoff.next()).isBetween(Duration.ofMillis(expectedSeconds * 750L),
                    Duration.ofMillis(expectedSeconds * 1250L));
        }
        backoff.reset();
        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(1250));
    }

    @Test
    void clientsDoNotReturnTogether() {
        var random = new Random(7);
        var pauses = Stream.generate(() -> new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), random).next())
                .limit(20).distinct();
        assertThat(pauses).hasSizeGreaterThan(15);
    }
}
