package mando.device;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mando.device.configuration.Configuration;

/** What is said of what was done, as plain sentences. */
final class Reply {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEEE, d MMMM", Locale.ENGLISH);

    private Reply() {}

    static String done(List<Step> steps, Map<String, Object> slots) {
        Step first = steps.getFirst();
        String subject = subject(steps);
        String are = steps.size() > 1 ? " are " : " is ";
        if (first.device().actions().containsKey(first.verb())) {
            return "The " + first.device().name() + " will " + first.verb().replace('_', ' ')
                    + (slots.isEmpty() ? "" : " " + values(first.device().type(), slots))
                    + ".";
        }
        return switch (first.verb()) {
            case "on", "off" -> subject + are + first.verb() + ".";
            case "toggle" -> subject + are + "switched.";
            case "set" -> subject + are + "set to " + values(first.device().type(), slots) + ".";
            case "open" -> subject + are + "opening.";
            case "close" -> subject + are + "closing.";
            case "lock" -> subject + are + "locked.";
            case "unlock" -> subject + are + "unlocked.";
            case "activate" -> subject + are + "active.";
            case "move" -> subject + are + "moving " + values(first.device().type(), slots) + ".";
            case "turn" -> subject + are + "turning " + values(first.device().type(), slots) + ".";
            case "return_home" -> subject + are + "coming home.";
            case "takeoff" -> subject + are + "taking off.";
            default -> subject + ": " + first.verb() + ".";
        };
    }

    private static String subject(List<Step> steps) {
        return steps.size() == 1
                ? "The " + steps.getFirst().device().name()
                : "The " + steps.stream().map(step -> step.device().name()).collect(Collectors.joining(", the "));
    }

    private static String values(DeviceType type, Map<String, Object> slots) {
        return slots.entrySet().stream().map(slot -> value(type, slot.getKey(), slot.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** A value as it is spoken, with its unit. */
    static String value(DeviceType type, String slot, Object value) {
        if (slot.endsWith("_step") && value instanceof Number step) {
            return value(type, slot.substring(0, slot.length() - "_step".length()), Math.abs(step.doubleValue()))
                    + (step.doubleValue() < 0 ? " down" : " up");
        }
        return switch (slot) {
            case "brightness", "position", "volume" -> number(value) + " percent";
            case "speed" -> number(value) + (type == DeviceType.DRONE ? " metres a second" : " percent");
            case "temperature", "angle" -> number(value) + " degrees";
            case "color_temperature" -> number(value) + " kelvin";
            case "altitude", "distance" -> number(value) + " metres";
            default -> value instanceof Number ? number(value) : String.valueOf(value);
        };
    }

    /** All of a type in an area, on a floor, or in the house. */
    static String group(DeviceType type, Optional<String> place) {
        return "all " + place.map(name -> name + " ").orElse("") + switch (type) {
            case SWITCH -> "switches";
            case CLIMATE -> "thermostats";
            case MEDIA -> "players";
            default -> type.id() + "s";
        };
    }

    static String question(Step step) {
        String action = step.device().actions().containsKey(step.verb()) || step.verb().equals("set")
                ? step.verb().replace('_', ' ') + " the " + step.device().name()
                        + (step.slots().isEmpty() ? "" : " to " + values(step.device().type(), step.slots()))
                : step.verb().replace('_', ' ') + " the " + step.device().name();
        return "Shall I " + action + "?";
    }

    /** What is said where something that was put off cannot be done any more. */
    static String dropped(Step step) {
        return "The configuration has changed: what was put off for the " + step.device().name() + ", "
                + step.verb().replace('_', ' ') + ", will not be done.";
    }

    static String answer(Configuration.Device device, DeviceState state, String property) {
        if (property.equals("state")) {
            return state.get("state").map(known -> "The " + device.name() + " is " + known
                    + state.get(mainValue(device.type())).filter(_ -> !known.equals("off"))
                            .map(value -> " at " + value(device.type(), mainValue(device.type()), value)).orElse("")
                    + ".").orElse("I don't know whether the " + device.name() + " is on.");
        }
        return state.get(property)
                .map(value -> "The " + property + " of the " + device.name() + " is "
                        + value(device.type(), property, value)
                        + ".")
                .orElse("I don't know the " + property + " of the " + device.name() + ".");
    }

    /** The slot that is told with the state; empty where there is none. */
    static String mainValue(DeviceType type) {
        return switch (type) {
            case LIGHT -> "brightness";
            case FAN -> "speed";
            case COVER -> "position";
            case CLIMATE -> "temperature";
            case MEDIA -> "volume";
            default -> "";
        };
    }

    static String date(LocalDateTime now) {
        return DATE.format(now);
    }

    static String time(LocalDateTime now) {
        return TIME.format(now);
    }

    static String duration(Duration duration) {
        var parts = new ArrayList<String>();
        part(parts, duration.toHours(), "hour");
        part(parts, duration.toMinutesPart(), "minute");
        part(parts, duration.toSecondsPart(), "second");
        return parts.isEmpty() ? "no time" : String.join(" and ", parts);
    }

    private static void part(List<String> parts, long count, String unit) {
        if (count > 0) {
            parts.add(count + " " + unit + (count == 1 ? "" : "s"));
        }
    }

    static String number(Object value) {
        return value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue())
                ? Long.toString(Math.round(number.doubleValue()))
                : String.valueOf(value);
    }
}
