package mando.deploy.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mando.inference.intent.Catalogue;

/**
 * A command as what it does in one home, so that two ways of writing the same thing compare equal: the devices it moves (whether named, or
 * addressed by type, area or floor), the action, and its slots with numbers as numbers and text in lower case.
 *
 * @param action the action with its type, as {@code light.set}
 * @param devices the canonical names of the devices addressed, in lower case; empty for timers and clocks
 * @param slots the slots and the schedule ({@code delay}, {@code duration}, {@code at}) by name
 */
record CanonicalCommand(String action, Set<String> devices, Map<String, Object> slots) {

    CanonicalCommand {
        devices = Set.copyOf(devices);
        slots = Map.copyOf(slots);
    }

    /**
     * @param command in the form of product.md: {@code {"action":"light.off","area":"kitchen"}}
     */
    static CanonicalCommand of(JsonNode command, Catalogue home) {
        String action = command.path("action").asText();
        var slots = new TreeMap<String, Object>();
        command.path("slots").properties().forEach(slot -> slots.put(slot.getKey(), value(slot.getValue())));
        for (String schedule : new String[]{ "delay", "duration", "at"}) {
            if (command.has(schedule)) {
                slots.put("schedule." + schedule, value(command.get(schedule)));
            }
        }
        return new CanonicalCommand(action, devices(command, action, home), slots);
    }

    private static Set<String> devices(JsonNode command, String action, Catalogue home) {
        var devices = new TreeSet<String>();
        String type = command.has("type")
                ? command.get("type").asText()
                : action.substring(0, Math.max(0, action.indexOf('.')));
        if (command.has("device")) {
            String named = command.get("device").asText();
            devices.add(home.devices().stream().filter(device -> isCalled(device, named)).map(Catalogue.Device::name)
                    .findFirst().orElse(named).toLowerCase(Locale.ROOT));
            return devices;
        }
        for (Catalogue.Device device : home.devices()) {
            boolean inArea = !command.has("area")
                    || device.area().filter(area -> sameArea(home, area, command.get("area").asText())).isPresent();
            boolean onFloor = !command.has("floor") || device.area().flatMap(area -> floorOf(home, area))
                    .filter(command.get("floor").asText()::equalsIgnoreCase).isPresent();
            if (device.type().equals(type) && inArea && onFloor) {
                devices.add(device.name().toLowerCase(Locale.ROOT));
            }
        }
        return devices;
    }

    private static boolean isCalled(Catalogue.Device device, String name) {
        return device.name().equalsIgnoreCase(name) || device.aliases().stream().anyMatch(name::equalsIgnoreCase);
    }

    private static boolean sameArea(Catalogue home, String area, String name) {
        return area.equalsIgnoreCase(name) || home.areas().stream().filter(a -> a.name().equalsIgnoreCase(area))
                .anyMatch(a -> a.aliases().stream().anyMatch(name::equalsIgnoreCase));
    }

    private static Optional<String> floorOf(Catalogue home, String area) {
        return home.areas().stream().filter(a -> a.name().equalsIgnoreCase(area)).findFirst()
                .flatMap(Catalogue.Area::floor);
    }

    private static Object value(JsonNode node) {
        if (node.isNumber()) {
            return node.asDouble();
        }
        String text = node.asText().strip().toLowerCase(Locale.ROOT);
        return text.matches("-?\\d+(\\.\\d+)?") ? (Object) Double.parseDouble(text) : text;
    }
}
