package mando.inference.intent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a home has that can be spoken about. Names are as their owner wrote them; they are normalised where they meet a transcript.
 *
 * @param areas the areas, in configuration order
 * @param devices the devices, in configuration order
 * @param phrases sentences of the owner's own, and what each asks for
 */
public record Catalogue(List<Area> areas, List<Device> devices, Map<String, Intent> phrases) {

    public Catalogue {
        areas = List.copyOf(areas);
        devices = List.copyOf(devices);
        phrases = Map.copyOf(phrases);
    }

    /** Without phrases. */
    public Catalogue(List<Area> areas, List<Device> devices) {
        this(areas, devices, Map.of());
    }

    /**
     * A room or another place.
     *
     * @param floor the floor that it is on, as people name it
     */
    public record Area(String name, List<String> aliases, Optional<String> floor) {

        public Area {
            aliases = List.copyOf(aliases);
        }

        /** Name and aliases in normal form, each once. */
        List<String> spokenNames() {
            return normalised(name, aliases);
        }
    }

    /**
     * A thing that can be commanded or asked.
     *
     * @param type the device type, as {@code light}
     * @param area the name of its area
     * @param actions the actions that it can do, without the type: {@code on}, {@code set}
     * @param slots the slots that its {@code set} accepts, as {@code brightness}
     * @param applianceActions the owner's own actions; empty for every type but {@code appliance}
     */
    public record Device(String name, List<String> aliases, String type, Optional<String> area, Set<String> actions,
            Set<String> slots, List<ApplianceAction> applianceActions) {

        public Device {
            aliases = List.copyOf(aliases);
            actions = Set.copyOf(actions);
            slots = Set.copyOf(slots);
            applianceActions = List.copyOf(applianceActions);
        }

        /** Name and aliases in normal form, each once. */
        List<String> spokenNames() {
            return normalised(name, aliases);
        }
    }

    /** An action of the owner's own, as {@code order}. */
    public record ApplianceAction(String name, List<Slot> slots) {

        public ApplianceAction {
            slots = List.copyOf(slots);
        }
    }

    /**
     * A slot of an appliance's action.
     *
     * @param values what may fill it, as it is said
     * @param required whether the action makes no sense without it
     */
    public record Slot(String name, List<String> values, boolean required) {

        public Slot {
            values = List.copyOf(values);
        }
    }

    private static List<String> normalised(String name, List<String> aliases) {
        return Stream.concat(Stream.of(name), aliases.stream()).map(TextNormaliser::normalise)
                .filter(text -> !text.isEmpty()).distinct().toList();
    }
}
