package mando.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.Random;
import java.util.Set;
import mando.device.ActuationException;
import mando.device.Actuator;
import mando.device.Command;
import mando.device.DeviceState;
import mando.device.Home;
import mando.device.mqtt.MessageBroker.Delivery;
import mando.device.mqtt.MessageBroker.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The home's side of MQTT, with a real broker and another client. */
class HomeOverMqttTest {

    private static final int PORT = TestServer.freePort();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DeviceState ANY = DeviceState.unknown();
    /** Of Home Assistant's MQTT integrations, as documented: those that are used here. */
    private static final Set<String> COMMON_KEYS = Set.of("name", "unique_id", "device", "origin",
            "availability_topic");
    private static final Map<String, Set<String>> KEYS = Map.ofEntries(
            Map.entry("light", Set.of("schema", "command_topic", "state_topic", "brightness", "brightness_scale",
                    "supported_color_modes")),
            Map.entry("switch", Set.of("command_topic", "state_topic", "value_template")),
            Map.entry("fan",
                    Set.of("command_topic", "state_topic", "state_value_template", "percentage_command_topic",
                            "percentage_command_template", "percentage_state_topic", "percentage_value_template")),
            Map.entry("cover",
                    Set.of("command_topic", "state_topic", "value_template", "set_position_topic",
                            "set_position_template", "position_topic", "position_template")),
            Map.entry("lock", Set.of("command_topic", "state_topic", "value_template")),
            Map.entry("valve", Set.of("command_topic", "state_topic", "value_template")),
            Map.entry("climate",
                    Set.of("power_command_topic", "temperature_command_topic", "temperature_command_template",
                            "temperature_state_topic", "temperature_state_template", "min_temp", "max_temp")),
            Map.entry("vacuum", Set.of("command_topic", "state_topic", "supported_features")),
            Map.entry("lawn_mower",
                    Set.of("start_mowing_command_topic", "pause_command_topic", "dock_command_topic",
                            "activity_state_topic", "activity_value_template")),
            Map.entry("scene", Set.of("command_topic", "payload_on")),
            Map.entry("sensor", Set.of("state_topic", "value_template")),
            Map.entry("binary_sensor", Set.of("state_topic", "value_template")));

    private static TestServer server;
    private PahoBroker broker;
    private PahoBroker other;

    @BeforeAll
    static void start() {
        server = TestServer.moquette(PORT);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static PahoBroker connect(String clientId) {
        var connection = new PahoBroker(BrokerSettings.of("127.0.0.1", PORT, clientId, clientId), new Random(1));
        assertThat(connection.connect()).isEmpty();
        return connection;
    }

    @BeforeEach
    void connect() {
        broker = connect("mando");
        other = connect("other");
    }

    @AfterEach
    void disconnect() {
        broker.close();
        other.close();
    }

    /** Subscribes the other client and waits until that is in force. */
    private Received<Message> heardByOther(String filter) {
        var received = new Received<Message>();
        other.subscribe(filter, received::add);
        settle(other);
        return received;
    }

    /** Waits until the broker has dealt with all that the connection did. */
    private static void settle(PahoBroker connection) {
        var echo = new Received<Message>();
        // A topic of its own each time: the end of the last subscription may still be on its way.
        String topic = "settle/" + UUID.randomUUID();
        try (var _ = connection.subscribe(topic, echo::add)) {
            connection.publish(topic, "x", Delivery.AT_LEAST_ONCE, false);
            echo.next();
        }
    }

    @Test
    void aDeviceIsCommanded() {
        var heard = heardByOther("mando/reading_lamp/set");
        try (var lamp = new MqttActuator(broker, TestHome.device("reading lamp"), "mando")) {
            lamp.apply("set", Map.of("brightness", 50L), ANY);
        }
        assertThat(heard.next().text()).isEqualTo("{\"state\":\"ON\",\"brightness\":50}");
    }

    @Test
    void withoutAConnectionACommandIsRefusedAndNotKeptForLater() {
        broker.close();
        try (var lamp = new MqttActuator(broker, TestHome.device("reading lamp"), "mando")) {
            assertThatThrownBy(() -> lamp.apply("on", Map.of(), ANY)).isInstanceOf(ActuationException.class)
                    .hasMessage("the MQTT broker is not connected");
        }
    }

    @Test
    void whatDevicesSayIsReadIntoTheHomeAndNonsenseIsNot() {
        var home = new Home(TestHome.configuration());
        try (var _ = new StateSubscriber(broker, home, "mando")) {
            settle(broker);
            other.publish("mando/reading_lamp/state", "{\"state\":\"ON\",\"brightness\":40}", Delivery.AT_LEAST_ONCE,
                    false);
            other.publish("mando/reading_lamp/state", "{\"state\":\"broken", Delivery.AT_LEAST_ONCE, false);
            other.publish("zigbee2mqtt/blinds", "{\"state\":\"CLOSE\",\"position\":0}", Delivery.AT_LEAST_ONCE, false);
            other.publish("mando/front_door/state", "EXPLODED", Delivery.AT_LEAST_ONCE, false);
            settle(other);
            settle(broker);
            assertThat(home.state(TestHome.device("reading lamp")).values())
                    .isEqualTo(Map.of("state", "on", "brightness", 40L));
            assertThat(home.state(TestHome.device("blinds")).values())
                    .isEqualTo(Map.of("state", "closed", "position", 0L));
            assertThat(home.state(TestHome.device("front door"))).isEqualTo(DeviceState.unknown());
        }
    }

    @Test
    void commandsFromOthersAreTranslatedForDevicesOfOurOwnOnly() {
        var commands = new Received<Command>();
        try (var _ = new CommandSubscriber(TestHome.configuration().devices(), broker, "mando", commands::add)) {
            settle(broker);
            other.publish("mando/pump/set", "EXPLODE", Delivery.AT_LEAST_ONCE, false);
            other.publish("mando/reading_lamp/set", "{\"state\":\"ON\"}", Delivery.AT_LEAST_ONCE, false);
            other.publish("mando/pump/set", "ON", Delivery.AT_LEAST_ONCE, false);
            other.publish("mando/kitchen_light/set", "{\"state\":\"ON\",\"brightness\":80}", Delivery.AT_LEAST_ONCE,
                    false);
            other.publish("mando/kitchen_light/set", "{\"state\":\"OFF\"}", Delivery.AT_LEAST_ONCE, false);
            other.publish("mando/ceiling_fan/set", "{\"speed\": 33}", Delivery.AT_LEAST_ONCE, false);
            other.publish("mando/ceiling_fan/set", "{\"speed\": 1e999}", Delivery.AT_LEAST_ONCE, false);
            other.publish("mando/ceiling_fan/set", "off", Delivery.AT_LEAST_ONCE, false);
            assertThat(commands.next()).isEqualTo(command("switch.on", "pump", Map.of()));
            assertThat(commands.next()).isEqualTo(command("light.set", "kitchen light", Map.of("brightness", 80L)));
            assertThat(commands.next()).isEqualTo(command("light.off", "kitchen light", Map.of()));
            assertThat(commands.next()).isEqualTo(command("fan.set", "ceiling fan", Map.of("speed", 33L)));
            assertThat(commands.next()).isEqualTo(command("fan.off", "ceiling fan", Map.of()));
            assertThat(commands.isEmpty()).isTrue();
        }
    }

    private static Command command(String action, String device, Map<String, Object> slots) {
        return new Command(action, new Command.One(device), slots);
    }

    @Test
    void aDeviceOfOurOwnPublishesItsState() {
        var heard = heardByOther("mando/kitchen_light/state");
        var done = new Received<String>();
        Actuator light = new StatePublisher(TestHome.device("kitchen light"), broker, "mando")
                .publishing(new Actuator() {
                    @Override
                    public void apply(String verb, Map<String, Object> slots, DeviceState state) {
                        done.add(verb);
                    }

                    @Override
                    public void close() {
                        done.add("closed");
                    }
                });
        light.apply("set", Map.of("brightness", 30L), ANY.with("state", "on").with("brightness", 30L));
        light.close();
        assertThat(heard.next().text()).isEqualTo("{\"state\":\"ON\",\"brightness\":30}");
        assertThat(List.of(done.next(), done.next())).containsExactly("set", "closed");
    }

    @Test
    void eventsArePublishedAndNeverFail() {
        var heard = heardByOther("mando/events");
        var events = new EventPublisher(broker, "mando");
        events.publish(JsonNodeFactory.instance.objectNode().put("heard", "turn on the light"));
        assertThat(heard.next().text()).isEqualTo("{\"heard\":\"turn on the light\"}");
        broker.close();
        events.publish(JsonNodeFactory.instance.objectNode());
    }

    @Test
    void devicesAreAnnouncedToHomeAssistantWithDocumentedKeys() throws Exception {
        var heard = heardByOther("ha/+/mando/+/config");
        var devices = TestHome.configuration().devices();
        try (var _ = new HomeAssistantDiscovery(broker, BrokerSettings.of("127.0.0.1", PORT, "mando", "mando"), "ha",
                devices)) {
            // All but the media player, the drone and the appliance.
            for (int device = 0; device < devices.size() - 3; device++) {
                var message = heard.next();
                var component = message.topic().split("/")[1];
                JsonNode config = JSON.readTree(message.payload());
                assertThat(config.properties()).as(message.topic()).extracting(Map.Entry::getKey)
                        .containsAll(COMMON_KEYS)
                        .allMatch(key -> COMMON_KEYS.contains(key) || KEYS.get(component).contains(key));
                assertThat(config.at("/availability_topic").asText()).isEqualTo("mando/status");
                assertThat(config.at("/device/identifiers/0").asText()).isEqualTo(config.at("/unique_id").asText());
                if (message.topic().contains("kitchen_light")) {
                    assertThat(config.at("/command_topic").asText()).isEqualTo("mando/kitchen_light/set");
                    assertThat(config.at("/brightness_scale").asInt()).isEqualTo(100);
                    assertThat(config.at("/device/suggested_area").asText()).isEqualTo("kitchen");
                    assertThat(config.at("/unique_id").asText()).isEqualTo("mando_kitchen_light");
                }
            }
        }
    }

    @Test
    void aDeviceThatIsNoLongerConfiguredIsTakenBack() {
        other.publish("ha2/switch/mando/old_lamp/config", "{\"name\":null}", Delivery.AT_LEAST_ONCE, true);
        other.publish("ha2/switch/somebody/lamp/config", "{\"name\":null}", Delivery.AT_LEAST_ONCE, true);
        var heard = heardByOther("ha2/#");
        heard.await(message -> message.topic().contains("somebody"));
        try (var _ = new HomeAssistantDiscovery(broker, BrokerSettings.of("127.0.0.1", PORT, "mando", "mando"), "ha2",
                List.of(TestHome.device("pump")))) {
            var removal = heard.await(message -> message.payload().length == 0);
            assertThat(removal.topic()).isEqualTo("ha2/switch/mando/old_lamp/config");
            settle(broker);
            settle(other);
            assertThat(heard.isEmpty() || heard.next().payload().length > 0).isTrue();
        }
    }
}
