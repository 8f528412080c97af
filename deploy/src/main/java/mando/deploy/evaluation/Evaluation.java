package mando.deploy.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import mando.deploy.Assistant;
import mando.deploy.Hearing;
import mando.deploy.HomeCatalogue;
import mando.deploy.Listener;
import mando.deploy.Turn;
import mando.deploy.Understanding;
import mando.device.configuration.Configuration;
import mando.device.configuration.ConfigurationReader;
import mando.inference.intent.Catalogue;
import mando.inference.intent.Interpreter;
import mando.speech.SpeechModel;
import mando.speech.WavSource;
import mando.speech.model.RecognitionModel;

/** Runs labelled cases through hearing and understanding, in a dry run, and judges what would have been done. */
public final class Evaluation {

    private final Hearing hearing;
    private final Understanding understanding;
    private final String speechModel;
    private final RecognitionModel.Mode mode;
    private final Configuration configuration;

    public Evaluation(Hearing hearing, Understanding understanding, String speechModel, RecognitionModel.Mode mode,
            Configuration configuration) {
        this.hearing = hearing;
        this.understanding = understanding;
        this.speechModel = speechModel;
        this.mode = mode;
        this.configuration = configuration;
    }

    /** A home made ready: its interpreter, and its speech model once a recording needs it. */
    private final class Ready implements AutoCloseable {

        private final Catalogue catalogue;
        private final Interpreter interpreter;
        private SpeechModel speech;

        Ready(Configuration home) {
            catalogue = HomeCatalogue.of(home);
            interpreter = understanding.interpreter(catalogue, configuration.intent().threshold());
        }

        SpeechModel speech() {
            if (speech == null) {
                speech = hearing.open(speechModel, mode, catalogue);
            }
            return speech;
        }

        @Override
        public void close() {
            if (speech != null) {
                speech.close();
            }
        }
    }

    /**
     * Runs the cases in order.
     *
     * @param file the cases' file, for messages
     * @param results hears each result as it comes
     */
    EvaluationSummary run(List<EvaluationCase> cases, Path file, Consumer<EvaluationResult> results) {
        var summary = new EvaluationSummary();
        Optional<JsonNode> current = Optional.empty();
        Ready ready = new Ready(configuration);
        try {
            for (EvaluationCase next : cases) {
                if (!next.home().equals(current)) {
                    ready.close();
                    ready = new Ready(
                            next.home().map(home -> ConfigurationReader.readHome(home, file + ": " + next.name()))
                                    .orElse(configuration));
                    current = next.home();
                }
                EvaluationResult result = run(next, ready);
                summary.add(result);
                results.accept(result);
            }
        } finally {
            ready.close();
        }
        return summary;
    }

    private EvaluationResult run(EvaluationCase one, Ready ready) {
        var turns = new ArrayList<Turn>();
        var assistant = new Assistant(ready.interpreter, Optional.empty(), turns::add);
        if (one.text().isPresent()) {
            assistant.hear(one.text().get(), OptionalDouble.empty());
        } else {
            try (var source = new WavSource(one.audio().orElseThrow())) {
                new Listener(ready.speech(), _ -> {}).listen(source,
                        (transcript, millis) -> assistant.hear(transcript.text(), millis));
            }
        }
        return judge(one, turns, ready.catalogue);
    }

    private static EvaluationResult judge(EvaluationCase one, List<Turn> turns, Catalogue home) {
        List<JsonNode> got = turns.stream().flatMap(turn -> turn.commands().stream())
                .map(command -> (JsonNode) command.toJson())
                .toList();
        Optional<Judgement> judgement = one.expect().map(expected -> Judgement.of(
                expected.stream().map(command -> CanonicalCommand.of(command, home)).toList(),
                got.stream().map(command -> CanonicalCommand.of(command, home)).toList()));
        var heard = new EvaluationResult.Heard(String.join(" | ", turns.stream().map(Turn::heard).toList()),
                turns.stream().map(turn -> turn.millis().recognise()).filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble).max(),
                turns.stream().mapToDouble(turn -> turn.millis().interpret()).sum());
        String why = String.join("; ", turns.stream().map(turn -> turn.interpretation().refusal()
                .or(() -> turn.interpretation().question()).orElse("") + " " + turn.interpretation().output()).toList())
                .strip();
        return new EvaluationResult(one, heard, got, why, judgement);
    }

    /** Runs the cases and prints them: a JSON object a line, or a table and the failed cases. */
    public void report(List<EvaluationCase> cases, Path file, boolean json, PrintWriter out) {
        var printer = new EvaluationPrinter(out, json, cases.size());
        EvaluationSummary summary = run(cases, file, printer::result);
        printer.summary(summary);
    }
}
