package mando.inference.intent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A command while the model writes it: what was said, not yet what it means. Immutable.
 *
 * @param action the action token's name; {@code do} for an appliance
 * @param every whether all such things are meant
 * @param reference what was referred to
 * @param except what was taken out of it
 * @param slots by name, as {@link Intent#slots()}
 * @param candidates which appliance actions fit what has been said; empty for all else
 * @param values the appliance's slot values, as said
 */
record Draft(String action, boolean every, Optional<Reference> reference, List<Reference> except,
        Map<String, Object> slots,
        Optional<Intent.Schedule> schedule, List<Candidate> candidates, List<String> values) {

    /** A phrase and the things that it can stand for here. */
    record Reference(String phrase, Referents.Referent referent) {}

    /** An appliance's action. */
    record Candidate(Catalogue.Device device, Catalogue.ApplianceAction action) {}

    static Draft of(String action) {
        return new Draft(action, false, Optional.empty(), List.of(), Map.of(), Optional.empty(), List.of(), List.of());
    }

    /** All that was referred to. */
    Stream<Reference> references() {
        return Stream.concat(reference.stream(), except.stream());
    }

    Draft withReference(boolean all, Reference named) {
        return new Draft(action, all, Optional.of(named), except, slots, schedule, candidates, values);
    }

    Draft without(Reference named) {
        return new Draft(action, every, reference, plus(except, named), slots, schedule, candidates, values);
    }

    Draft withSlot(String name, Object value) {
        var more = new TreeMap<>(slots);
        more.put(name, value);
        return new Draft(action, every, reference, except, more, schedule, candidates, values);
    }

    Draft withSchedule(Intent.Schedule when) {
        return new Draft(action, every, reference, except, slots, Optional.of(when), candidates, values);
    }

    Draft withCandidates(List<Candidate> fitting) {
        return new Draft(action, every, reference, except, slots, schedule, List.copyOf(fitting), values);
    }

    Draft withValue(String value, List<Candidate> fitting) {
        return new Draft(action, every, reference, except, slots, schedule, List.copyOf(fitting), plus(values, value));
    }

    private static <T> List<T> plus(List<T> list, T element) {
        var more = new ArrayList<>(list);
        more.add(element);
        return List.copyOf(more);
    }
}
