package mando.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import mando.device.mqtt.MessageBroker.Delivery;
import org.junit.jupiter.api.Test;

class PahoBrokerTest {

    private static BrokerSettings settings(String host, int port, int capacity) {
        return new BrokerSettings(host, port, Optional.empty(), Optional.empty(), "mando-test", "mando",
                Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(60), capacity);
    }

    @Test
    void aFullQueueDropsTelemetryButRefusesCommands() {
        try (var broker = new PahoBroker(settings("127.0.0.1", 1, 3), new Random(1))) {
            broker.publish("t", "telemetry", Delivery.AT_MOST_ONCE, false);
            for (int command = 0; command < 3; command++) {
                broker.publish("c", "command", Delivery.AT_LEAST_ONCE, false);
            }
            assertThat(broker.droppedTelemetry()).isEqualTo(1);
            assertThatThrownBy(() -> broker.publish("c", "one more", Delivery.AT_LEAST_ONCE, false))
                    .isInstanceOf(BrokerException.class).hasMessage(
                            "\"c\" cannot be published: 3 messages already wait for the MQTT broker 127.0.0.1:1.");
            broker.publish("t", "telemetry", Delivery.AT_MOST_ONCE, false);
            assertThat(broker.droppedTelemetry()).isEqualTo(2);
        }
    }

    @Test
    void anUnknownHostIsNamed() {
        try (var broker = new PahoBroker(settings("no-such-host.invalid", 1883, 10), new Random(1))) {
            assertThat(broker.connect())
                    .contains("The MQTT host \"no-such-host.invalid\" is unknown: check its name and the network.");
        }
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var broker = new PahoBroker(settings("127.0.0.1", silent.getLocalPort(), 10), new Random(1))) {
            assertThat(broker.connect()).contains("The MQTT broker 127.0.0.1:" + silent.getLocalPort()
                    + " does not answer: check that an MQTT broker, not something else, listens there.");
        }
    }

    @Test
    void topicsAreChecked() {
        try (var broker = new PahoBroker(settings("127.0.0.1", 1, 3), new Random(1))) {
            assertThatThrownBy(() -> broker.publish("a/#", "x", Delivery.AT_MOST_ONCE, false))
                    .isInstanceOf(BrokerException.class).hasMessageStartingWith("\"a/#\" is not a topic to publish to");
            assertThatThrownBy(() -> broker.subscribe("a/#/b", _ -> {})).isInstanceOf(BrokerException.class)
                    .hasMessageStartingWith("\"a/#/b\" is not a topic to subscribe to");
        }
    }
}
