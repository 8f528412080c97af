package mando.deploy.cli;

import java.nio.file.Path;
import mando.deploy.Hearing;
import mando.deploy.Installation;
import mando.deploy.UsageException;
import mando.speech.model.SphinxConverter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "build", mixinStandardHelpOptions = true, description = "Build a speech model from one that is installed.")
final class ModelBuildCommand extends MandoCommand {

    private static final Path PACKAGE = Path.of("/usr/share/pocketsphinx/model/en-us");
    private static final Path LICENCE = Path.of("/usr/share/doc/pocketsphinx-en-us/copyright");

    @Option(names = "--from", paramLabel = "FOLDER", description = "where the package's model is (default: ${DEFAULT-VALUE})")
    private Path from = PACKAGE;
    @Option(names = "--licence", paramLabel = "FILE", description = "the package's licence, which goes with the model (default: ${DEFAULT-VALUE})")
    private Path licence = LICENCE;
    @Parameters(index = "0", paramLabel = "MODEL", description = "which model: sphinx-en-us")
    private String model;

    ModelBuildCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        if (!model.equals(Hearing.SPHINX)) {
            throw new UsageException(
                    "\"model build " + model + "\" is unknown; there is: mando model build " + Hearing.SPHINX);
        }
        Path target = installation().sphinxModel();
        SphinxConverter.convert(new SphinxConverter.Source(from.resolve("en-us"), from.resolve("cmudict-en-us.dict"),
                licence), target);
        out().println("Built " + target + "; set speech.model to " + Hearing.SPHINX + " to use it.");
        return 0;
    }
}
