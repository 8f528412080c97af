package mando.deploy.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mando.deploy.Hearing;
import mando.deploy.Installation;
import mando.deploy.Understanding;
import mando.deploy.evaluation.Evaluation;
import mando.deploy.evaluation.EvaluationCase;
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
    @Parameters(index = "0", paramLabel = "CASES.jsonl", description = "cases, a JSON object a line: text or audio, and expect")
    private Path cases;

    EvalCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        Configuration configuration = configuration(Drivers.OPTIONAL);
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
