package mando.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import mando.device.Command;
import mando.device.mqtt.MessageBroker.Delivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With Mosquitto: Moquette 0.17 does not mark retained messages as such. */
class CommandSubscriberTest {

    @Test
    void anOldRetainedCommandIsNotCarriedOut(@TempDir Path directory) throws Exception {
        int port = TestServer.freePort();
        try (var _ = TestServer.mosquitto(port, directory);
                var other = new Witness(port, "none");
                var broker = new PahoBroker(BrokerSettings.of("127.0.0.1", port, "mando", "mando"), new Random(1))) {
            other.publish("mando/pump/set", "ON", true);
            assertThat(broker.connect()).isEmpty();
            var commands = new Received<Command>();
            var settled = new Received<Boolean>();
            try (var _ = new CommandSubscriber(TestHome.configuration().devices(), broker, "mando", commands::add)) {
                broker.subscribe("settle", _ -> settled.add(true));
                broker.publish("settle", "x", Delivery.AT_LEAST_ONCE, false);
                settled.next();
                other.publish("mando/pump/set", "OFF", false);
                assertThat(commands.next()).isEqualTo(new Command("switch.off", new Command.One("pump"), Map.of()));
                assertThat(commands.isEmpty()).isTrue();
            }
        }
    }
}
