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

        record Refused(String reason, List<Report> reports) implements Checked {}
    }

    /**
     * What is wrong with a command to a device.
     *
     * @param clause what is said of the device
     * @param kind the same in parts, with the values; absent where they cannot tell it
     */
    private record Problem(String clause, Optional<Report.Kind> kind, List<Report.Value> values) {

        Problem(String clause, Report.Kind kind, Report.Value... values) {
            this(clause, Optional.of(kind), List.of(values));
        }

        List<Report> reports(Step step) {
            return kind.map(known -> List.of(Report.of(step, known, values))).orElse(List.of());
        }
    }

    Checked check(Command command) {
        DeviceType type;
        try {
            type = DeviceType.of(command.type());
        } catch (IllegalArgumentException e) {
            return new Checked.Refused("There is no kind of device called " + command.type() + ".", List.of());
        }
        List<Configuration.Device> devices = switch (command.target()) {
            case Command.One(String name) -> home.device(name).map(List::of).orElse(List.of());
            case Command.Every(Optional<String> area, Optional<String> floor) -> home.devices(type, area, floor);
            case Command.None() -> List.of();
        };
        if (devices.isEmpty()) {
            return new Checked.Refused("There is no such device.",
                    List.of(Report.of(type == DeviceType.APPLIANCE ? "do" : command.verb(), Report.Kind.MISSING)));
        }
        var steps = new ArrayList<Step>();
        for (Configuration.Device device : devices) {
            Step step = new Step(device, command.verb(), command.slots());
            Optional<Problem> problem = device.type() == type
                    ? problem(device, command)
                    : Optional.of(new Problem("is no " + type.id(), Report.Kind.UNABLE));
            if (problem.isPresent()) {
                return new Checked.Refused("The " + device.name() + " " + problem.get().clause() + ".",
                        problem.get().reports(step));
            }
            steps.add(step);
        }
        return new Checked.Steps(List.copyOf(steps));
    }

    private static Optional<Problem> problem(Configuration.Device device, Command command) {
        String verb = command.verb();
        if (device.actions().containsKey(verb)) {
            return orderProblem(device.actions().get(verb), command.slots());
        }
        if (!device.type().actions().contains(verb)) {
            return Optional.of(new Problem("cannot " + verb.replace('_', ' '), Report.Kind.UNABLE));
        }
        if (verb.equals("set") && command.slots().isEmpty()) {
            return Optional.of(new Problem("was not told what to be set to", Report.Kind.UNCLEAR));
        }
        for (Map.Entry<String, Object> slot : command.slots().entrySet()) {
            boolean accepted = verb.equals("set")
                    ? device.slots().contains(slot.getKey())
                    : verbTakes(verb, slot.getKey());
            if (!accepted) {
                String property = slot.getKey().replace('_', ' ');
                return Optional.of(new Problem("has no " + property + " to set", Report.Kind.UNABLE,
                        new Report.Value("property", property)));
            }
            Optional<Problem> problem = slotProblem(device, verb, slot.getKey(), slot.getValue());
            if (problem.isPresent()) {
                return problem;
            }
        }
        if ((verb.equals("move") || verb.equals("turn")) && !command.slots().containsKey("direction")) {
            return Optional.of(new Problem("was not told which way", Report.Kind.UNCLEAR));
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

    private static Optional<Problem> slotProblem(Configuration.Device device, String verb, String slot, Object value) {
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
            default -> value instanceof String
                    ? Optional.empty()
                    : Optional.of(new Problem("cannot use " + value + " as " + slot, Optional.empty(), List.of()));
        };
    }

    private static Optional<Problem> range(String slot, Object value, double least, double most, String unit) {
        if (value instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most) {
            return Optional.empty();
        }
        String limits = Reply.number(least) + " to " + Reply.number(most) + " " + unit;
        return Optional.of(new Problem("takes a " + slot.replace('_', ' ') + " of " + limits + ", not "
                + (value instanceof Number number ? Reply.number(number.doubleValue()) : value), Report.Kind.RANGE,
                new Report.Value(slot, limits)));
    }

    private static Optional<Problem> oneOf(String slot, Object value, Set<String> choices) {
        return value instanceof String text && choices.contains(text)
                ? Optional.empty()
                : Optional.of(new Problem("does not know the " + slot + " " + value, Optional.empty(), List.of()));
    }

    private static Optional<Problem> orderProblem(Configuration.ApplianceAction action, Map<String, Object> slots) {
        for (Map.Entry<String, Object> slot : slots.entrySet()) {
            Configuration.Slot known = action.slots().get(slot.getKey());
            if (known == null || known.values().stream().noneMatch(value -> value.equals(slot.getValue()))) {
                return Optional.of(new Problem("cannot do " + slot.getKey() + " " + slot.getValue(), Report.Kind.UNABLE,
                        new Report.Value("v", String.valueOf(slot.getValue()))));
            }
        }
        return action.slots().entrySet().stream()
                .filter(slot -> slot.getValue().required() && !slots.containsKey(slot.getKey()))
                .findFirst().map(slot -> new Problem("was not told which " + slot.getKey(), Report.Kind.UNCLEAR,
                        new Report.Value("property", slot.getKey().replace('_', ' '))));
    }
}
