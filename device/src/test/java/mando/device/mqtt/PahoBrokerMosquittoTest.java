package mando.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import java.util.stream.IntStream;
import mando.device.mqtt.BrokerSettings.Credentials;
import mando.device.mqtt.MessageBroker.Delivery;
import mando.device.mqtt.MessageBroker.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PahoBrokerMosquittoTest extends PahoBrokerContract {

    @TempDir
    Path directory;

    private final int port = TestServer.freePort();
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.mosquitto(port, directory);
    }

    @AfterEach
    void stop() {
        // Null where the test is skipped.
        if (server != null) {
            server.close();
        }
    }

    @Override
    int port() {
        return port;
    }

    @Test
    void aBrokerThatStartsLaterIsFound() {
        server.close();
        try (var broker = new PahoBroker(settings(port), new Random(1))) {
            assertThat(broker.connect()).hasValueSatisfying(
                    sentence -> assertThat(sentence).isEqualTo("The MQTT broker 127.0.0.1:" + port
                            + " refuses the connection: check that the broker runs and the port is right."));
            var received = new Received<Message>();
            broker.subscribe("t", received::add);
            broker.publish("t", "kept", Delivery.AT_LEAST_ONCE, false);
            start();
            assertThat(received.next().text()).isEqualTo("kept");
        }
    }

    @Test
    void nothingIsLostWhenTheBrokerIsStoppedAndRestarted() throws Exception {
        try (var witness = new Witness(port, "numbered"); var broker = connected(settings(port))) {
            for (int number = 0; number < 80; number++) {
                broker.publish("numbered", Integer.toString(number), Delivery.AT_LEAST_ONCE, false);
            }
            var inOrder = new ArrayList<Integer>();
            inOrder.add(Integer.parseInt(witness.heard.next().payload()));
            server.close();
            for (int number = 80; number < 160; number++) {
                broker.publish("numbered", Integer.toString(number), Delivery.AT_LEAST_ONCE, false);
            }
            start();
            for (int number = 160; number < 200; number++) {
                broker.publish("numbered", Integer.toString(number), Delivery.AT_LEAST_ONCE, false);
            }
            while (inOrder.getLast() < 199) {
                int number = Integer.parseInt(witness.heard.next().payload());
                if (!inOrder.contains(number)) {
                    inOrder.add(number);
                }
            }
            assertThat(inOrder).containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
        }
    }

    @Test
    void theLastWillSaysOfflineWhenTheConnectionBreaks() throws Exception {
        var proxy = new FreezingProxy(port);
        try (var witness = new Witness(port, "mando/status"); var _ = connected(settings(proxy.port()))) {
            witness.heard.await(heard -> "online".equals(heard.payload()));
            proxy.close();
            witness.heard.await(heard -> "offline".equals(heard.payload()));
        }
    }

    @Test
    void refusedCredentialsAreOneSentenceAndNotTriedAgain(@TempDir Path strict) {
        int strictPort = TestServer.freePort();
        try (var _ = TestServer.mosquitto(strictPort, strict, "allow_anonymous false")) {
            try (var broker = new PahoBroker(settings(strictPort).withCredentials(new Credentials("pi", "wrong")),
                    new Random(1))) {
                assertThatThrownBy(broker::connect).isInstanceOf(BrokerException.class)
                        .hasMessage("The MQTT broker 127.0.0.1:" + strictPort
                                + " refuses the user name or password of \"pi\": correct them in the configuration.");
            }
            try (var broker = new PahoBroker(settings(strictPort), new Random(1))) {
                assertThatThrownBy(broker::connect).isInstanceOf(BrokerException.class)
                        .hasMessage("The MQTT broker 127.0.0.1:" + strictPort
                                + " refuses to be used without a user name and password: put them in the configuration.");
            }
        }
    }
}
