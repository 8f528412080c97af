package mando.deploy.cli;

import mando.deploy.Installation;
import mando.device.configuration.ConfigurationSchema;
import picocli.CommandLine.Command;

@Command(name = "schema", mixinStandardHelpOptions = true, description = "Print the JSON schema of the configuration file.")
final class SchemaCommand extends MandoCommand {

    SchemaCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        out().println(ConfigurationSchema.json());
        return 0;
    }
}
