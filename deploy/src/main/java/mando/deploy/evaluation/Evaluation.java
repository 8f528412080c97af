package mando.deploy.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Consumer;
import mando.deploy.Assistant;
import mando.deploy.Hearing;
import mando.deploy.HomeCatalogue;
import mando.deploy.Listener;
import mando.deploy.Turn;
import mando.deploy.Understanding;
import mando.deploy.Wording;
import mando.device.configuration.Configuration;
import mando.device.configuration.ConfigurationReader;
import mando.inference.intent.Catalogue;
import mando.inference.intent.Interpreter;
import mando.speech.AudioSource;
import mando.speech.SpeechModel;
import mando.speech.WavSource;
import mando.speech.model.RecognitionModel;

/** Runs labelled cases through hearing and understanding, in a dry run, and judges what would have been done. */
public final class Evaluation {

    /** Every run draws the same noise. */
    private static final long NOISE_SEED = 5;

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
     * Noise to hear the recordings in.
     *
     * @param file a WAV file of noise
     * @param decibels the signal-to-noise ratios, a run each
     * @param draws how often each recording is heard at each ratio, with the noise from other places on
     */
    public record NoiseConditions(Path file, List<Double> decibels, int draws) {

        public NoiseConditions {
            decibels = List.copyOf(decibels);
        }
    }

    /** How a recording becomes the sound that is heard. */
    private interface Room {

        AudioSource open(Path recording);
    }

    /**
     * Runs the cases in order.
     *
     * @param file the cases' file, for messages
     * @param results hears each result as it comes
     */
    private void run(List<EvaluationCase> cases, Path file, Room room, EvaluationSummary summary,
            Consumer<EvaluationResult> results) {
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
                EvaluationResult result = run(next, ready, room);
                summary.add(result);
                results.accept(result);
            }
        } finally {
            ready.close();
        }
    }

    private EvaluationResult run(EvaluationCase one, Ready ready, Room room) {
        var turns = new ArrayList<Turn>();
        var assistant = new Assistant(ready.interpreter, configuration.speech().threshold(), Optional.empty(),
                Wording.templates(), turns::add);
        double audioSeconds = 0;
        if (one.text().isPresent()) {
            assistant.hear(one.text().get());
        } else {
            try (var source = new MeasuredSource(room.open(one.audio().orElseThrow()))) {
                new Listener(ready.speech(), _ -> {}).listen(source,
                        (transcript, millis) -> assistant.hear(transcript, true, millis));
                audioSeconds = source.seconds();
            }
        }
        return judge(one, turns, ready.catalogue, audioSeconds);
    }

    private static EvaluationResult judge(EvaluationCase one, List<Turn> turns, Catalogue home, double audioSeconds) {
        List<JsonNode> got = turns.stream().flatMap(turn -> turn.commands().stream())
                .map(command -> (JsonNode) command.toJson())
                .toList();
        Optional<Judgement> judgement = one.expect().map(expected -> Judgement.of(
                expected.stream().map(command -> CanonicalCommand.of(command, home)).toList(),
                got.stream().map(command -> CanonicalCommand.of(command, home)).toList()));
        var heard = new EvaluationResult.Heard(String.join(" | ", turns.stream().map(Turn::heard).toList()),
                turns.stream().map(turn -> turn.millis().recognise()).filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble).max(),
                turns.stream().mapToDouble(turn -> turn.millis().interpret()).sum(), audioSeconds);
        String why = String.join("; ", turns.stream().map(turn -> turn.interpretation().refusal()
                .or(() -> turn.interpretation().question()).orElse("") + " " + turn.interpretation().output()).toList())
                .strip();
        return new EvaluationResult(one, heard, got, why, judgement);
    }

    /** Runs the cases and prints them: a JSON object a line, or a table and the failed cases. */
    public void report(List<EvaluationCase> cases, Path file, boolean json, PrintWriter out) {
        var printer = new EvaluationPrinter(out, json, cases.size());
        var summary = new EvaluationSummary();
        run(cases, file, WavSource::new, summary, printer::result);
        printer.summary(summary);
    }

    /** The same in noise, with a summary for each signal-to-noise ratio. */
    public void report(List<EvaluationCase> cases, Path file, NoiseConditions conditions, boolean json,
            PrintWriter out) {
        Noise noise = Noise.read(conditions.file());
        for (double decibels : conditions.decibels()) {
            var printer = new EvaluationPrinter(out, json, cases.size() * conditions.draws());
            var summary = new EvaluationSummary(decibels);
            for (int draw = 0; draw < conditions.draws(); draw++) {
                var random = new Random(NOISE_SEED + draw);
                run(cases, file, recording -> noise.behind(recording, decibels, random), summary, printer::result);
            }
            printer.summary(summary);
        }
    }

    /** A source that knows how much was read of it. */
    private static final class MeasuredSource implements AudioSource {

        private final AudioSource source;
        private long samples;

        MeasuredSource(AudioSource source) {
            this.source = source;
        }

        @Override
        public int read(short[] block) {
            int count = source.read(block);
            samples += Math.max(0, count);
            return count;
        }

        double seconds() {
            return (double) samples / SAMPLE_RATE;
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
