package mando.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import mando.device.mqtt.MessageBroker.Delivery;
import mando.device.mqtt.MessageBroker.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PahoBrokerMoquetteTest extends PahoBrokerContract {

    private static final int PORT = TestServer.freePort();
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.moquette(PORT);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    int port() {
        return PORT;
    }

    @Test
    void subscriptionsSurviveARestartOfTheBroker() {
        try (var broker = connected(settings(PORT))) {
            var received = new Received<Message>();
            var connection = new Received<Boolean>();
            broker.subscribe("home/#", received::add);
            broker.addConnectionListener(connection::add);
            assertThat(connection.next()).isTrue();
            server.close();
            connection.await(now -> !now);
            assertThat(broker.connected()).isFalse();
            server = TestServer.moquette(PORT);
            connection.await(now -> now);
            broker.publish("home/door", "OPEN", Delivery.AT_LEAST_ONCE, false);
            assertThat(received.next().text()).isEqualTo("OPEN");
        }
    }

    @Test
    void aHalfOpenConnectionIsNoticedAndReplaced() throws Exception {
        var usual = settings(port());
        try (var proxy = new FreezingProxy(port())) {
            var quick = new BrokerSettings("127.0.0.1", proxy.port(), usual.credentials(), usual.tls(),
                    usual.clientId(),
                    usual.baseTopic(), Duration.ofSeconds(1), usual.connectTimeout(), usual.firstRetry(),
                    usual.longestRetry(), usual.queueCapacity());
            try (var broker = connected(quick)) {
                var connection = new Received<Boolean>();
                var received = new Received<Message>();
                broker.subscribe("t", received::add);
                broker.addConnectionListener(connection::add);
                assertThat(connection.next()).isTrue();
                proxy.freeze();
                broker.publish("t", "into the void", Delivery.AT_LEAST_ONCE, false);
                connection.await(now -> !now);
                connection.await(now -> now);
                assertThat(received.next().text()).isEqualTo("into the void");
            }
        }
    }
}
