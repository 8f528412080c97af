package mando.deploy.diagnosis;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mando.device.configuration.Configuration;
import mando.device.configuration.ConfigurationException;
import mando.device.configuration.ConfigurationReader;
import mando.device.configuration.ConfigurationReader.Drivers;

/** Whether the configuration can be used. It is read at once, because other checks need it. */
final class ConfigurationCheck implements Check {

    private final Path file;
    private final Optional<Configuration> configuration;
    private final List<String> problems;

    ConfigurationCheck(Path file) {
        this.file = file;
        Optional<Configuration> read = Optional.empty();
        List<String> wrong = List.of();
        try {
            read = Optional.of(ConfigurationReader.read(file, Drivers.REQUIRED));
        } catch (ConfigurationException e) {
            wrong = e.problems();
        }
        this.configuration = read;
        this.problems = wrong;
    }

    /** Nothing where it cannot be used. */
    Optional<Configuration> configuration() {
        return configuration;
    }

    @Override
    public String name() {
        return "configuration";
    }

    @Override
    public Finding look() {
        var facts = Facts.of("file", file.toString());
        if (configuration.isEmpty()) {
            return new Finding.Fault(String.join("; ", problems),
                    "correct " + file
                            + " (mando schema prints what may be in it) and run mando doctor again, which then "
                            + "looks at its names, pins and broker, too",
                    facts.with("problems", problems));
        }
        Configuration home = configuration.get();
        facts = facts.with("devices", home.devices().size()).with("areas", home.areas().size()).with("wake",
                home.wake().mode().name().toLowerCase(Locale.ROOT));
        if (home.devices().isEmpty()) {
            return new Finding.Warning(file + " has no devices", "write what Mando is to drive under devices:", facts);
        }
        return new Finding.Ok(file + ": " + Numbers.count(home.devices().size(), "device") + ", "
                + Numbers.count(home.areas().size(), "area") + ", " + listens(home.wake()), facts);
    }

    private static String listens(Configuration.Wake wake) {
        return switch (wake.mode()) {
            case WORD -> "listens after \"" + String.join("\" or \"", wake.words()) + "\"";
            case PUSH -> "listens after the button or an MQTT message";
            case OPEN -> "always listens";
        };
    }
}
