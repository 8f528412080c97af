package mando.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mando.device.configuration.Configuration;

/** Checks a command against the home before anything of it acts, whatever understood it. */
final class Check {

    private static final Set<String> COLORS = Set.of("red", "orange", "yellow", "green", "cyan", "blue", "purple",
            "pink",
            "magenta", "violet", "turquoise", "lime", "teal", "gold", "white", "brown", "black");
    private static final Set<String> MOVES = Set.of("forward", "backward", "left", "right", "up", "down");
    private static final Set<String> TURNS = Set.of("left", "right");

    private final Home home;

    Check(Home home) {
        this.home = home;
    }

    /** A command in steps, or why it is refused. */
    sealed interface Checked {

        record Steps(List<Step> steps) implements Checked {}

        record Refused(String reason) implements Checked {}
    }

    Checked check(Command command) {
        DeviceType type;
        try {
            type = DeviceType.of(command.type());
        } catch (IllegalArgumentException e) {
            return new Checked.Refused("There is no kind of device called " + command.type() + ".");
        }
        List<Configuration.Device> devices = switch (command.target()) {
            case Command.One(String name) -> home.device(name).map(List::of).orElse(List.of());
            case Command.Every(Optional<String> area, Optional<String> floor) -> home.devices(type, area, floor);
            case Command.None() -> List.of();
        };
        if (devices.isEmpty()) {
            return new Checked.Refused("There is no such device.");
        }
        var steps = new ArrayList<Step>();
        for (Configuration.Device device : devices) {
            Optional<String> problem = device.type() == type
                    ? problem(device, command)
                    : Optional.of("is no " + type.id());
            if (problem.isPresent()) {
                return new Checked.Refused("The " + device.name() + " " + problem.get() + ".");
            }
            steps.add(new Step(device, command.verb(), command.slots()));
        }
        return new Checked.Steps(List.copyOf(steps));
    }

    private static Optional<String> problem(Configuration.Device device, Command command) {
        String verb = command.verb();
        if (device.actions().containsKey(verb)) {
            return orderProblem(device.actions().get(verb), command.slots());
        }
        if (!device.type().actions().contains(verb)) {
            return Optional.of("cannot " + verb.replace('_', ' '));
        }
        if (verb.equals("set") && command.slots().isEmpty()) {
            return Optional.of("was not told what to be set to");
        }
        for (Map.Entry<String, Object> slot : command.slots().entrySet()) {
            boolean accepted = verb.equals("set")
                    ? device.slots().contains(slot.getKey())
                    : verbTakes(verb, slot.getKey());
            if (!accepted) {
                return Optional.of("has no " + slot.getKey().replace('_', ' ') + " to set");
            }
            Optional<String> problem = slotProblem(device, verb, slot.getKey(), slot.getValue());
            if (problem.isPresent()) {
                return problem;
            }
        }
        if ((verb.equals("move") || verb.equals("turn")) && !command.slots().containsKey("direction")) {
            return Optional.of("was not told which way");
        }
        return Optional.empty();
    }

    private static boolean verbTakes(String verb, String slot) {
        return switch (verb) {
            case "query" -> slot.equals("property");
            case "takeoff" -> slot.equals("altitude");
            case "move" -> slot.equals("direction") || slot.equals("distance");
            case "turn" -> slot.equals("direction") || slot.equals("angle");
            default -> false;
        };
    }

    private static Optional<String> slotProblem(Configuration.Device device, String verb, String slot, Object value) {
        return switch (slot) {
            case "brightness", "position", "volume" -> range(slot, value, 0, 100, "percent");
            case "speed" -> range(slot, value, 0, device.type() == DeviceType.DRONE ? 20 : 100,
                    device.type() == DeviceType.DRONE ? "metres a second" : "percent");
            case "brightness_step", "speed_step", "volume_step" -> range(slot, value, -100, 100, "percent");
            case "color_temperature" -> range(slot, value, 1500, 9000, "kelvin");
            case "temperature" ->
                range(slot, value, device.limits().minTemperature(), device.limits().maxTemperature(), "degrees");
            case "temperature_step" -> range(slot, value, -20, 20, "degrees");
            case "altitude" -> range(slot, value, 0.5, device.limits().maxAltitude(), "metres");
            case "distance" -> range(slot, value, 0.1, device.limits().maxDistance(), "metres");
            case "angle" -> range(slot, value, 1, 360, "degrees");
            case "color" -> oneOf(slot, value, COLORS);
            case "direction" -> oneOf(slot, value, verb.equals("turn") ? TURNS : MOVES);
            default -> value instanceof String ? Optional.empty() : Optional.of("cannot use " + value + " as " + slot);
        };
    }

    private static Optional<String> range(String slot, Object value, double least, double most, String unit) {
        if (value instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most) {
            return Optional.empty();
        }
        return Optional.of("takes a " + slot.replace('_', ' ') + " of " + Reply.number(least) + " to "
                + Reply.number(most) + " "
                + unit + ", not " + (value instanceof Number number ? Reply.number(number.doubleValue()) : value));
    }

    private static Optional<String> oneOf(String slot, Object value, Set<String> choices) {
        return value instanceof String text && choices.contains(text)
                ? Optional.empty()
                : Optional.of("does not know the " + slot + " " + value);
    }

    private static Optional<String> orderProblem(Configuration.ApplianceAction action, Map<String, Object> slots) {
        for (Map.Entry<String, Object> slot : slots.entrySet()) {
            Configuration.Slot known = action.slots().get(slot.getKey());
            if (known == null || known.values().stream().noneMatch(value -> value.equals(slot.getValue()))) {
                return Optional.of("cannot do " + slot.getKey() + " " + slot.getValue());
            }
        }
        return action.slots().entrySet().stream()
                .filter(slot -> slot.getValue().required() && !slots.containsKey(slot.getKey()))
                .findFirst().map(slot -> "was not told which " + slot.getKey());
    }
}
