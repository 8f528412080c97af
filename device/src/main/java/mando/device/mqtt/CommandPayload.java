package mando.device.mqtt;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import mando.device.DeviceType;
import mando.device.configuration.Configuration;

/**
 * What is published to have a device do something.
 *
 * <p>Lights get Home Assistant's JSON schema, {@code {"state":"ON","brightness":50}}, brightness in percent and the colour
 * temperature in mireds. Others that are set to something get that as JSON, {@code {"position":30}}, as Zigbee2MQTT takes it;
 * for all else they get Home Assistant's words (ON, OPEN, LOCK, start, …). Drones and appliances get JSON with the action and
 * its slots. A payload in the configuration replaces all that; {@code {brightness}} in it stands for the value of the slot.
 */
final class CommandPayload {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MIREDS_TIMES_KELVIN = 1e6;

    /** The CSS colour of each name, as 0xRRGGBB. */
    private static final Map<String, Integer> COLORS = Map.ofEntries(Map.entry("red", 0xFF0000),
            Map.entry("orange", 0xFFA500), Map.entry("yellow", 0xFFFF00), Map.entry("green", 0x008000),
            Map.entry("cyan", 0x00FFFF), Map.entry("blue", 0x0000FF), Map.entry("purple", 0x800080),
            Map.entry("pink", 0xFFC0CB), Map.entry("magenta", 0xFF00FF), Map.entry("violet", 0xEE82EE),
            Map.entry("turquoise", 0x40E0D0), Map.entry("lime", 0x00FF00), Map.entry("teal", 0x008080),
            Map.entry("gold", 0xFFD700), Map.entry("white", 0xFFFFFF), Map.entry("brown", 0xA52A2A),
            Map.entry("black", 0x000000));

    private CommandPayload() {}

    static String of(Configuration.Device device, String verb, Map<String, Object> slots) {
        var configured = device.mqtt().map(Configuration.MqttTopics::payloads).orElse(Map.of()).get(verb);
        if (configured != null) {
            return filled(configured, slots);
        }
        return switch (device.type()) {
            case LIGHT -> light(verb, slots);
            case DRONE, APPLIANCE -> values(JSON.createObjectNode().put("action", verb), slots);
            default -> verb.equals("set") ? values(JSON.createObjectNode(), slots) : word(device.type(), verb);
        };
    }

    private static String filled(String template, Map<String, Object> slots) {
        var filled = template;
        for (var slot : slots.entrySet()) {
            filled = filled.replace("{" + slot.getKey() + "}", plain(slot.getValue()));
        }
        return filled;
    }

    private static String light(String verb, Map<String, Object> slots) {
        var json = JSON.createObjectNode();
        var brightness = slots.get("brightness");
        boolean dark = brightness instanceof Number number && number.doubleValue() == 0;
        json.put("state", verb.equals("off") || dark ? "OFF" : "ON");
        if (!dark) {
            put(json, "brightness", brightness);
        }
        if (slots.get("color") instanceof String name && COLORS.containsKey(name)) {
            int color = COLORS.get(name);
            json.putObject("color").put("r", color >> 16).put("g", color >> 8 & 0xFF).put("b", color & 0xFF);
        }
        if (slots.get("color_temperature") instanceof Number kelvin) {
            json.put("color_temp", Math.round(MIREDS_TIMES_KELVIN / kelvin.doubleValue()));
        }
        return json.toString();
    }

    private static String values(ObjectNode json, Map<String, Object> slots) {
        slots.forEach((slot, value) -> put(json, slot, value));
        return json.toString();
    }

    private static String word(DeviceType type, String verb) {
        return switch (type) {
            case SCENE -> "ON";
            case VACUUM -> verb.equals("dock") ? "return_to_base" : verb;
            case MOWER -> verb.equals("start") ? "start_mowing" : verb;
            default -> verb.toUpperCase(Locale.ROOT);
        };
    }

    private static void put(ObjectNode json, String key, Object value) {
        switch (value) {
            case null -> {
                // not set
            }
            case Double real when real != Math.rint(real) -> json.put(key, real);
            case Number number -> json.put(key, number.longValue());
            default -> json.put(key, value.toString());
        }
    }

    private static String plain(Object value) {
        return value instanceof Double real && real == Math.rint(real)
                ? Long.toString(real.longValue())
                : value.toString();
    }
}
