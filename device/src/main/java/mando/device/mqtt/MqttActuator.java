package mando.device.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import mando.device.ActuationException;
import mando.device.Actuator;
import mando.device.DeviceState;
import mando.device.configuration.Configuration;
import mando.device.mqtt.MessageBroker.Delivery;

/**
 * Drives a device by publishing commands: the owner's payload for the action where one is configured, else JSON such as
 * {@code {"action":"set","state":"ON","brightness":50}}, which Home Assistant's JSON lights and Zigbee2MQTT understand too.
 */
public final class MqttActuator implements Actuator {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MessageBroker broker;
    private final Configuration.MqttTopics settings;
    private final String commandTopic;

    /**
     * @param baseTopic what Mando's own topics begin with: the command topic is {@code baseTopic/slug/set} unless one is configured
     */
    public MqttActuator(MessageBroker broker, Configuration.Device device, String baseTopic) {
        this.broker = broker;
        this.settings = device.mqtt().orElseThrow();
        this.commandTopic = settings.commandTopic().orElse(baseTopic + "/" + slug(device.name()) + "/set");
    }

    /** A device's name as part of a topic: {@code kitchen_light}. */
    public static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    }

    public String commandTopic() {
        return commandTopic;
    }

    @Override
    public void apply(String verb, Map<String, Object> slots, DeviceState state) {
        String payload = settings.payloads().containsKey(verb) ? settings.payloads().get(verb) : json(verb, slots, state);
        try {
            broker.publish(commandTopic, payload, Delivery.AT_LEAST_ONCE, settings.retain());
        } catch (BrokerException e) {
            throw new ActuationException(e.getMessage(), e);
        }
    }

    private static String json(String verb, Map<String, Object> slots, DeviceState state) {
        ObjectNode json = JSON.createObjectNode().put("action", verb);
        state.get("state").filter(value -> value.equals("on") || value.equals("off"))
                .ifPresent(value -> json.put("state", value.toString().toUpperCase(Locale.ROOT)));
        slots.forEach((name, value) -> json.set(name, JSON.<JsonNode>valueToTree(value)));
        return json.toString();
    }

    /** Nothing is held that must be given back: the broker is its owner's. */
    @Override
    public void close() {}
}
