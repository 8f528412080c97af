package mando.deploy.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** Shows an evaluation: a JSON object a line, or for a person the cases that failed and a table. */
final class EvaluationPrinter {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PROGRESS_EVERY = 25;

    private final PrintWriter out;
    private final boolean json;
    private final int cases;
    private final boolean terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    private int done;

    EvaluationPrinter(PrintWriter out, boolean json, int cases) {
        this.out = out;
        this.json = json;
        this.cases = cases;
    }

    void result(EvaluationResult result) {
        done++;
        if (json) {
            out.println(toJson(result));
        } else {
            if (result.judgement().filter(judgement -> !judgement.exact()).isPresent()) {
                out.println("not exact: " + result.evaluationCase().name());
                out.println("   heard    " + result.heard().text());
                out.println("   expected " + result.evaluationCase().expect().orElseThrow());
                out.println("   got      " + result.got() + "  " + result.why());
            }
            if (terminal && done % PROGRESS_EVERY == 0) {
                System.err.printf("%d of %d%n", done, cases);
            }
        }
        out.flush();
    }

    private static ObjectNode toJson(EvaluationResult result) {
        ObjectNode node = JSON.createObjectNode().put("case", result.evaluationCase().name()).put("text",
                result.heard().text());
        result.got().forEach(node.withArray("got")::add);
        if (result.got().isEmpty()) {
            node.putArray("got");
        }
        result.judgement().ifPresentOrElse(judgement -> node.put("ok", judgement.exact()), () -> node.putNull("ok"));
        node.put("why", result.why());
        ObjectNode millis = node.putObject("millis");
        result.heard().recogniseMillis().ifPresent(value -> millis.put("recognise", EvaluationSummary.rounded(value)));
        millis.put("interpret", EvaluationSummary.rounded(result.heard().interpretMillis()));
        return node;
    }

    void summary(EvaluationSummary summary) {
        ObjectNode node = summary.toJson();
        if (json) {
            out.println(node);
        } else {
            out.println();
            node.properties().forEach(entry -> {
                if (!entry.getValue().isObject() && !entry.getKey().equals("summary")) {
                    out.printf(Locale.ROOT, "%-16s %s%n", entry.getKey(), entry.getValue().asText());
                }
            });
            summary.slots()
                    .forEach((name, count) -> out.printf(Locale.ROOT, "slot %-16s %d of %d%n", name, count.right(),
                            count.expected()));
            node.get("latencyMillis").properties()
                    .forEach(stage -> out.printf(Locale.ROOT, "%-16s %s ms%n", stage.getKey(), stage.getValue()));
        }
        out.flush();
    }
}
