package mando.inference.intent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts the values that were said into an appliance's slots. */
final class Orders {

    private Orders() {}

    /**
     * Finds a slot of its own for each value, going back where a value took another's only place.
     *
     * @param values normalised
     * @return slot names to values as they were configured, or nothing where they do not fit together
     */
    static Optional<Map<String, Object>> assign(List<String> values, Catalogue.ApplianceAction action) {
        return assign(values, 0, action, Map.of());
    }

    private static Optional<Map<String, Object>> assign(List<String> values, int from, Catalogue.ApplianceAction action,
            Map<String, Object> taken) {
        if (from == values.size()) {
            return Optional.of(taken);
        }
        for (Catalogue.Slot slot : action.slots()) {
            Optional<String> configured = configured(slot, values.get(from));
            if (configured.isPresent() && !taken.containsKey(slot.name())) {
                var more = new TreeMap<>(taken);
                more.put(slot.name(), configured.get());
                Optional<Map<String, Object>> rest = assign(values, from + 1, action, more);
                if (rest.isPresent()) {
                    return rest;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> configured(Catalogue.Slot slot, String value) {
        return slot.values().stream().filter(configured -> TextNormaliser.normalise(configured).equals(value))
                .findFirst();
    }
}
