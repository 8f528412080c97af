package mando.device;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import mando.device.configuration.Configuration;

/**
 * Which device of a changed configuration a device of the one before has become: one of its type that still has its name or, where it was renamed,
 * its line or topic. Where one has the name and another the line, nobody knows which was meant: none.
 */
final class Succession {

    private final List<Configuration.Device> after;

    Succession(List<Configuration.Device> after) {
        this.after = after;
    }

    Optional<Configuration.Device> of(Configuration.Device before) {
        Optional<Configuration.Device> named = ofType(before)
                .filter(device -> key(device.name()).equals(key(before.name()))).findFirst();
        Optional<Configuration.Device> driven = ofType(before).filter(device -> sameDriver(before, device)).findFirst();
        return named.isPresent() && driven.isPresent() && !named.equals(driven)
                ? Optional.empty()
                : named.or(() -> driven);
    }

    /** Whether two devices are driven by the same line or topic; a topic that is made of the name is no sign of that. */
    static boolean sameDriver(Configuration.Device before, Configuration.Device after) {
        Optional<String> topic = before.mqtt().flatMap(Configuration.MqttTopics::commandTopic);
        return (before.gpio().isPresent() && before.gpio().equals(after.gpio()))
                || (topic.isPresent() && topic.equals(after.mqtt().flatMap(Configuration.MqttTopics::commandTopic)));
    }

    private Stream<Configuration.Device> ofType(Configuration.Device before) {
        return after.stream().filter(device -> device.type() == before.type());
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
