package mando.deploy.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mando.deploy.Hearing;
import mando.deploy.Installation;
import mando.deploy.Understanding;
import mando.deploy.UsageException;
import mando.deploy.evaluation.Evaluation;
import mando.deploy.evaluation.EvaluationCase;
import mando.deploy.evaluation.WakeEvaluation;
import mando.device.configuration.Configuration;
import mando.device.configuration.ConfigurationReader.Drivers;
import mando.speech.model.RecognitionModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "eval", mixinStandardHelpOptions = true, description = "Measure the models and a configuration on labelled cases. Exit code 0 when it ran.")
final class EvalCommand extends MandoCommand {

    @Option(names = "--speech-model", paramLabel = "MODEL", description = "own, sphinx-en-us or a folder, instead of the configuration's")
    private String model;
    @Option(names = "--exact", description = "hear nothing but commands")
    private boolean exact;
    @Option(names = "--json", description = "one JSON object a case, then one of all")
    private boolean json;
    @Option(names = "--noise", paramLabel = "FILE.wav", description = "hear the recordings in this noise")
    private Path noise;
    @Option(names = "--snr", paramLabel = "DB", split = ",", defaultValue = "24,21,18,15,12,9,6", description = "signal-to-noise ratios of --noise (default: ${DEFAULT-VALUE})")
    private List<Double> decibels;
    @Option(names = "--draws", paramLabel = "N", defaultValue = "3", description = "how often each recording is heard at each ratio, with other parts of the noise (default: ${DEFAULT-VALUE})")
    private int draws;
    @Option(names = "--wake", paramLabel = "FOLDER", description = "count missed wake words instead: recordings in folders named as the word; --noise and the first --snr apply")
    private Path wake;
    @Option(names = "--other", paramLabel = "PATH", description = "with --wake: recordings, or folders of them, in which nothing may wake")
    private List<Path> others = List.of();
    @Option(names = "--sensitivity", paramLabel = "N", split = ",", description = "with --wake: instead of the configuration's")
    private List<Double> sensitivities = List.of();
    @Parameters(index = "0", arity = "0..1", paramLabel = "CASES.jsonl", description = "cases, a JSON object a line: text or audio, and expect")
    private Path cases;

    EvalCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        Configuration configuration = configuration(Drivers.OPTIONAL);
        if (wake != null) {
            new WakeEvaluation(installation(), json, out()).report(wake, others,
                    sensitivities.isEmpty() ? List.of(configuration.wake().sensitivity()) : sensitivities,
                    Optional.ofNullable(noise), decibels.getFirst());
            return 0;
        }
        if (cases == null) {
            throw new UsageException("say which cases: mando eval CASES.jsonl, or mando eval --wake FOLDER", null);
        }
        var evaluation = new Evaluation(new Hearing(installation()), new Understanding(installation()),
                Optional.ofNullable(model).orElse(configuration.speech().model()),
                exact || configuration.speech().exact() ? RecognitionModel.Mode.EXACT : RecognitionModel.Mode.FREE,
                configuration);
        List<EvaluationCase> labelled = EvaluationCase.readAll(cases);
        if (noise == null) {
            evaluation.report(labelled, cases, json, out());
        } else {
            evaluation.report(labelled, cases, new Evaluation.NoiseConditions(noise, decibels, draws), json, out());
        }
        return 0;
    }
}
