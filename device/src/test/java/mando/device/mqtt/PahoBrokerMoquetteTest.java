package mando.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

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
}
