package mando.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import mando.device.mqtt.MessageBroker.Delivery;
import mando.device.mqtt.MessageBroker.Message;
import org.junit.jupiter.api.Test;

/** What {@link PahoBroker} must do with any real broker, over TCP. */
abstract class PahoBrokerContract {

    /** Where the broker listens. */
    abstract int port();

    static BrokerSettings settings(int port) {
        return new BrokerSettings("127.0.0.1", port, Optional.empty(), Optional.empty(), "mando-test", "mando",
                Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofMillis(400), 1000);
    }

    static PahoBroker connected(BrokerSettings settings) {
        var broker = new PahoBroker(settings, new Random(1));
        assertThat(broker.connect()).isEmpty();
        return broker;
    }

    @Test
    void aMessageIsPublishedAndReceived() {
        try (var broker = connected(settings(port()))) {
            var received = new Received<Message>();
            broker.subscribe("home/+/state", received::add);
            broker.publish("home/lamp/state", "ON", Delivery.AT_LEAST_ONCE, false);
            broker.publish("home/lamp/other", "no", Delivery.AT_LEAST_ONCE, false);
            broker.publish("home/fan/state", "OFF", Delivery.AT_MOST_ONCE, false);
            assertThat(received.next()).returns("home/lamp/state", Message::topic).returns("ON", Message::text);
            assertThat(received.next()).returns("home/fan/state", Message::topic).returns("OFF", Message::text);
        }
    }

    @Test
    void aClosedSubscriptionHearsNothingMore() {
        try (var broker = connected(settings(port()))) {
            var ended = new Received<Message>();
            var other = new Received<Message>();
            var subscription = broker.subscribe("a", ended::add);
            broker.subscribe("b", other::add);
            subscription.close();
            subscription.close();
            broker.publish("a", "1", Delivery.AT_LEAST_ONCE, false);
            broker.publish("b", "2", Delivery.AT_LEAST_ONCE, false);
            assertThat(other.next().text()).isEqualTo("2");
            assertThat(ended.isEmpty()).isTrue();
        }
    }

    @Test
    void othersSeeOnlineThenOfflineWhenClosed() throws Exception {
        try (var witness = new Witness(port(), "mando/status")) {
            try (var _ = connected(settings(port()))) {
                witness.heard.await(heard -> "online".equals(heard.payload()));
            }
            assertThat(witness.heard.next().payload()).isEqualTo("offline");
        }
    }

    @Test
    void whatIsQueuedIsSentBeforeClosing() throws Exception {
        try (var witness = new Witness(port(), "n/#")) {
            try (var broker = connected(settings(port()))) {
                for (int number = 0; number < 100; number++) {
                    broker.publish("n/" + number, "x", Delivery.AT_LEAST_ONCE, false);
                }
            }
            witness.heard.await(heard -> "n/99".equals(heard.topic()));
        }
    }

    @Test
    void aBacklogOfRetainedMessagesDoesNotBlockSubscribing() throws Exception {
        try (var witness = new Witness(port(), "none")) {
            for (int number = 0; number < 200; number++) {
                witness.publish("backlog/" + number, "m", true);
            }
            try (var broker = connected(settings(port()))) {
                var topics = new Received<String>();
                var late = new Received<Message>();
                broker.subscribe("backlog/#", message -> {
                    // From a handler, with more than ten messages waiting: where Paho locks up.
                    if ("backlog/3".equals(message.topic())) {
                        broker.subscribe("echo", late::add);
                        broker.publish("echo", "done", Delivery.AT_LEAST_ONCE, false);
                    }
                    topics.add(message.topic());
                });
                var seen = new HashSet<String>();
                while (seen.size() < 200) {
                    seen.add(topics.next());
                }
                assertThat(seen).contains("backlog/0", "backlog/199");
                assertThat(late.next().text()).isEqualTo("done");
            }
        }
    }

    @Test
    void manyMessagesKeepTheirOrder() {
        try (var broker = connected(settings(port()))) {
            var received = new Received<Message>();
            broker.subscribe("n", received::add);
            IntStream.range(0, 500)
                    .forEach(number -> broker.publish("n", Integer.toString(number), Delivery.AT_LEAST_ONCE, false));
            for (int number = 0; number < 500; number++) {
                assertThat(received.next().text()).isEqualTo(Integer.toString(number));
            }
        }
    }

    @Test
    void closingTwiceAndUsingAClosedBroker() {
        var broker = connected(settings(port()));
        broker.close();
        broker.close();
        assertThat(broker.connected()).isFalse();
        assertThatThrownBy(() -> broker.publish("t", "x", Delivery.AT_LEAST_ONCE, false))
                .isInstanceOf(BrokerException.class)
                .hasMessage("\"t\" cannot be published: the MQTT connection is closed.");
    }
}
