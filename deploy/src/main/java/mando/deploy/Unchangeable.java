package mando.deploy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import mando.device.DeviceType;
import mando.device.configuration.Configuration;
import mando.device.configuration.Configuration.Mqtt;

/** What of a configuration only a restart can change: the microphone, the button, the broker, and how a pin that is in use is driven. */
final class Unchangeable {

    private static final Map<String, Function<Configuration, Object>> KEYS = keys();

    private Unchangeable() {}

    private static Map<String, Function<Configuration, Object>> keys() {
        var keys = new LinkedHashMap<String, Function<Configuration, Object>>();
        keys.put("speech.microphone", configuration -> configuration.speech().microphone());
        keys.put("speech.gain_db", configuration -> configuration.speech().gainDb());
        keys.put("wake.button", configuration -> configuration.wake().button());
        keys.put("mqtt.host", broker(Mqtt::host));
        keys.put("mqtt.port", broker(Mqtt::port));
        keys.put("mqtt.username", broker(Mqtt::username));
        keys.put("mqtt.password", broker(Mqtt::password));
        keys.put("mqtt.password_file", broker(Mqtt::passwordFile));
        keys.put("mqtt.client_id", broker(Mqtt::clientId));
        keys.put("mqtt.base_topic", broker(Mqtt::baseTopic));
        keys.put("mqtt.discovery", broker(Mqtt::discovery));
        keys.put("mqtt.discovery_prefix", broker(Mqtt::discoveryPrefix));
        return keys;
    }

    private static Function<Configuration, Object> broker(Function<Mqtt, Object> key) {
        return configuration -> configuration.mqtt().map(key);
    }

    /**
     * Checks that a change can be brought in while Mando runs.
     *
     * @throws UsageException that names each key that cannot
     */
    static void check(Configuration before, Configuration after) {
        var changed = new ArrayList<String>();
        if (before.mqtt().isPresent() != after.mqtt().isPresent()) {
            changed.add("mqtt");
        } else {
            KEYS.forEach((key, value) -> {
                if (!value.apply(before).equals(value.apply(after))) {
                    changed.add(key);
                }
            });
        }
        changed.addAll(pins(before, after));
        if (!changed.isEmpty()) {
            throw new UsageException(String.join(", ", changed) + " cannot be changed while Mando runs: "
                    + "restart it (systemctl restart mando), or take that change back");
        }
    }

    /** A pin has to be let go of before it can be driven otherwise: where it then cannot be had there would be no way back. */
    private static List<String> pins(Configuration before, Configuration after) {
        var uses = new HashMap<Integer, Use>();
        before.devices().forEach(device -> device.gpio().ifPresent(gpio -> uses.put(gpio.pin(), Use.of(device, gpio))));
        return after.devices().stream()
                .filter(device -> device.gpio()
                        .filter(gpio -> !uses.getOrDefault(gpio.pin(), Use.of(device, gpio))
                                .equals(Use.of(device, gpio)))
                        .isPresent())
                .map(device -> "how pin " + device.gpio().orElseThrow().pin() + " is used (gpio of '" + device.name()
                        + "')")
                .toList();
    }

    private record Use(Configuration.Gpio gpio, boolean sensor) {

        static Use of(Configuration.Device device, Configuration.Gpio gpio) {
            return new Use(gpio, device.type() == DeviceType.SENSOR);
        }
    }
}
