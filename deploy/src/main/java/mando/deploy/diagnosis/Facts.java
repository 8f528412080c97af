package mando.deploy.diagnosis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Named values, in order. Immutable.
 *
 * @param values texts, numbers, truth values and lists of them
 */
public record Facts(Map<String, Object> values) {

    static final Facts NONE = new Facts(Map.of());

    public Facts {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    static Facts of(String name, Object value) {
        return NONE.with(name, value);
    }

    Facts with(String name, Object value) {
        var more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Facts(more);
    }
}
