package mando.deploy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import mando.deploy.demo.EmbeddedBroker;
import mando.device.configuration.Configuration;
import mando.device.configuration.ConfigurationReader;
import mando.device.mqtt.BrokerException;
import mando.device.mqtt.BrokerSettings;
import mando.device.mqtt.BrokerVisit;
import mando.device.mqtt.PahoBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BrokerCheckTest {

    @TempDir
    private Path folder;

    private static Optional<Configuration.Mqtt> mqtt(String host, int port, String more) {
        return ConfigurationReader.parse("devices: []\nmqtt: {host: %s, port: %d%s}\n".formatted(host, port, more),
                "test", ConfigurationReader.Drivers.REQUIRED).mqtt();
    }

    @Test
    void visitsARealBrokerAndDisturbsNobody() {
        try (var server = EmbeddedBroker.start();
                var daemon = new PahoBroker(BrokerSettings.of(server.host(), server.port(), "mando", "mando"),
                        new Random())) {
            daemon.connect();
            var heard = new CopyOnWriteArrayList<String>();
            daemon.subscribe("mando/#", message -> heard.add(message.topic() + " " + message.text()));
            var connections = new CopyOnWriteArrayList<Boolean>();
            daemon.addConnectionListener(connections::add);

            Finding finding = new BrokerCheck(mqtt(server.host(), server.port(), ""), 1, BrokerVisit::of).look();

            assertThat(finding).isInstanceOf(Finding.Ok.class);
            assertThat(finding.found()).startsWith(server.host() + ":" + server.port()).contains("connected in");
            assertThat(finding.facts().values()).containsKey("connectMillis");
            assertThat(daemon.connected()).isTrue();
            assertThat(heard).doesNotContain("mando/status offline");
            assertThat(connections).doesNotContain(false);
        }
    }

    @Test
    void aBrokerThatIsNotThereIsAFaultWithWhatToDo() {
        int port;
        try (var server = EmbeddedBroker.start()) {
            port = server.port();
        }
        assertThat(new BrokerCheck(mqtt("127.0.0.1", port, ""), 1, BrokerVisit::of).look())
                .isInstanceOfSatisfying(Finding.Fault.class, fault -> {
                    assertThat(fault.found()).isEqualTo("The MQTT broker 127.0.0.1:" + port
                            + " refuses the connection");
                    assertThat(fault.remedy()).contains("port");
                });
    }

    @Test
    void saysTheVersionAndUsesAClientIdOfItsOwn() {
        var settings = new CopyOnWriteArrayList<BrokerSettings>();

        Finding finding = new BrokerCheck(mqtt("home", 1883, ""), 42, asked -> {
            settings.add(asked);
            return new BrokerVisit.Welcome(Duration.ofMillis(7), Optional.of(Duration.ofMillis(2)),
                    Optional.of("mosquitto version 2.0.21"));
        }).look();

        assertThat(finding.found())
                .isEqualTo("home:1883, mosquitto version 2.0.21, connected in 7.0 ms, answers in 2.0 ms");
        assertThat(settings.getFirst().clientId()).isEqualTo("mando-doctor-42");
    }

    @Test
    void noBrokerIsWellAndABadPasswordFileIsAFault() throws Exception {
        assertThat(new BrokerCheck(Optional.empty(), 1, BrokerVisit::of).look()).isInstanceOf(Finding.Ok.class);
        Path none = folder.resolve("password");
        assertThat(new BrokerCheck(mqtt("home", 1883, ", username: me, password_file: " + none), 1, BrokerVisit::of)
                .look()).isInstanceOfSatisfying(Finding.Fault.class,
                        fault -> assertThat(fault.found()).contains(none.toString()));
        Files.writeString(none, "secret\n");
        assertThat(new BrokerCheck(mqtt("home", 1883, ", username: me, password_file: " + none), 1, _ -> {
            throw new BrokerException("ca.pem holds no certificate in PEM.");
        }).look()).isInstanceOf(Finding.Fault.class);
    }
}
