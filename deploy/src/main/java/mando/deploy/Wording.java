package mando.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import mando.device.Outcome;
import mando.device.Report;
import mando.inference.intent.Deed;

/** How what was done is told: in the words of a model that finds some, else in the outcomes' own. Thread-safe where the model is. */
public final class Wording implements Function<List<Outcome>, String> {

    private final Function<List<Deed>, Optional<String>> model;

    /**
     * @param model a sentence for deeds, such as {@link mando.inference.intent.ReplyWriter#write}
     */
    Wording(Function<List<Deed>, Optional<String>> model) {
        this.model = model;
    }

    /** Nothing but the outcomes' own sentences. */
    public static Wording templates() {
        return new Wording(_ -> Optional.empty());
    }

    @Override
    public String apply(List<Outcome> outcomes) {
        // An outcome without parts, such as a question, must be told as it is, and then all of it at once.
        return outcomes.isEmpty() || outcomes.stream().anyMatch(outcome -> outcome.reports().isEmpty())
                ? asTheyAre(outcomes)
                : model.apply(deeds(outcomes)).orElseGet(() -> asTheyAre(outcomes));
    }

    private static String asTheyAre(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::text).collect(Collectors.joining(" "));
    }

    /** Neighbours that came to the same on several devices are one deed. */
    static List<Deed> deeds(List<Outcome> outcomes) {
        var deeds = new ArrayList<Deed>();
        for (Outcome outcome : outcomes) {
            for (Report report : outcome.reports()) {
                Deed next = deed(report);
                if (!deeds.isEmpty() && isAlike(deeds.getLast(), next)) {
                    var names = new ArrayList<>(deeds.removeLast().names());
                    names.addAll(next.names());
                    next = new Deed(next.action(), next.kind(), names, next.values());
                }
                deeds.add(next);
            }
        }
        return List.copyOf(deeds);
    }

    private static Deed deed(Report report) {
        return new Deed(report.action(), report.kind().name().toLowerCase(Locale.ROOT), report.devices(),
                report.values().stream().map(value -> new Deed.Value(value.slot(), value.text())).toList());
    }

    /** Only what was done, or will be, is told of several at once; nobody knows how two failures went together. */
    private static boolean isAlike(Deed one, Deed other) {
        return (one.kind().equals("done") || one.kind().equals("later")) && one.kind().equals(other.kind())
                && one.action().equals(other.action()) && one.values().equals(other.values())
                && !one.names().isEmpty() && !other.names().isEmpty()
                && one.names().stream().noneMatch(other.names()::contains);
    }
}
