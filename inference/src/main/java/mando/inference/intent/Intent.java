package mando.inference.intent;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One thing that somebody asked for, in the catalogue's terms.
 *
 * @param action the action with its type: {@code light.set}, {@code timer.start}, {@code appliance.order}
 * @param target what it is asked of
 * @param slots by name: a Long or Double for a number (durations in seconds, distances in metres), a String for anything else
 * @param schedule when or for how long, where that was said
 */
public record Intent(String action, Target target, Map<String, Object> slots, Optional<Schedule> schedule) {

    public Intent {
        slots = Collections.unmodifiableMap(new TreeMap<>(slots));
    }

    /** What an intent is asked of. */
    public sealed interface Target {}

    /** One device, by the name that its owner gave it. */
    public record OneDevice(String name) implements Target {}

    /**
     * Every device of a type, in an area, on a floor or in the whole house.
     *
     * @param devices the names of those that it is, in configuration order
     */
    public record Group(String type, Optional<String> area, Optional<String> floor,
            List<String> devices) implements Target {

        public Group {
            devices = List.copyOf(devices);
        }
    }

    /** Nothing in the home: timers and clocks. */
    public record NoTarget() implements Target {}

    /** When something is to be done. */
    public sealed interface Schedule {

        /** After a while. */
        record After(long seconds) implements Schedule {}

        /** At once, and undone after a while. */
        record During(long seconds) implements Schedule {}

        /** At the next such time of day; {@code hour} may be of a twelve-hour clock. */
        record At(int hour, int minute) implements Schedule {}
    }
}
