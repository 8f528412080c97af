package mando.deploy.cli;

import mando.deploy.Hearing;
import mando.deploy.HomeCatalogue;
import mando.deploy.Installation;
import mando.device.configuration.ConfigurationReader.Drivers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "check", mixinStandardHelpOptions = true, description = "Say of which kind a speech model is, what it lacks, and which words of your home it cannot hear. Exit code 0 where it can be used.")
final class ModelCheckCommand extends MandoCommand {

    @Parameters(index = "0", paramLabel = "MODEL", description = "own, sphinx-en-us or a folder")
    private String model;

    ModelCheckCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        Hearing.Findings findings = new Hearing(installation()).inspect(model,
                HomeCatalogue.of(configuration(Drivers.OPTIONAL)));
        out().println(findings.folder() + " is " + findings.layout().kind().description());
        if (!findings.layout().missing().isEmpty()) {
            out().println("It lacks " + String.join(", ", findings.layout().missing())
                    + ": download or unpack it again.");
            return 1;
        }
        if (!findings.unknownWords().isEmpty()) {
            out().println("It does not know these words of your home's commands: "
                    + String.join(", ", findings.unknownWords())
                    + ". Give these devices aliases in other words, or use the model \"own\", which learns any word.");
        }
        return 0;
    }
}
