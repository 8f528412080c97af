package mando.device;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How a step changes a device's state: what is relative becomes absolute here, and nowhere else. */
final class Transition {

    private static final double UNKNOWN_PERCENT = 50;
    private static final double UNKNOWN_TEMPERATURE = 20;

    private Transition() {}

    /**
     * @param verb the action to do, which for {@code toggle} is {@code on} or {@code off}
     * @param slots absolute
     * @param after the state once it is done
     */
    record Change(String verb, Map<String, Object> slots, DeviceState after) {}

    static Change of(Step step, DeviceState before) {
        String verb = step.verb();
        if (verb.equals("toggle")) {
            verb = before.get("state").filter("on"::equals).isPresent() ? "off" : "on";
        }
        Map<String, Object> slots = verb.equals("set") ? absolute(step, before) : step.slots();
        DeviceState after = verb.equals("set") || verb.equals("takeoff") ? before.with(slots) : before;
        return new Change(verb, slots,
                state(step.device().type(), verb, slots).map(state -> after.with("state", state)).orElse(after));
    }

    private static Map<String, Object> absolute(Step step, DeviceState before) {
        var absolute = new TreeMap<String, Object>();
        step.slots().forEach((slot, value) -> {
            if (!slot.endsWith("_step")) {
                absolute.put(slot, value);
                return;
            }
            String of = slot.substring(0, slot.length() - "_step".length());
            boolean temperature = of.equals("temperature");
            double known = before.get(of).filter(Number.class::isInstance)
                    .map(number -> ((Number) number).doubleValue())
                    .orElse(temperature ? UNKNOWN_TEMPERATURE : UNKNOWN_PERCENT);
            double wanted = known + ((Number) value).doubleValue();
            double least = temperature ? step.device().limits().minTemperature() : 0;
            double most = temperature ? step.device().limits().maxTemperature() : 100;
            double within = Math.clamp(wanted, least, most);
            absolute.put(of, within == Math.rint(within) ? (Object) Math.round(within) : (Object) within);
        });
        return absolute;
    }

    private static Optional<String> state(DeviceType type, String verb, Map<String, Object> slots) {
        return Optional.ofNullable(switch (verb) {
            case "on", "off" -> verb;
            case "set" -> switch (type) {
                case LIGHT -> isZero(slots.get("brightness")) ? "off" : "on";
                case FAN -> isZero(slots.get("speed")) ? "off" : "on";
                case CLIMATE -> "on";
                case COVER -> isZero(slots.get("position")) ? "closed" : "open";
                default -> null;
            };
            case "open" -> "open";
            case "close" -> "closed";
            case "lock" -> "locked";
            case "unlock" -> "unlocked";
            case "play" -> "playing";
            case "pause" -> "paused";
            case "stop" -> type == DeviceType.COVER ? "stopped" : "idle";
            case "mute" -> "muted";
            case "unmute" -> "playing";
            case "start" -> "running";
            case "dock" -> "docked";
            case "arm" -> "armed";
            case "disarm" -> "disarmed";
            case "takeoff", "hold", "move", "turn" -> "flying";
            case "land" -> "landed";
            case "return_home" -> "returning";
            default -> null;
        });
    }

    private static boolean isZero(Object value) {
        return value instanceof Number number && number.doubleValue() == 0;
    }
}
