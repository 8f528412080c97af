package mando.deploy.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import mando.deploy.Turn;
import mando.deploy.TurnJson;
import mando.device.Outcome;

/** Shows turns to a person, or as JSON lines to a program. */
final class TurnPrinter {

    private final PrintWriter out;
    private final boolean json;

    TurnPrinter(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void print(Turn turn) {
        if (json) {
            out.println(TurnJson.of(turn));
        } else {
            out.println("  heard       " + (turn.heard().isEmpty() ? "(nothing)" : turn.heard()));
            out.println("  understood  " + understood(turn));
            out.println("  done        " + done(turn.outcomes()));
            if (!turn.reply().isEmpty()) {
                out.println("  reply       " + turn.reply());
            }
            out.println("  latency     " + latency(turn));
        }
        out.flush();
    }

    private static String understood(Turn turn) {
        return turn.commands().isEmpty()
                ? "no command"
                : turn.commands().stream().map(command -> command.toJson().toString()).collect(Collectors.joining(" "))
                        + String.format(Locale.ROOT, "  (%.2f)", turn.interpretation().confidence());
    }

    private static String done(List<Outcome> outcomes) {
        return outcomes.isEmpty()
                ? "nothing"
                : outcomes.stream().map(outcome -> outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }

    private static String latency(Turn turn) {
        return turn.millis().recognise().stream()
                .mapToObj(value -> String.format(Locale.ROOT, "recognise %.0f ms, ", value))
                .findFirst().orElse("")
                + String.format(Locale.ROOT, "interpret %.0f ms, actuate %.1f ms, word %.0f ms",
                        turn.millis().interpret(), turn.millis().actuate(), turn.millis().word());
    }
}
