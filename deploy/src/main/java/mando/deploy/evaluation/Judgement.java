package mando.deploy.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How what was understood compares with what was expected.
 *
 * @param exact every expected command is there with all its slots, and no other
 * @param falseCommand something would have been done though nothing was expected, or a device not expected would have moved
 * @param missed nothing was understood where something was expected
 * @param expectedCommands how many commands were expected
 * @param rightActions how many of them are there with their action and devices, whatever their slots
 * @param slots each expected slot of each expected command, and whether it is right
 */
record Judgement(boolean exact, boolean falseCommand, boolean missed, int expectedCommands, int rightActions,
        List<SlotJudgement> slots) {

    record SlotJudgement(String name, boolean right) {}

    /** Compares without regard to order: an utterance's commands are one request. */
    static Judgement of(List<CanonicalCommand> expected, List<CanonicalCommand> got) {
        var unmatched = new ArrayList<>(got);
        boolean exact = expected.size() == got.size();
        int rightActions = 0;
        var slots = new ArrayList<SlotJudgement>();
        for (CanonicalCommand wanted : expected) {
            CanonicalCommand match = bestMatch(wanted, unmatched);
            if (match != null) {
                unmatched.remove(match);
                rightActions++;
            }
            exact &= wanted.equals(match);
            wanted.slots().forEach((name, value) -> slots
                    .add(new SlotJudgement(name, match != null && value.equals(match.slots().get(name)))));
        }
        return new Judgement(exact, isFalseCommand(expected, got), got.isEmpty() && !expected.isEmpty(),
                expected.size(),
                rightActions, List.copyOf(slots));
    }

    private static CanonicalCommand bestMatch(CanonicalCommand wanted, List<CanonicalCommand> candidates) {
        CanonicalCommand match = null;
        for (CanonicalCommand candidate : candidates) {
            if (candidate.equals(wanted)) {
                return candidate;
            }
            if (match == null && candidate.action().equals(wanted.action())
                    && candidate.devices().equals(wanted.devices())) {
                match = candidate;
            }
        }
        return match;
    }

    /** A command that only asks moves nothing: where another was expected, it is a mistake but no false command. */
    private static boolean isFalseCommand(List<CanonicalCommand> expected, List<CanonicalCommand> got) {
        if (expected.isEmpty()) {
            return !got.isEmpty();
        }
        Set<String> mayMove = expected.stream().flatMap(command -> command.devices().stream())
                .collect(Collectors.toSet());
        return got.stream().filter(command -> !command.action().endsWith(".query"))
                .anyMatch(command -> !mayMove.containsAll(command.devices()));
    }
}
