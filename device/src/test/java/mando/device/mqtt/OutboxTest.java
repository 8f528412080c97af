package mando.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import mando.device.mqtt.MessageBroker.Delivery;
import mando.device.mqtt.Outbox.Entry;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final Outbox outbox = new Outbox(4, 2);

    private static Entry entry(String topic, Delivery delivery) {
        return new Entry(topic, new byte[0], delivery, false);
    }

    private boolean addCommand(String topic) {
        return outbox.add(entry(topic, Delivery.AT_LEAST_ONCE));
    }

    private List<String> takeAll() {
        var topics = new ArrayList<String>();
        for (var next = outbox.next(); next.isPresent(); next = outbox.next()) {
            topics.add(next.get().topic);
        }
        return topics;
    }

    @Test
    void noMoreThanTheWindowIsUnacknowledged() {
        addCommand("1");
        addCommand("2");
        addCommand("3");
        var first = outbox.next().orElseThrow();
        assertThat(takeAll()).containsExactly("2");
        outbox.acknowledged(first);
        assertThat(takeAll()).containsExactly("3");
    }

    @Test
    void whatWasNotAcknowledgedIsSentAgainFirstAndInOrder() {
        addCommand("1");
        addCommand("2");
        addCommand("3");
        takeAll();
        outbox.requeue();
        assertThat(takeAll()).containsExactly("1", "2");
        assertThat(outbox.size()).isEqualTo(3);
    }

    @Test
    void theOldestTelemetryMakesWay() {
        outbox.add(entry("old", Delivery.AT_MOST_ONCE));
        addCommand("1");
        outbox.add(entry("new", Delivery.AT_MOST_ONCE));
        addCommand("2");
        assertThat(addCommand("3")).isTrue();
        assertThat(outbox.dropped()).isEqualTo(1);
        assertThat(takeAll()).containsExactly("1", "new", "2");
    }

    @Test
    void unacknowledgedMessagesCountTowardsTheCapacity() {
        for (int command = 0; command < 4; command++) {
            assertThat(addCommand("c")).isTrue();
        }
        takeAll();
        assertThat(addCommand("c")).isFalse();
        assertThat(outbox.dropped()).isZero();
    }
}
