package mando.device;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of a device: {@code state} ({@code on}, {@code off}, {@code open}, …) and values such as {@code brightness}. Immutable.
 */
public record DeviceState(Map<String, Object> values) {

    public DeviceState {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    public static DeviceState unknown() {
        return new DeviceState(Map.of());
    }

    public Optional<Object> get(String property) {
        return Optional.ofNullable(values.get(property));
    }

    public DeviceState with(String property, Object value) {
        var more = new TreeMap<>(values);
        more.put(property, value);
        return new DeviceState(more);
    }

    public DeviceState with(Map<String, Object> changes) {
        var more = new TreeMap<>(values);
        more.putAll(changes);
        return new DeviceState(more);
    }
}
