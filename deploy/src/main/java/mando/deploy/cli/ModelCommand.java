package mando.deploy.cli;

import java.nio.file.Path;
import mando.deploy.Hearing;
import mando.deploy.Installation;
import mando.deploy.UsageException;
import mando.speech.model.SphinxConverter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "model", mixinStandardHelpOptions = true, description = "Build a speech model from one that is installed.")
final class ModelCommand extends MandoCommand {

    private static final Path PACKAGE = Path.of("/usr/share/pocketsphinx/model/en-us");

    @Option(names = "--from", paramLabel = "FOLDER", description = "where the package's model is (default: ${DEFAULT-VALUE})")
    private Path from = PACKAGE;
    @Parameters(index = "0", paramLabel = "build", description = "what to do: build")
    private String task;
    @Parameters(index = "1", paramLabel = "MODEL", description = "which model: sphinx-en-us")
    private String model;

    ModelCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        if (!task.equals("build") || !model.equals(Hearing.SPHINX)) {
            throw new UsageException(
                    "\"model " + task + " " + model + "\" is unknown; there is: mando model build " + Hearing.SPHINX);
        }
        Path target = installation().sphinxModel();
        SphinxConverter.convert(from.resolve("en-us"), from.resolve("cmudict-en-us.dict"), target);
        out().println("Built " + target + "; set speech.model to " + Hearing.SPHINX + " to use it.");
        return 0;
    }
}
