package mando.inference.intent;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which action of a device a spoken action is: "turn on" starts a vacuum and activates a scene; and what a device can tell of itself. */
final class Abilities {

    /** By spoken action, then by device type. */
    private static final Map<String, Map<String, String>> ALSO = Map.of(
            "on", Map.of("media", "play", "vacuum", "start", "mower", "start", "scene", "activate", "valve", "open"),
            "off", Map.of("media", "stop", "vacuum", "stop", "mower", "stop", "valve", "close"),
            "start", Map.of("switch", "on", "fan", "on", "media", "play", "scene", "activate"),
            "stop", Map.of("switch", "off", "fan", "off"),
            "activate", Map.of("switch", "on", "vacuum", "start", "mower", "start"));

    /** By property, the types that can have it; any type has another. */
    private static final Map<String, Set<String>> TELLING = Map.of("temperature", Set.of("climate", "sensor"),
            "humidity", Set.of("climate", "sensor"), "brightness", Set.of("light", "sensor"), "color",
            Set.of("light"), "position", Set.of("cover", "valve"), "speed", Set.of("fan", "drone"), "volume",
            Set.of("media"));

    private Abilities() {}

    /** The device's own action, without the type; empty where it can do no such thing. */
    static Optional<String> of(String spoken, Catalogue.Device device) {
        if (device.actions().contains(spoken)) {
            return Optional.of(spoken);
        }
        return Optional.ofNullable(ALSO.getOrDefault(spoken, Map.of()).get(device.type()))
                .filter(device.actions()::contains);
    }

    /** Whether a device's state can hold a property. */
    static boolean tells(Object property, Catalogue.Device device) {
        Set<String> types = TELLING.get(String.valueOf(property));
        return types == null || types.contains(device.type());
    }
}
