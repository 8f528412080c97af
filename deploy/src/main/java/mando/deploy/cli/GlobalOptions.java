package mando.deploy.cli;

import java.nio.file.Path;
import java.util.Optional;
import mando.deploy.Installation;
import picocli.CommandLine.Option;

/** The options that every command takes. */
final class GlobalOptions {

    @Option(names = "--config", paramLabel = "FILE", description = "the configuration (default: the installation's mando.yaml)")
    private Path configuration;

    @Option(names = "--debug", description = "print the stack trace of an error")
    private boolean debug;

    Path configuration(Installation installation) {
        return Optional.ofNullable(configuration).orElse(installation.configuration());
    }

    boolean debug() {
        return debug;
    }
}
