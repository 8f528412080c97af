package mando.inference.intent;

import java.util.Map;
import java.util.Optional;

/** Which action of a device a spoken action is: "turn on" starts a vacuum and activates a scene. */
final class Abilities {

    /** By spoken action, then by device type. */
    private static final Map<String, Map<String, String>> ALSO = Map.of(
            "on", Map.of("media", "play", "vacuum", "start", "mower", "start", "scene", "activate", "valve", "open"),
            "off", Map.of("media", "stop", "vacuum", "stop", "mower", "stop", "valve", "close"),
            "start", Map.of("switch", "on", "fan", "on", "media", "play", "scene", "activate"),
            "stop", Map.of("switch", "off", "fan", "off"),
            "activate", Map.of("switch", "on", "vacuum", "start", "mower", "start"));

    private Abilities() {}

    /** The device's own action, without the type; empty where it can do no such thing. */
    static Optional<String> of(String spoken, Catalogue.Device device) {
        if (device.actions().contains(spoken)) {
            return Optional.of(spoken);
        }
        return Optional.ofNullable(ALSO.getOrDefault(spoken, Map.of()).get(device.type()))
                .filter(device.actions()::contains);
    }
}
