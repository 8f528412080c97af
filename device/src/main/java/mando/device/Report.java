package mando.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What became of one action, in parts: nothing but this may be said of it.
 *
 * @param action the action without its type as {@code set}, {@code do} for an owner's own, {@code timer_start} and the like, {@code clock_query}
 * @param devices names as they are configured, or one for a whole group ("all kitchen lights"); empty where no device is told of
 * @param values all that there is to tell besides, as it is spoken
 */
public record Report(String action, Kind kind, List<String> devices, List<Value> values) {

    public Report {
        devices = List.copyOf(devices);
        values = List.copyOf(values);
    }

    /** How it came out. */
    public enum Kind {
        /** It was done. */
        DONE,
        /** It will be done at the {@code at} or after the {@code delay} among the values. */
        LATER,
        /** It was asked, and the values answer it. */
        KNOWN,
        /** It was asked, and nobody knows. */
        UNKNOWN,
        /** The device could not be driven. */
        UNREACHABLE,
        /** The device did not answer in time. */
        SILENT,
        /** The device cannot do that. */
        UNABLE,
        /** The value is none that it takes: those that it takes are among the values. */
        RANGE,
        /** There is no such device or timer. */
        MISSING,
        /** There is too much of that already. */
        FULL,
        /** Something was not said that is needed. */
        UNCLEAR
    }

    /**
     * @param slot what it is: a slot's name, {@code v} for a state, a date or what was ordered, {@code act} for an owner's action, {@code property},
     *     {@code delay}, {@code at} or {@code for}
     * @param text as it is spoken, with its unit: {@code 50 percent}
     */
    public record Value(String slot, String text) {}

    /** Of a group that is larger, the members are not told one by one. */
    static final int MOST_NAMES = 4;

    static Report of(String action, Kind kind) {
        return new Report(action, kind, List.of(), List.of());
    }

    /** Of one device. */
    static Report of(Step step, Kind kind, List<Value> values) {
        return new Report(action(step), kind, List.of(step.device().name()), values);
    }

    /**
     * What was done or is put off.
     *
     * @param group how a group is called that is too large to be told one by one
     */
    static Report of(List<Step> steps, String verb, Map<String, Object> slots, Kind kind, String group) {
        Step first = steps.getFirst();
        boolean own = first.device().actions().containsKey(first.verb());
        var values = new ArrayList<Value>();
        slots.forEach((slot, value) -> values
                .add(new Value(own ? "v" : slot, Reply.value(first.device().type(), slot, value))));
        if (own && values.isEmpty()) {
            values.add(new Value("act", first.verb().replace('_', ' ')));
        }
        return new Report(own ? "do" : verb, kind,
                steps.size() > MOST_NAMES
                        ? List.of(group)
                        : steps.stream().map(step -> step.device().name()).toList(),
                values);
    }

    /** The same with one value more. */
    Report with(String slot, String text) {
        var more = new ArrayList<>(values);
        more.add(new Value(slot, text));
        return new Report(action, kind, devices, more);
    }

    static String action(Step step) {
        boolean own = step.device().actions().containsKey(step.verb())
                || (step.device().type() == DeviceType.APPLIANCE && !step.verb().equals("query"));
        return own ? "do" : step.verb();
    }
}
