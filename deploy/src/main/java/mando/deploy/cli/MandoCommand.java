package mando.deploy.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import mando.deploy.Installation;
import mando.device.configuration.Configuration;
import mando.device.configuration.ConfigurationReader;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all subcommands have. Each returns an exit code. */
abstract class MandoCommand implements Callable<Integer> {

    @Mixin
    private GlobalOptions options;
    @Spec
    private CommandSpec spec;
    private final Installation installation;

    MandoCommand(Installation installation) {
        this.installation = installation;
    }

    GlobalOptions options() {
        return options;
    }

    Installation installation() {
        return installation;
    }

    Configuration configuration(ConfigurationReader.Drivers drivers) {
        return ConfigurationReader.read(configurationFile(), drivers);
    }

    /** The file that {@link #configuration} reads. */
    Path configurationFile() {
        return options.configuration(installation);
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
