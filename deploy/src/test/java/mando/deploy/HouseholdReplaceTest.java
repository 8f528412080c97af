package mando.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mando.deploy.demo.EmbeddedBroker;
import mando.device.Command;
import mando.device.Outcome;
import mando.device.configuration.Configuration;
import mando.device.configuration.ConfigurationReader;
import mando.device.gpio.Board;
import mando.device.gpio.GpioException;
import mando.device.gpio.VirtualBoard;
import mando.device.mqtt.BrokerSettings;
import mando.device.mqtt.MessageBroker.Delivery;
import mando.device.mqtt.PahoBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A household that goes on with another configuration, on a virtual board. */
@Timeout(60)
class HouseholdReplaceTest {

    private final VirtualBoard board = new VirtualBoard();

    private static Configuration read(String yaml) {
        return ConfigurationReader.parse(yaml, "test", ConfigurationReader.Drivers.REQUIRED);
    }

    private static Outcome execute(Household household, String action, String device) {
        return household.dispatcher().execute(List.of(new Command(action, new Command.One(device), Map.of())))
                .getFirst();
    }

    private List<Integer> pins() {
        return board.lines().stream().map(VirtualBoard.LineState::pin).toList();
    }

    @Test
    void onlyTheLinesThatChangedAreTakenAndReleased() {
        try (var household = Household.open(read("""
                devices:
                  - {name: lamp, type: light, gpio: {pin: 17}}
                  - {name: pump, type: switch, gpio: {pin: 18}}
                  - {name: window, type: sensor, gpio: {pin: 4, pull: up}}
                """), board, _ -> {})) {
            execute(household, "light.on", "lamp");
            board.drive(4, false);
            var seen = new ArrayList<VirtualBoard.LineState>();
            board.addListener(seen::add);
            household.replace(read("""
                    devices:
                      - {name: desk lamp, type: light, gpio: {pin: 17}}
                      - {name: fan, type: fan, gpio: {pin: 19}}
                      - {name: kitchen window, type: sensor, gpio: {pin: 4, pull: up}}
                    """));

            assertThat(pins()).containsExactly(4, 17, 19);
            assertThat(seen).extracting(VirtualBoard.LineState::pin).containsOnly(18, 19);
            assertThat(execute(household, "light.query", "desk lamp").text()).isEqualTo("The desk lamp is on.");
            assertThat(execute(household, "sensor.query", "kitchen window").text()).contains("is off");
            board.drive(4, true);
            assertThat(execute(household, "sensor.query", "kitchen window").text()).contains("is on");
            assertThat(execute(household, "light.off", "desk lamp")).isInstanceOf(Outcome.Done.class);
            assertThat(execute(household, "fan.on", "fan")).isInstanceOf(Outcome.Done.class);
            assertThat(execute(household, "switch.on", "pump")).isInstanceOf(Outcome.Refused.class);
        }
    }

    @Test
    void whereALineCannotBeHadNothingChanges() {
        try (var household = Household.open(read("devices: [{name: lamp, type: light, gpio: {pin: 17}}]"), board,
                _ -> {}); var _ = board.input(20, Board.Pull.UP, (_, _) -> {})) {
            Configuration changed = read("""
                    devices:
                      - {name: fan, type: fan, gpio: {pin: 19}}
                      - {name: pump, type: switch, gpio: {pin: 20}}
                    """);
            assertThatThrownBy(() -> household.replace(changed)).isInstanceOf(GpioException.class)
                    .hasMessageContaining("GPIO20");
            assertThat(pins()).containsExactly(17, 20);
            assertThat(execute(household, "light.on", "lamp")).isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void commandsAndAnnouncementsOverMqttFollow() throws Exception {
        try (var broker = EmbeddedBroker.start();
                var other = new PahoBroker(BrokerSettings.of(broker.host(), broker.port(), "other", "other"),
                        new Random(1))) {
            String mqtt = "mqtt: {host: %s, port: %d, discovery_prefix: ha}\n".formatted(broker.host(), broker.port());
            BlockingQueue<String> heard = new LinkedBlockingQueue<>();
            assertThat(other.connect()).isEmpty();
            other.subscribe("#", message -> heard.add(message.topic() + " " + message.text()));
            try (var household = Household.open(
                    read("devices: [{name: lamp, type: switch, gpio: {pin: 17}}]\n" + mqtt), board, _ -> {})) {
                awaitFrom(heard, "ha/switch/mando/lamp/config {");
                execute(household, "switch.on", "lamp");
                awaitFrom(heard, "mando/lamp/state ON");
                household.replace(read("devices: [{name: pump, type: switch, gpio: {pin: 17}}]\n" + mqtt));
                awaitFrom(heard, "ha/switch/mando/lamp/config ");
                awaitFrom(heard, "mando/pump/state ON");

                other.publish("mando/lamp/set", "OFF", Delivery.AT_LEAST_ONCE, false);
                other.publish("mando/pump/set", "TOGGLE", Delivery.AT_LEAST_ONCE, false);
                awaitFrom(heard, "mando/pump/state OFF");
                assertThat(board.lines().getFirst().high()).isFalse();
            }
        }
    }

    private static void awaitFrom(BlockingQueue<String> heard, String beginning) throws InterruptedException {
        String message;
        do {
            message = heard.poll(30, TimeUnit.SECONDS);
            assertThat(message).as("waiting for " + beginning).isNotNull();
        } while (!message.startsWith(beginning));
    }
}
