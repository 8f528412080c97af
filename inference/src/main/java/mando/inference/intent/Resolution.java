package mando.inference.intent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns what was said into what is meant: references into devices, values into slots. What cannot be settled becomes a question, what cannot be
 * done a refusal.
 */
final class Resolution {

    private static final Set<String> DRONE = Set.copyOf(IntentVocabulary.DRONE_ACTIONS);

    private final Catalogue catalogue;

    Resolution(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** What became of a draft. */
    sealed interface Resolved {

        record Meant(List<Intent> intents) implements Resolved {}

        /** With the answers that would settle it, if they can be listed, in the order named. */
        record Question(String text, List<Choice> choices) implements Resolved {}

        record Impossible(String reason) implements Resolved {}
    }

    Resolved resolve(Draft draft) {
        if (draft.action().equals("do")) {
            return order(draft);
        }
        if (draft.action().startsWith("timer_")) {
            String action = "timer." + draft.action().substring("timer_".length());
            boolean lacksDuration = action.equals("timer.start") && !draft.slots().containsKey("duration");
            return lacksDuration
                    ? new Resolved.Question("For how long?", List.of())
                    : meant(new Intent(action, new Intent.NoTarget(), draft.slots(), Optional.empty()));
        }
        if (draft.action().equals("clock_query")) {
            Object property = draft.slots().get("property");
            return property.equals("time") || property.equals("date")
                    ? meant(new Intent("clock.query", new Intent.NoTarget(), draft.slots(), Optional.empty()))
                    : new Resolved.Impossible("a clock knows the time and the date, not the " + property);
        }
        return devices(draft);
    }

    private Resolved devices(Draft draft) {
        boolean drone = DRONE.contains(draft.action()) || draft.reference().isEmpty();
        List<Catalogue.Device> devices = draft.reference().map(reference -> reference.referent().devices())
                .orElseGet(() -> catalogue.devices().stream()
                        .filter(device -> drone && device.type().equals("drone")).toList());
        Set<String> except = draft.except().stream().flatMap(reference -> reference.referent().devices().stream())
                .map(Catalogue.Device::name).collect(Collectors.toSet());
        boolean exactlyNamed = draft.reference().filter(reference -> reference.referent().named()).isPresent();
        List<Catalogue.Device> able = devices.stream().filter(device -> !except.contains(device.name()))
                .filter(device -> !draft.action().equals("set") || device.slots().containsAll(draft.slots().keySet()))
                // Who asks how warm the kitchen is does not ask its lamps.
                .filter(device -> exactlyNamed || !draft.action().equals("query")
                        || Abilities.tells(draft.slots().get("property"), device))
                .toList();
        if (able.isEmpty()) {
            String phrase = draft.reference().map(Draft.Reference::phrase).orElse("that");
            return new Resolved.Impossible(draft.action().equals("query")
                    ? "nothing here knows the " + draft.slots().get("property") + " of " + phrase
                    : phrase + " cannot be set so");
        }
        if (able.size() == 1) {
            return meant(intent(draft, able.getFirst()));
        }
        if (!draft.every() && !exactlyNamed) {
            return new Resolved.Question("Which one: " + able.stream().limit(5).map(Catalogue.Device::name)
                    .collect(Collectors.joining(", ")) + (able.size() > 5 ? ", …?" : "?"),
                    able.stream().map(device -> new Choice(phrases(device), intent(draft, device))).toList());
        }
        return group(draft, able, except.isEmpty());
    }

    private Resolved group(Draft draft, List<Catalogue.Device> able, boolean whole) {
        if (!whole) {
            return new Resolved.Meant(able.stream().map(device -> intent(draft, device)).toList());
        }
        Referents.Referent referent = draft.reference().orElseThrow().referent();
        Optional<String> place = Optional.of(referent.area()).filter(name -> !name.isEmpty());
        var byAction = new LinkedHashMap<String, List<String>>();
        for (Catalogue.Device device : able) {
            byAction.computeIfAbsent(action(draft, device), _ -> new ArrayList<>()).add(device.name());
        }
        var intents = new ArrayList<Intent>();
        byAction.forEach((action, names) -> intents.add(new Intent(action,
                new Intent.Group(action.substring(0, action.indexOf('.')), place.filter(_ -> !referent.floor()),
                        place.filter(_ -> referent.floor()), names),
                draft.slots(), draft.schedule())));
        return new Resolved.Meant(intents);
    }

    private static Intent intent(Draft draft, Catalogue.Device device) {
        return new Intent(action(draft, device), new Intent.OneDevice(device.name()), draft.slots(), draft.schedule());
    }

    private static String action(Draft draft, Catalogue.Device device) {
        return device.type() + "." + Abilities.of(draft.action(), device).orElse(draft.action());
    }

    private static Resolved meant(Intent intent) {
        return new Resolved.Meant(List.of(intent));
    }

    /** An appliance's order: each value said goes to one slot, and only one action may fit. */
    private Resolved order(Draft draft) {
        var fitting = new LinkedHashMap<Draft.Candidate, Map<String, Object>>();
        for (Draft.Candidate candidate : draft.candidates()) {
            Orders.assign(draft.values(), candidate.action()).ifPresent(slots -> fitting.put(candidate, slots));
        }
        if (fitting.isEmpty()) {
            return new Resolved.Impossible(
                    "no appliance takes " + String.join(" and ", draft.values()) + " in one order");
        }
        boolean bare = draft.values().isEmpty() && !draft.slots().containsKey("action");
        List<Draft.Candidate> whole = fitting.entrySet().stream()
                .filter(entry -> missing(entry.getKey().action(), entry.getValue()).isEmpty()).map(Map.Entry::getKey)
                .toList();
        if (whole.size() == 1 && !bare) {
            return ordered(draft, whole.getFirst(), fitting);
        }
        if (whole.isEmpty()) {
            Draft.Candidate first = fitting.keySet().iterator().next();
            String slot = missing(first.action(), fitting.get(first)).getFirst();
            return new Resolved.Question("Which " + CommandAutomaton.spoken(slot) + "?",
                    fitting.size() == 1 ? values(draft, first, fitting.get(first), slot) : List.of());
        }
        Set<String> devices = whole.stream().map(candidate -> candidate.device().name())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (devices.size() > 1) {
            return new Resolved.Question("Which one: " + String.join(", ", devices) + "?",
                    whole.size() == devices.size()
                            ? whole.stream().map(candidate -> new Choice(phrases(candidate.device()),
                                    order(draft, candidate, fitting.get(candidate)))).toList()
                            : List.of());
        }
        return whole.size() == 1
                ? ordered(draft, whole.getFirst(), fitting)
                : new Resolved.Question("What should the " + devices.iterator().next() + " do: " + whole.stream()
                        .map(candidate -> CommandAutomaton.spoken(candidate.action().name()))
                        .collect(Collectors.joining(", ")) + "?", whole.stream()
                                .map(candidate -> new Choice(
                                        Set.of(CommandAutomaton.spoken(candidate.action().name())),
                                        order(draft, candidate, fitting.get(candidate))))
                                .toList());
    }

    /** The values that a last missing slot can take. */
    private static List<Choice> values(Draft draft, Draft.Candidate candidate, Map<String, Object> slots,
            String missing) {
        if (missing(candidate.action(), slots).size() > 1) {
            return List.of();
        }
        return candidate.action().slots().stream().filter(slot -> slot.name().equals(missing))
                .flatMap(slot -> slot.values().stream()).map(value -> {
                    var filled = new LinkedHashMap<>(slots);
                    filled.put(missing, value);
                    return new Choice(Set.of(TextNormaliser.normalise(value)), order(draft, candidate, filled));
                }).toList();
    }

    /** By which a device can be told from others: its names, and its area with them. */
    private Set<String> phrases(Catalogue.Device device) {
        List<String> names = device.spokenNames();
        var phrases = new LinkedHashSet<>(names);
        catalogue.areas().stream()
                .filter(area -> device.area().filter(name -> name.equalsIgnoreCase(area.name())).isPresent())
                .flatMap(area -> area.spokenNames().stream())
                .forEach(place -> names.forEach(name -> phrases.add(place + " " + name)));
        return phrases;
    }

    private static Intent order(Draft draft, Draft.Candidate candidate, Map<String, Object> slots) {
        return new Intent("appliance." + candidate.action().name(), new Intent.OneDevice(candidate.device().name()),
                slots, draft.schedule());
    }

    private static Resolved ordered(Draft draft, Draft.Candidate candidate,
            Map<Draft.Candidate, Map<String, Object>> fitting) {
        return meant(order(draft, candidate, fitting.get(candidate)));
    }

    private static List<String> missing(Catalogue.ApplianceAction action, Map<String, Object> slots) {
        return action.slots().stream().filter(slot -> slot.required() && !slots.containsKey(slot.name()))
                .map(Catalogue.Slot::name).toList();
    }
}
