package mando.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Something to be done, not yet checked.
 *
 * @param action the action with its type: {@code light.set}
 * @param slots by name; numbers as Long or Double, anything else as String
 * @param delay how long to wait before it is done
 * @param duration how long it lasts before it is undone
 * @param at the time of day at which it is done
 */
public record Command(String action, Target target, Map<String, Object> slots, Optional<Duration> delay,
        Optional<Duration> duration, Optional<LocalTime> at) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public Command {
        slots = Collections.unmodifiableMap(new TreeMap<>(slots));
    }

    /** A command to be done now. */
    public Command(String action, Target target, Map<String, Object> slots) {
        this(action, target, slots, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What a command is addressed to. */
    public sealed interface Target {}

    /** One device, by its name. */
    public record One(String device) implements Target {}

    /** Every device of the action's type, in an area, on a floor, or in the whole house. */
    public record Every(Optional<String> area, Optional<String> floor) implements Target {}

    /** No device: timers and clocks. */
    public record None() implements Target {}

    /** The part of the action before the point. */
    public String type() {
        int point = action.indexOf('.');
        return point < 0 ? action : action.substring(0, point);
    }

    /** The part of the action after the point. */
    public String verb() {
        return action.substring(action.indexOf('.') + 1);
    }

    /** In the form of product.md: {@code {"action":"light.off","area":"kitchen"}}. */
    public ObjectNode toJson() {
        ObjectNode json = JSON.createObjectNode().put("action", action);
        switch (target) {
            case One(String device) -> json.put("device", device);
            case Every(Optional<String> area, Optional<String> floor) -> {
                if (area.isEmpty() && floor.isEmpty()) {
                    json.put("type", type());
                }
                area.ifPresent(name -> json.put("area", name));
                floor.ifPresent(name -> json.put("floor", name));
            }
            case None() -> {
            }
        }
        if (!slots.isEmpty()) {
            ObjectNode values = json.putObject("slots");
            slots.forEach((name, value) -> values.set(name, JSON.<JsonNode>valueToTree(value)));
        }
        delay.ifPresent(wait -> json.put("delay", wait.toSeconds()));
        duration.ifPresent(length -> json.put("duration", length.toSeconds()));
        at.ifPresent(time -> json.put("at", time.toString()));
        return json;
    }
}
