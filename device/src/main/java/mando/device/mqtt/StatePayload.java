package mando.device.mqtt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import mando.device.DeviceState;
import mando.device.DeviceType;

/** What devices say of themselves: a word, a number or a JSON object as from Zigbee2MQTT; and what Mando says of its own. */
final class StatePayload {

    /** Longer ones are not read. */
    static final int MAX_BYTES = 16 * 1024;

    private static final int MAX_PROPERTIES = 64;
    private static final Pattern PROPERTY = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_ -]{0,39}");
    private static final Map<String, String> WORDS = Map.of("true", "on", "false", "off", "lock", "locked", "unlock",
            "unlocked", "close", "closed");
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(16).build()).build()).build();

    private StatePayload() {}

    /** The properties in a payload; empty if it is none that can be understood. */
    static Optional<Map<String, Object>> read(DeviceType type, byte[] payload) {
        if (payload.length == 0 || payload.length > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            var text = new String(payload, StandardCharsets.UTF_8).strip();
            var properties = text.startsWith("{")
                    ? object(type, JSON.readTree(text))
                    : state(type, text).<Map<String, Object>>map(state -> Map.of("state", state)).orElse(Map.of());
            return properties.isEmpty() ? Optional.empty() : Optional.of(properties);
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> object(DeviceType type, JsonNode json) {
        var properties = new TreeMap<String, Object>();
        json.properties().stream().limit(MAX_PROPERTIES).forEach(field -> {
            var name = field.getKey();
            var value = field.getValue();
            if (value.isNull() || value.isContainerNode()) {
                return;
            }
            if (name.equals("state")) {
                state(type, value.asText()).ifPresent(state -> properties.put("state", state));
            } else if (PROPERTY.matcher(name).matches()) {
                value(name, value).ifPresent(known -> properties.put(name, known));
            }
        });
        return properties;
    }

    private static Optional<Object> value(String name, JsonNode value) {
        if (value.isNumber()) {
            return number(name, value.asDouble());
        }
        if (value.isBoolean()) {
            return Optional.of(value.asBoolean() ? "on" : "off");
        }
        var text = value.asText().toLowerCase(Locale.ROOT);
        return WORD.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Object> number(String name, double number) {
        boolean percent = switch (name) {
            case "brightness", "position", "speed", "volume" -> true;
            default -> false;
        };
        if (!Double.isFinite(number) || Math.abs(number) > 1e9 || (percent && (number < 0 || number > 100))) {
            return Optional.empty();
        }
        return Optional.of(number == Math.rint(number) ? (Object) Math.round(number) : (Object) number);
    }

    private static Optional<Object> state(DeviceType type, String text) {
        var word = text.strip().toLowerCase(Locale.ROOT);
        if (type == DeviceType.SENSOR) {
            try {
                return number("state", Double.parseDouble(word));
            } catch (NumberFormatException e) {
                return WORD.matcher(word).matches() ? Optional.of(WORDS.getOrDefault(word, word)) : Optional.empty();
            }
        }
        var known = WORDS.getOrDefault(word, word);
        boolean fits = switch (type) {
            case LIGHT, SWITCH, FAN -> known.equals("on") || known.equals("off");
            case COVER, VALVE -> switch (known) {
                case "open", "closed", "opening", "closing", "stopped" -> true;
                default -> false;
            };
            case LOCK -> switch (known) {
                case "locked", "unlocked", "locking", "unlocking", "jammed" -> true;
                default -> false;
            };
            default -> WORD.matcher(known).matches();
        };
        return fits ? Optional.of(known) : Optional.empty();
    }

    /** The state of a device of Mando's own, as Home Assistant reads it. */
    static Optional<String> write(DeviceType type, DeviceState state) {
        return state.get("state").map(Object::toString).map(word -> switch (type) {
            case LIGHT -> json(word, "brightness", state);
            case FAN -> json(word, "speed", state);
            case VALVE, COVER -> word;
            default -> word.toUpperCase(Locale.ROOT);
        });
    }

    private static String json(String word, String property, DeviceState state) {
        var json = JSON.createObjectNode().put("state", word.toUpperCase(Locale.ROOT));
        if (state.get(property).orElse(null) instanceof Number level) {
            json.put(property, Math.round(level.doubleValue()));
        }
        return json.toString();
    }
}
