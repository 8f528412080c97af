package mando.inference.intent;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import mando.inference.intent.Draft.Candidate;
import mando.inference.intent.Draft.Reference;
import mando.inference.intent.Parse.Choice;
import mando.inference.intent.Parse.Complete;
import mando.inference.intent.Parse.Either;
import mando.inference.intent.Parse.Evident;
import mando.inference.intent.Parse.Spelling;
import mando.inference.intent.ValueTries.Numbers;

/**
 * What the model may write for one home: the grammar of {@code models/intent-en/README.md}, with only the names, actions, slots and values that
 * the home has. "No command" is always among the choices. Used by one thread at a time (tries are made when first needed).
 */
final class CommandAutomaton {

    private static final int MOST_COMMANDS = 4;
    private static final int MOST_EXCEPTIONS = 3;
    private static final int MOST_VALUES = 12;
    private static final int MOST_DURATION_PARTS = 3;

    private static final Set<String> VALUE_SLOTS = Set.of("brightness", "brightness_step", "color", "color_temperature",
            "speed", "speed_step", "position", "temperature", "temperature_step", "volume", "volume_step", "altitude");

    private static final Map<String, Numbers> NUMBERS = Map.ofEntries(entry("brightness", Numbers.BRIGHTNESS),
            entry("speed", Numbers.SPEED), entry("position", Numbers.POSITION), entry("volume", Numbers.VOLUME),
            entry("brightness_step", Numbers.BRIGHTNESS_STEP), entry("speed_step", Numbers.BRIGHTNESS_STEP),
            entry("volume_step", Numbers.VOLUME_STEP), entry("color_temperature", Numbers.KELVIN),
            entry("temperature", Numbers.TEMPERATURE), entry("temperature_step", Numbers.TEMPERATURE_STEP),
            entry("altitude", Numbers.LENGTH), entry("distance", Numbers.LENGTH), entry("angle", Numbers.ANGLE));

    private final Catalogue catalogue;
    private final IntentVocabulary vocabulary;
    private final Referents referents;
    private final ValueTries values;
    private final List<Candidate> appliances;
    private final boolean hasDrone;
    private final Map<String, int[]> phraseTokens = new HashMap<>();
    private final Map<String, TokenTrie<Reference>> references = new HashMap<>();
    private final Map<List<Candidate>, Set<String>> slotValues = new HashMap<>();

    CommandAutomaton(Catalogue catalogue, IntentVocabulary vocabulary, Referents referents) {
        this.catalogue = catalogue;
        this.vocabulary = vocabulary;
        this.referents = referents;
        this.values = new ValueTries(vocabulary);
        this.hasDrone = catalogue.devices().stream().anyMatch(device -> device.type().equals("drone"));
        this.appliances = catalogue.devices().stream()
                .flatMap(device -> device.applianceActions().stream().map(action -> new Candidate(device, action)))
                .toList();
    }

    /**
     * Where an output begins.
     *
     * @param said what an output can be about: a timer's name and an order's values can only be words of it, a number only one of its own
     */
    Parse start(Utterance said) {
        Map<Integer, Supplier<Parse>> branches = commands(List.of(), said);
        branches.put(vocabulary.id("none"),
                () -> new Choice(Map.of(vocabulary.id("end"), () -> new Complete(List.of()))));
        return new Choice(branches);
    }

    private Map<Integer, Supplier<Parse>> commands(List<Draft> before, Utterance said) {
        var branches = new LinkedHashMap<Integer, Supplier<Parse>>();
        for (String action : IntentVocabulary.DEVICE_ACTIONS) {
            if (!references(action).isEmpty()) {
                branches.put(vocabulary.id(action), () -> target(before, Draft.of(action), said, false));
            }
        }
        if (hasDrone) {
            for (String action : IntentVocabulary.DRONE_ACTIONS) {
                branches.put(vocabulary.id(action), () -> target(before, Draft.of(action), said, true));
            }
            // A drone is set without being named, too.
            branches.put(vocabulary.id("set"), () -> target(before, Draft.of("set"), said, true));
        }
        for (String action : IntentVocabulary.TIMER_ACTIONS) {
            branches.put(vocabulary.id(action), () -> slots(before, Draft.of(action), said));
        }
        branches.put(vocabulary.id("clock_query"), () -> slots(before, Draft.of("clock_query"), said));
        if (!appliances.isEmpty()) {
            branches.put(vocabulary.id("do"),
                    () -> appliance(before, Draft.of("do").withCandidates(appliances), said, 0));
        }
        return branches;
    }

    private Parse target(List<Draft> before, Draft draft, Utterance said, boolean optional) {
        var branches = new LinkedHashMap<Integer, Supplier<Parse>>();
        if (!references(draft.action()).isEmpty()) {
            for (boolean every : new boolean[]{ false, true}) {
                branches.put(vocabulary.id(every ? "all" : "d"), () -> reference(draft.action(), said,
                        reference -> slots(before, draft.withReference(every, reference), said)));
            }
        }
        if (!optional) {
            return new Choice(branches);
        }
        // Who names a drone means no other.
        if (referents.saidPlainly(said).stream().anyMatch(this::isOneDrone)) {
            return new Evident(new Choice(branches));
        }
        branches.putAll(slotBranches(before, draft, said));
        return new Choice(branches);
    }

    private Parse reference(String action, Utterance said, Function<Reference, Parse> then) {
        var plain = new TokenTrie<Reference>();
        referents.saidPlainly(said).forEach(phrase -> put(plain, action, phrase));
        return new Spelling<>(references(action), plain, then);
    }

    private boolean isOneDrone(String phrase) {
        Referents.Referent referent = referents.byPhrase().get(phrase);
        return referent.named() && referent.devices().stream().allMatch(device -> device.type().equals("drone"));
    }

    /** The phrases for things that can do an action, each with just those things. */
    private TokenTrie<Reference> references(String action) {
        return references.computeIfAbsent(action, _ -> {
            var trie = new TokenTrie<Reference>();
            referents.byPhrase().keySet().forEach(phrase -> put(trie, action, phrase));
            return trie;
        });
    }

    private void put(TokenTrie<Reference> trie, String action, String phrase) {
        Referents.Referent referent = referents.byPhrase().get(phrase);
        List<Catalogue.Device> able = referent.devices().stream().filter(device -> can(action, device)).toList();
        if (!able.isEmpty()) {
            trie.put(phraseTokens.computeIfAbsent(phrase, vocabulary::text), new Reference(phrase,
                    new Referents.Referent(able, referent.named(), referent.area(), referent.floor())));
        }
    }

    private static boolean can(String action, Catalogue.Device device) {
        return action.equals("do")
                ? !device.applianceActions().isEmpty()
                : Abilities.of(action, device).isPresent();
    }

    private Parse slots(List<Draft> before, Draft draft, Utterance said) {
        return new Choice(slotBranches(before, draft, said));
    }

    private Map<Integer, Supplier<Parse>> slotBranches(List<Draft> before, Draft draft, Utterance said) {
        var branches = new LinkedHashMap<Integer, Supplier<Parse>>();
        for (String slot : openSlots(draft)) {
            if (NUMBERS.containsKey(slot) && !NUMBERS.get(slot).anyFrom(said)) {
                continue;
            }
            branches.put(vocabulary.id(slot),
                    () -> slotValue(slot, draft, said, filled -> slots(before, filled, said)));
        }
        if (draft.reference().isPresent() && draft.slots().isEmpty() && draft.except().size() < MOST_EXCEPTIONS) {
            branches.put(vocabulary.id("but"), () -> reference(draft.action(), said,
                    reference -> slots(before, draft.without(reference), said)));
        }
        if (isWhole(draft)) {
            branches.putAll(endBranches(before, draft, said));
        }
        return branches;
    }

    private Map<Integer, Supplier<Parse>> endBranches(List<Draft> before, Draft draft, Utterance said) {
        var branches = new LinkedHashMap<Integer, Supplier<Parse>>();
        if (draft.schedule().isEmpty() && !draft.action().startsWith("timer") && !draft.action().endsWith("query")) {
            Function<Draft, Parse> ending = scheduled -> new Choice(endBranches(before, scheduled, said));
            branches.put(vocabulary.id("delay"), () -> duration(said, 0, MOST_DURATION_PARTS,
                    seconds -> ending.apply(draft.withSchedule(new Intent.Schedule.After(seconds)))));
            branches.put(vocabulary.id("for"), () -> duration(said, 0, MOST_DURATION_PARTS,
                    seconds -> ending.apply(draft.withSchedule(new Intent.Schedule.During(seconds)))));
            branches.put(vocabulary.id("at"),
                    () -> new Spelling<>(values.clock(said),
                            at -> ending.apply(draft.withSchedule((Intent.Schedule) at))));
        }
        var drafts = new ArrayList<>(before);
        drafts.add(draft);
        if (drafts.size() < MOST_COMMANDS) {
            branches.put(vocabulary.id("and"), () -> new Choice(commands(List.copyOf(drafts), said)));
        }
        branches.put(vocabulary.id("end"), () -> new Complete(List.copyOf(drafts)));
        return branches;
    }

    /** Whether a command may end here: what it cannot do without has been said. */
    private static boolean isWhole(Draft draft) {
        return switch (draft.action()) {
            case "set" -> !draft.slots().isEmpty();
            case "move", "turn" -> draft.slots().containsKey("direction");
            case "timer_extend" -> draft.slots().containsKey("duration");
            case "query", "clock_query" -> draft.slots().containsKey("property");
            default -> true;
        };
    }

    private List<String> openSlots(Draft draft) {
        Set<String> possible = new LinkedHashSet<>(switch (draft.action()) {
            case "set" -> settable(draft);
            case "query", "clock_query" -> List.of("property");
            case "takeoff" -> List.of("altitude");
            case "move" -> List.of("direction", "distance");
            case "turn" -> List.of("direction", "angle");
            case "timer_start", "timer_extend" -> List.of("duration", "name");
            case "timer_cancel", "timer_pause", "timer_resume", "timer_query" -> List.of("name");
            default -> List.of();
        });
        possible.removeAll(draft.slots().keySet());
        return List.copyOf(possible);
    }

    private List<String> settable(Draft draft) {
        List<Catalogue.Device> devices = draft.reference().map(reference -> reference.referent().devices())
                .orElseGet(() -> catalogue.devices().stream().filter(device -> device.type().equals("drone")).toList());
        return devices.stream().filter(device -> device.actions().contains("set"))
                .flatMap(device -> device.slots().stream()).filter(VALUE_SLOTS::contains).distinct().sorted().toList();
    }

    private Parse slotValue(String slot, Draft draft, Utterance said, Function<Draft, Parse> then) {
        Function<Object, Parse> plain = value -> then.apply(draft.withSlot(slot, value));
        return switch (slot) {
            case "color" -> new Spelling<>(values.colors, plain);
            case "temperature" -> number(slot, said, number -> unit(values.temperatureUnits,
                    unit -> plain.apply(toCelsius(number, unit)), plain.apply(number)));
            case "altitude", "distance" -> number(slot, said,
                    number -> unit(values.lengthUnits, unit -> plain.apply(toMetres(number, unit)),
                            plain.apply(number)));
            case "direction" -> new Spelling<>(draft.action().equals("turn") ? values.turns : values.moves, plain);
            case "property" -> new Spelling<>(values.properties, plain);
            case "name" -> new Spelling<>(said.spans(), plain::apply);
            case "duration" -> duration(said, 0, MOST_DURATION_PARTS, plain::apply);
            default -> number(slot, said, plain);
        };
    }

    private Parse number(String slot, Utterance said, Function<Object, Parse> then) {
        return number(NUMBERS.get(slot), said, then);
    }

    private Parse number(Numbers range, Utterance said, Function<Object, Parse> then) {
        return new Spelling<>(values.numbers(range, said), values.saidNumbers(range, said), then);
    }

    /** A unit, or what follows where none is said. */
    private static Parse unit(TokenTrie<Object> units, Function<Object, Parse> with, Parse without) {
        var either = new TokenTrie<Object>();
        either.adopt(units, "");
        return new Spelling<>(either, unit -> unit.equals("") ? without : with.apply(unit));
    }

    private static Object toMetres(Object number, Object unit) {
        return rounded(((Number) number).doubleValue() * ValueTries.METRES.get((String) unit));
    }

    private static Object toCelsius(Object number, Object unit) {
        return unit.equals("celsius") ? number : rounded((((Number) number).doubleValue() - 32) / 1.8);
    }

    private static Object rounded(double value) {
        double tenth = Math.round(value * 100) / 100.0;
        return tenth == Math.rint(tenth) ? (Object) Math.round(tenth) : (Object) tenth;
    }

    /** One or more amounts with their units, in seconds. */
    private Parse duration(Utterance said, long before, int partsLeft, Function<Long, Parse> then) {
        return number(Numbers.AMOUNT, said, amount -> new Spelling<>(values.timeUnits, unit -> {
            long seconds = before + Math.max(1,
                    Math.round(((Number) amount).doubleValue() * ValueTries.SECONDS.get((String) unit)));
            Parse ended = then.apply(seconds);
            return partsLeft > 1 ? new Either(duration(said, seconds, partsLeft - 1, then), ended) : ended;
        }));
    }

    private Parse appliance(List<Draft> before, Draft draft, Utterance said, int from) {
        var branches = new LinkedHashMap<Integer, Supplier<Parse>>();
        if (draft.reference().isEmpty() && draft.values().isEmpty()) {
            branches.put(vocabulary.id("d"), () -> reference("do", said, reference -> appliance(
                    before,
                    draft.withReference(false, reference).withCandidates(draft.candidates().stream()
                            .filter(candidate -> reference.referent().devices().contains(candidate.device())).toList()),
                    said, from)));
        }
        boolean actionSaid = draft.slots().containsKey("action");
        if (!actionSaid && draft.values().isEmpty()) {
            branches.put(vocabulary.id("act"),
                    () -> action(draft.candidates(), said, action -> appliance(before,
                            draft.withSlot("action", action).withCandidates(draft.candidates().stream()
                                    .filter(candidate -> spoken(candidate.action().name()).equals(action))
                                    .toList()),
                            said, from)));
        }
        Optional<Utterance.Span> next = nextValue(draft, said, from);
        if (next.isPresent()) {
            branches.put(vocabulary.id("v"), () -> new Evident(new Spelling<>(only(next.get()), span -> {
                Draft more = draft.withValue(span.text(), draft.candidates());
                return appliance(before, more.withCandidates(fitting(more)), said, span.end());
            })));
        } else if (actionSaid || !draft.values().isEmpty() || draft.reference().isPresent()) {
            // An order ends only where no value is left that was said for a slot still open: nothing said is lost.
            branches.putAll(endBranches(before, draft, said));
        }
        var place = new Choice(branches);
        return draft.values().isEmpty() ? place : new Evident(place);
    }

    /** The next value said that some action still has an open slot for; of those that overlap, the longest. */
    private Optional<Utterance.Span> nextValue(Draft draft, Utterance said, int from) {
        return draft.values().size() >= MOST_VALUES
                ? Optional.empty()
                : said.find(values(draft.candidates()), from).stream()
                        .filter(span -> !fitting(draft.withValue(span.text(), draft.candidates())).isEmpty())
                        .findFirst();
    }

    private static List<Candidate> fitting(Draft draft) {
        return draft.candidates().stream()
                .filter(candidate -> Orders.assign(draft.values(), candidate.action()).isPresent()).toList();
    }

    private TokenTrie<Utterance.Span> only(Utterance.Span span) {
        var trie = new TokenTrie<Utterance.Span>();
        trie.put(vocabulary.text(span.text()), span);
        return trie;
    }

    private Set<String> values(List<Candidate> candidates) {
        return slotValues.computeIfAbsent(candidates, fitting -> fitting.stream()
                .flatMap(candidate -> candidate.action().slots().stream()).flatMap(slot -> slot.values().stream())
                .map(TextNormaliser::normalise).collect(Collectors.toSet()));
    }

    private Parse action(List<Candidate> candidates, Utterance said, Function<String, Parse> then) {
        Set<String> names = candidates.stream().map(candidate -> spoken(candidate.action().name()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new Spelling<>(trie(names),
                trie(said.find(names, 0).stream().map(Utterance.Span::text).toList()), then);
    }

    private TokenTrie<String> trie(Collection<String> texts) {
        var trie = new TokenTrie<String>();
        texts.forEach(text -> trie.put(vocabulary.text(text), text));
        return trie;
    }

    /** An identifier as words: {@code hot_water} and {@code hotWater} are "hot water". */
    static String spoken(String identifier) {
        return TextNormaliser.normalise(identifier.replaceAll("(?<=[a-z])(?=[A-Z])", " ").replace('_', ' '));
    }
}
