package mando.inference.intent;

import java.util.List;

/**
 * A command and what became of it: all that a reply may say of it, and all that it must.
 *
 * @param action the action by its token's name: {@code set}, {@code do}, {@code timer_start}
 * @param kind what became of it, as {@code models/intent-en/README.md} names it: {@code done}, {@code unreachable}
 * @param names of the devices that it is about, as they are to be said
 * @param values what else is to be said, with units: {@code 50 percent}
 */
public record Deed(String action, String kind, List<String> names, List<Value> values) {

    public Deed {
        names = List.copyOf(names);
        values = List.copyOf(values);
    }

    /**
     * @param slot what it is, by its token's name: {@code brightness}, {@code v}, {@code delay}
     * @param text as it is to be said
     */
    public record Value(String slot, String text) {}
}
