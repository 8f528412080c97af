package mando.deploy.cli;

import java.util.Optional;
import mando.deploy.Hearing;
import mando.deploy.HomeCatalogue;
import mando.deploy.Installation;
import mando.device.configuration.Configuration;
import mando.speech.SpeechModel;
import mando.speech.model.RecognitionModel;
import picocli.CommandLine.Option;

/** How speech is heard, where a command line says otherwise than the configuration. */
final class SpeechOptions {

    @Option(names = "--speech-model", paramLabel = "MODEL", description = "own, sphinx-en-us or a folder, instead of the configuration's")
    private String model;

    @Option(names = "--exact", description = "hear nothing but commands")
    private boolean exact;

    SpeechModel open(Installation installation, Configuration configuration) {
        return new Hearing(installation).open(Optional.ofNullable(model).orElse(configuration.speech().model()),
                exact || configuration.speech().exact() ? RecognitionModel.Mode.EXACT : RecognitionModel.Mode.FREE,
                HomeCatalogue.of(configuration));
    }
}
