package mando.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import mando.device.mqtt.MessageBroker.Delivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerVisitTest {

    private static BrokerSettings settings(int port) {
        return new BrokerSettings("127.0.0.1", port, Optional.empty(), Optional.empty(), "mando-visitor", "mando",
                Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(60), 10);
    }

    @Test
    void aVisitPublishesNothing() throws Exception {
        int port = TestServer.freePort();
        try (var _ = TestServer.moquette(port);
                var witness = new Witness(port, "#");
                var last = new PahoBroker(BrokerSettings.of("127.0.0.1", port, "last", "last"), new Random(1))) {
            assertThat(BrokerVisit.of(settings(port))).isInstanceOf(BrokerVisit.Welcome.class);

            last.connect();
            // The first that is heard at all is what came after the visit.
            last.publish("after", "visit", Delivery.AT_LEAST_ONCE, false);
            assertThat(witness.heard.next().topic()).isIn("last/status", "after");
        }
    }

    @Test
    void mosquittoTellsItsVersion(@TempDir Path directory) {
        int port = TestServer.freePort();
        try (var _ = TestServer.mosquitto(port, directory)) {
            assertThat(BrokerVisit.of(settings(port))).isInstanceOfSatisfying(BrokerVisit.Welcome.class, welcome -> {
                assertThat(welcome.version()).hasValueSatisfying(version -> assertThat(version).contains("mosquitto"));
                assertThat(welcome.roundTrip()).isPresent();
            });
        }
    }

    @Test
    void aServerThatNeverAnswersIsARefusal() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(BrokerVisit.of(settings(silent.getLocalPort())))
                    .isInstanceOfSatisfying(BrokerVisit.Refusal.class, refusal -> {
                        assertThat(refusal.wrong()).endsWith("does not answer");
                        assertThat(refusal.remedy()).isPresent();
                    });
        }
    }
}
