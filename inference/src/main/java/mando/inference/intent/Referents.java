package mando.inference.intent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every phrase by which things of a home can be referred to, and what it stands for: names, aliases, "area name", "area noun", "floor noun",
 * nouns alone, areas alone. Phrases are normalised. Immutable.
 */
final class Referents {

    /**
     * What a phrase stands for.
     *
     * @param devices in configuration order
     * @param named whether a device's own name or alias was said, so that exactly one thing is meant
     * @param area the area or floor that the phrase names beside a noun; empty where it names none
     */
    record Referent(List<Catalogue.Device> devices, boolean named, String area, boolean floor) {

        Referent {
            devices = List.copyOf(devices);
        }
    }

    /** Types that "everything" means: what is switched, never what locks, opens, flies or orders. */
    private static final Set<String> SWITCHED = Set.of("light", "switch", "fan", "media", "climate");

    private final Map<String, Referent> byPhrase = new LinkedHashMap<>();
    private final Map<Catalogue.Device, Set<String>> subtypes = new HashMap<>();
    private final int longestPhrase;

    Referents(Catalogue catalogue, NounLexicon lexicon) {
        catalogue.devices().forEach(device -> subtypes.put(device, lexicon.subtypes(device)));
        for (Catalogue.Device device : catalogue.devices()) {
            for (String name : device.spokenNames()) {
                addNamed(name, device);
            }
        }
        for (Catalogue.Area area : catalogue.areas()) {
            for (String name : area.spokenNames()) {
                for (Catalogue.Device device : in(catalogue, area)) {
                    for (String deviceName : device.spokenNames()) {
                        addNamed(name + " " + deviceName, device);
                        String canonical = TextNormaliser.normalise(area.name()) + " ";
                        if (deviceName.startsWith(canonical)) {
                            // "the salon lamp" is the "living room lamp" where salon is another name of the living room.
                            addNamed(name + " " + deviceName.substring(canonical.length()), device);
                        }
                        if (deviceName.startsWith(name + " ")) {
                            addNamedIfFree(deviceName.substring(name.length() + 1), device);
                        }
                    }
                }
            }
        }
        addNouns("", catalogue.devices(), lexicon, "", false);
        var floors = new LinkedHashMap<String, List<Catalogue.Device>>();
        for (Catalogue.Area area : catalogue.areas()) {
            List<Catalogue.Device> inside = in(catalogue, area);
            for (String name : area.spokenNames()) {
                addNouns(name + " ", inside, lexicon, area.name(), false);
                add(name, new Referent(inside, false, area.name(), false));
            }
            area.floor().ifPresent(floor -> floors.computeIfAbsent(floor, _ -> new ArrayList<>()).addAll(inside));
        }
        floors.forEach((floor, inside) -> {
            addNouns(TextNormaliser.normalise(floor) + " ", inside, lexicon, floor, true);
            add(TextNormaliser.normalise(floor), new Referent(inside, false, floor, true));
        });
        longestPhrase = Utterance.longest(byPhrase.keySet());
    }

    /** The phrases that somebody said by themselves, and not as a part of the name of something else. */
    List<String> saidPlainly(Utterance said) {
        return said.plainly(byPhrase.keySet(), longestPhrase);
    }

    private static List<Catalogue.Device> in(Catalogue catalogue, Catalogue.Area area) {
        return catalogue.devices().stream()
                .filter(device -> device.area().filter(name -> name.equalsIgnoreCase(area.name())).isPresent())
                .toList();
    }

    private void addNamed(String phrase, Catalogue.Device device) {
        add(phrase, new Referent(List.of(device), true, "", false));
    }

    /** "ceiling fan" for "bedroom ceiling fan", unless another is called that. */
    private void addNamedIfFree(String phrase, Catalogue.Device device) {
        Referent before = byPhrase.get(phrase);
        if (before == null) {
            addNamed(phrase, device);
        } else if (!before.devices().contains(device) && !isNameOf(phrase, before)) {
            var devices = new ArrayList<>(before.devices());
            devices.add(device);
            byPhrase.put(phrase, new Referent(devices, false, "", false));
        }
    }

    private static boolean isNameOf(String phrase, Referent referent) {
        return referent.devices().stream().anyMatch(device -> device.spokenNames().contains(phrase));
    }

    private void addNouns(String place, List<Catalogue.Device> devices, NounLexicon lexicon, String area,
            boolean floor) {
        for (NounLexicon.Noun noun : lexicon.nouns()) {
            List<Catalogue.Device> meant = noun.type().equals(NounLexicon.ANY)
                    ? devices.stream().filter(device -> SWITCHED.contains(device.type())).toList()
                    : meant(noun, devices);
            if (!meant.isEmpty()) {
                merge(place + noun.text(), new Referent(meant, false, area, floor));
            }
        }
    }

    /** Which of these devices a noun means: of its type, and by their own names nothing else than it says. A garage door is no blind, a radio is not the tv. */
    private List<Catalogue.Device> meant(NounLexicon.Noun noun, List<Catalogue.Device> devices) {
        List<Catalogue.Device> ofType = devices.stream().filter(device -> device.type().equals(noun.type())).toList();
        if (noun.subtypes().isEmpty()) {
            return ofType;
        }
        Optional<String> meant = noun.subtypes().stream()
                .filter(subtype -> ofType.stream().anyMatch(device -> isA(subtype, device))).findFirst();
        return ofType.stream().filter(device -> subtypes.get(device).isEmpty()
                || meant.filter(subtype -> isA(subtype, device)).isPresent()).toList();
    }

    private boolean isA(String subtype, Catalogue.Device device) {
        return subtypes.get(device).stream().anyMatch(path -> path.equals(subtype) || path.startsWith(subtype + "/"));
    }

    /** A name said before wins over a noun. */
    private void add(String phrase, Referent referent) {
        byPhrase.putIfAbsent(phrase, referent);
    }

    /** A noun of several types ("door") stands for the things of all of them; the action decides. */
    private void merge(String phrase, Referent referent) {
        byPhrase.merge(phrase, referent, (before, added) -> {
            if (before.named()) {
                return before;
            }
            var devices = new LinkedHashSet<>(before.devices());
            devices.addAll(added.devices());
            return new Referent(List.copyOf(devices), false, added.area(), added.floor());
        });
    }

    Map<String, Referent> byPhrase() {
        return byPhrase;
    }
}
