package mando.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mando.deploy.demo.EmbeddedBroker;
import mando.device.configuration.Configuration;
import mando.device.configuration.ConfigurationReader;
import mando.device.gpio.VirtualBoard;
import mando.device.mqtt.BrokerSettings;
import mando.device.mqtt.MessageBroker.Delivery;
import mando.device.mqtt.PahoBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The button on a virtual board, and the messages over a real broker (Moquette). */
@Timeout(60)
class HouseholdWakeTest {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private static Configuration configuration(EmbeddedBroker broker) {
        return ConfigurationReader.parse("""
                devices:
                  - {name: lamp, type: light, gpio: {pin: 17}}
                wake: {mode: push, button: {pin: 22}}
                mqtt: {host: %s, port: %d, discovery: false}
                """.formatted(broker.host(), broker.port()), "test", ConfigurationReader.Drivers.REQUIRED);
    }

    private String next() throws InterruptedException {
        return heard.poll(30, TimeUnit.SECONDS);
    }

    @Test
    void theButtonAndTheMessagesWakeAndCancel() throws Exception {
        try (var broker = EmbeddedBroker.start()) {
            Configuration configuration = configuration(broker);
            var board = new VirtualBoard();
            try (var household = Household.open(configuration, board, _ -> {});
                    var remote = new PahoBroker(
                            BrokerSettings.of(broker.host(), broker.port(), "remote", "remote"), new Random())) {
                household.wake(configuration, heard::add, () -> heard.add("cancelled"));
                remote.connect();

                board.drive(22, true);
                board.drive(22, false);
                assertThat(next()).contains("button");

                remote.publish("mando/listen/set", "start", Delivery.AT_LEAST_ONCE, false);
                assertThat(next()).contains("MQTT");
                remote.publish("mando/listen/set", "nonsense", Delivery.AT_LEAST_ONCE, false);
                remote.publish("mando/listen/set", " STOP\n", Delivery.AT_LEAST_ONCE, false);
                assertThat(next()).isEqualTo("cancelled");
                assertThat(heard).isEmpty();
            }
        }
    }
}
