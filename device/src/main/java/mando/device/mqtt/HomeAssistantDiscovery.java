package mando.device.mqtt;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mando.device.configuration.Configuration;
import mando.device.mqtt.MessageBroker.Delivery;
import mando.device.mqtt.MessageBroker.Message;
import mando.device.mqtt.MessageBroker.Subscription;
import org.tinylog.Logger;

/**
 * Announces the devices to Home Assistant by retained messages on
 * {@code discoveryPrefix/component/node/device/config}, again at every connection, and takes back what an earlier run
 * announced and the configuration no longer has. Media players, drones and appliances are left out: Home Assistant has no
 * MQTT entity for them.
 */
public final class HomeAssistantDiscovery implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** A plain state, or the one in a JSON object as from Zigbee2MQTT. */
    private static final String STATE_TEMPLATE = "{{ value_json.state if value_json is mapping else value }}";

    private final MessageBroker broker;
    private final String prefix;
    private final String baseTopic;
    private final String node;
    private final String statusTopic;
    private volatile Map<String, String> announced;
    private final Subscription subscription;

    /**
     * @param settings
     *            the client id becomes the node that the devices belong to
     */
    public HomeAssistantDiscovery(MessageBroker broker, BrokerSettings settings, String discoveryPrefix,
            List<Configuration.Device> devices) {
        this.broker = broker;
        this.prefix = discoveryPrefix;
        this.baseTopic = settings.baseTopic();
        this.node = settings.clientId().replaceAll("[^a-zA-Z0-9_-]", "_");
        this.statusTopic = settings.statusTopic();
        this.announced = announcements(devices);
        this.subscription = broker.subscribe(prefix + "/+/" + node + "/+/config", this::announcementSeen);
        broker.addConnectionListener(connected -> {
            if (connected) {
                announce();
            }
        });
    }

    private Map<String, String> announcements(List<Configuration.Device> devices) {
        var announcements = new LinkedHashMap<String, String>();
        for (var device : devices) {
            component(device).ifPresent(component -> announcements.put(
                    prefix + "/" + component + "/" + node + "/" + DeviceTopics.slug(device.name()) + "/config",
                    config(device).toString()));
        }
        return Collections.unmodifiableMap(announcements);
    }

    /** Announces these devices from now on; those that are announced no more are taken back. */
    public void replace(List<Configuration.Device> devices) {
        var before = announced;
        announced = announcements(devices);
        if (broker.connected()) {
            before.keySet().stream().filter(topic -> !announced.containsKey(topic))
                    .forEach(topic -> publish(topic, ""));
            announced.forEach((topic, config) -> {
                if (!config.equals(before.get(topic))) {
                    publish(topic, config);
                }
            });
        }
    }

    private void announce() {
        announced.forEach((topic, config) -> publish(topic, config));
    }

    private void announcementSeen(Message message) {
        if (message.payload().length > 0 && !announced.containsKey(message.topic())) {
            publish(message.topic(), "");
        }
    }

    private void publish(String topic, String payload) {
        try {
            broker.publish(topic, payload, Delivery.AT_LEAST_ONCE, true);
        } catch (BrokerException e) {
            Logger.warn("{}", e.getMessage());
        }
    }

    private static Optional<String> component(Configuration.Device device) {
        return Optional.ofNullable(switch (device.type()) {
            case LIGHT, SWITCH, FAN, COVER, LOCK, CLIMATE, VALVE, VACUUM, SCENE -> device.type().id();
            case MOWER -> "lawn_mower";
            case SENSOR -> device.gpio().isPresent() ? "binary_sensor" : "sensor";
            case MEDIA, DRONE, APPLIANCE -> null;
        });
    }

    private ObjectNode config(Configuration.Device device) {
        var topics = DeviceTopics.of(device, baseTopic);
        var id = node + "_" + DeviceTopics.slug(device.name());
        var json = JSON.createObjectNode();
        // The entity is the device's only one, so it takes the device's name.
        json.putNull("name");
        json.put("unique_id", id);
        var block = json.putObject("device").put("name", device.name()).put("manufacturer", "Mando")
                .put("model", device.gpio().isPresent() ? "GPIO " + device.type().id() : "MQTT " + device.type().id());
        block.putArray("identifiers").add(id);
        device.area().ifPresent(area -> block.put("suggested_area", area));
        json.putObject("origin").put("name", "Mando");
        json.put("availability_topic", statusTopic);
        switch (device.type()) {
            case LIGHT -> light(json, device, topics);
            case SWITCH -> commandAndState(json, topics);
            case FAN -> fan(json, device, topics);
            case COVER -> cover(json, device, topics);
            case LOCK, VALVE -> commandAndState(json, topics);
            case CLIMATE -> climate(json, device, topics);
            case VACUUM -> vacuum(json, topics);
            case MOWER -> mower(json, topics);
            case SCENE -> json.put("command_topic", topics.command()).put("payload_on", "ON");
            case SENSOR -> json.put("state_topic", topics.state()).put("value_template", STATE_TEMPLATE);
            case MEDIA, DRONE, APPLIANCE -> throw new IllegalStateException(device.type() + " is not announced");
        }
        return json;
    }

    private static void commandAndState(ObjectNode json, DeviceTopics topics) {
        json.put("command_topic", topics.command()).put("state_topic", topics.state()).put("value_template",
                STATE_TEMPLATE);
    }

    private static void light(ObjectNode json, Configuration.Device device, DeviceTopics topics) {
        json.put("schema", "json").put("command_topic", topics.command()).put("state_topic", topics.state());
        boolean color = device.slots().contains("color");
        boolean temperature = device.slots().contains("color_temperature");
        boolean brightness = device.slots().contains("brightness");
        var modes = json.putArray("supported_color_modes");
        if (color) {
            modes.add("rgb");
        }
        if (temperature) {
            modes.add("color_temp");
        }
        if (!color && !temperature) {
            modes.add(brightness ? "brightness" : "onoff");
        }
        if (brightness) {
            json.put("brightness", true).put("brightness_scale", 100);
        }
    }

    private static void fan(ObjectNode json, Configuration.Device device, DeviceTopics topics) {
        json.put("command_topic", topics.command()).put("state_topic", topics.state()).put("state_value_template",
                STATE_TEMPLATE);
        if (device.slots().contains("speed")) {
            json.put("percentage_command_topic", topics.command())
                    .put("percentage_command_template", "{\"speed\": {{ value }}}")
                    .put("percentage_state_topic", topics.state())
                    .put("percentage_value_template", valueOf("speed"));
        }
    }

    private static void cover(ObjectNode json, Configuration.Device device, DeviceTopics topics) {
        commandAndState(json, topics);
        if (device.slots().contains("position")) {
            json.put("set_position_topic", topics.command())
                    .put("set_position_template", "{\"position\": {{ position }}}")
                    .put("position_topic", topics.state()).put("position_template", valueOf("position"));
        }
    }

    private static void climate(ObjectNode json, Configuration.Device device, DeviceTopics topics) {
        json.put("power_command_topic", topics.command()).put("temperature_command_topic", topics.command())
                .put("temperature_command_template", "{\"temperature\": {{ value }}}")
                .put("temperature_state_topic", topics.state())
                .put("temperature_state_template", valueOf("temperature"))
                .put("min_temp", device.limits().minTemperature()).put("max_temp", device.limits().maxTemperature());
    }

    private static String valueOf(String property) {
        return "{{ value_json." + property + " if value_json is mapping else none }}";
    }

    private static void vacuum(ObjectNode json, DeviceTopics topics) {
        json.put("command_topic", topics.command()).put("state_topic", topics.state());
        json.putArray("supported_features").add("start").add("pause").add("stop").add("return_home");
    }

    private static void mower(ObjectNode json, DeviceTopics topics) {
        json.put("start_mowing_command_topic", topics.command()).put("pause_command_topic", topics.command())
                .put("dock_command_topic", topics.command()).put("activity_state_topic", topics.state())
                .put("activity_value_template", STATE_TEMPLATE);
    }

    /** Stops looking after the announcements, which stay: Home Assistant shows the devices as unavailable. */
    @Override
    public void close() {
        subscription.close();
    }
}
