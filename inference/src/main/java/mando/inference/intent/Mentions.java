package mando.inference.intent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which names, areas, actions and values of a home stand in what was said. The prompt repeats them behind the transcript, so that the model need not search
 * the home for them. It was trained with {@code models/intent-en/mentions.py}, which does the same. Thread-safe.
 */
final class Mentions {

    private static final int MOST = 8;
    private static final int SHORTEST_TELLING_WORD = 4;

    /**
     * A part of the prompt.
     *
     * @param control {@code d}, {@code area}, {@code act} or {@code v} of what stands there word for word; {@code a} of a device that is named in other words
     * @param text as it was said, but for {@code a} the device's name
     * @param type of a device
     */
    record Mention(String control, String text, Optional<String> type) {

        /** Whether it is a device's name, word for word. */
        boolean isDevice() { return control.equals("d"); }

        /** Whether it is a value of an appliance's slot. */
        boolean isValue() { return control.equals("v"); }
    }

    private record Placed(int at, Mention mention) {}

    private record Likely(int at, int device) {}

    private record LongName(List<String> words, int device) {}

    private final List<Catalogue.Device> devices;
    private final Map<String, Mention> phrases = new HashMap<>();
    private final int longestPhrase;
    private final Map<String, Integer> deviceNames = new LinkedHashMap<>();
    private final List<LongName> longNames;
    private final Map<String, Integer> tellingWords = new HashMap<>();

    Mentions(Catalogue catalogue, NounLexicon lexicon) {
        devices = catalogue.devices();
        for (int i = 0; i < devices.size(); i++) {
            for (String name : devices.get(i).spokenNames()) {
                phrases.putIfAbsent(name, new Mention("d", name, Optional.of(devices.get(i).type())));
                deviceNames.putIfAbsent(name, i);
            }
        }
        for (Catalogue.Area area : catalogue.areas()) {
            area.spokenNames().forEach(name -> add("area", name));
        }
        for (Catalogue.Device device : devices) {
            device.applianceActions().forEach(action -> add("act", CommandAutomaton.spoken(action.name())));
            device.applianceActions().stream().flatMap(action -> action.slots().stream())
                    .flatMap(slot -> slot.values().stream())
                    .forEach(value -> add("v", TextNormaliser.normalise(value)));
        }
        phrases.remove("");
        longNames = deviceNames.entrySet().stream().filter(name -> name.getKey().contains(" "))
                .map(name -> new LongName(List.of(name.getKey().split(" ")), name.getValue())).toList();
        longestPhrase = Utterance.longest(phrases.keySet());
        findTellingWords(catalogue, lexicon);
    }

    private void add(String control, String text) {
        phrases.putIfAbsent(text, new Mention(control, text, Optional.empty()));
    }

    private static Set<String> words(List<String> texts) {
        return texts.stream().flatMap(text -> Stream.of(text.split(" "))).collect(Collectors.toSet());
    }

    /** Words that are in the names of one device and mean nothing else. */
    private void findTellingWords(Catalogue catalogue, NounLexicon lexicon) {
        var others = new HashSet<>(phrases.keySet());
        lexicon.nouns().forEach(noun -> others.addAll(List.of(noun.text().split(" "))));
        catalogue.areas().forEach(area -> others.addAll(words(area.spokenNames())));
        var owners = new HashMap<String, Set<Integer>>();
        for (int i = 0; i < devices.size(); i++) {
            for (String word : words(devices.get(i).spokenNames())) {
                owners.computeIfAbsent(word, _ -> new HashSet<>()).add(i);
            }
        }
        owners.forEach((word, owned) -> {
            if (owned.size() == 1 && word.length() >= SHORTEST_TELLING_WORD && !others.contains(word)) {
                tellingWords.put(word, owned.iterator().next());
            }
        });
    }

    /** In the order in which they were said, the first few. */
    List<Mention> in(Utterance said) {
        List<Utterance.Span> spans = said.find(phrases.keySet(), longestPhrase, 0);
        var placed = new ArrayList<Placed>();
        var named = new HashSet<Integer>();
        for (Utterance.Span span : spans) {
            placed.add(new Placed(span.start(), phrases.get(span.text())));
            Optional.ofNullable(deviceNames.get(span.text())).ifPresent(named::add);
        }
        for (Likely likely : likely(said, spans)) {
            if (named.add(likely.device())) {
                Catalogue.Device device = devices.get(likely.device());
                placed.add(new Placed(likely.at(),
                        new Mention("a", TextNormaliser.normalise(device.name()), Optional.of(device.type()))));
            }
        }
        return placed.stream().sorted(Comparator.comparingInt(Placed::at)).limit(MOST).map(Placed::mention).distinct()
                .toList();
    }

    /** Devices of which a telling word was said, or all words of a name in another order. */
    private List<Likely> likely(Utterance said, List<Utterance.Span> spans) {
        var firstPlaces = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < said.words().size(); i++) {
            firstPlaces.putIfAbsent(said.words().get(i), i);
        }
        var likely = new ArrayList<Likely>();
        firstPlaces.forEach((word, at) -> {
            if (tellingWords.containsKey(word)
                    && spans.stream().noneMatch(span -> span.start() <= at && at < span.end())) {
                likely.add(new Likely(at, tellingWords.get(word)));
            }
        });
        for (LongName name : longNames) {
            if (firstPlaces.keySet().containsAll(name.words())) {
                likely.add(new Likely(name.words().stream().mapToInt(firstPlaces::get).min().orElseThrow(),
                        name.device()));
            }
        }
        likely.sort(Comparator.comparingInt(Likely::at).thenComparingInt(Likely::device));
        return likely;
    }
}
