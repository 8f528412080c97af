package mando.deploy.cli;

import java.io.Console;
import java.nio.file.Path;
import java.util.Optional;
import mando.deploy.Daemon;
import mando.deploy.Installation;
import mando.device.configuration.Configuration;
import mando.device.configuration.ConfigurationReader.Drivers;
import mando.device.gpio.Board;
import mando.speech.AudioSource;
import mando.speech.PcmSource;
import mando.speech.WavSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "listen", mixinStandardHelpOptions = true, description = "The daemon's pipeline in the foreground, with level meter, partial words, command and result.")
final class ListenCommand extends MandoCommand {

    @Option(names = "--json", description = "one JSON object an utterance")
    private boolean json;
    @Option(names = "--input", paramLabel = "FILE", description = "a WAV file instead of the microphone; - is standard input, raw 16 kHz 16-bit mono")
    private Path input;

    ListenCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        Configuration configuration = configuration(Drivers.REQUIRED);
        var view = new LiveView(out(), json,
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent());
        try (var daemon = Daemon.open(installation(), configuration, Board.open(), view::partial, view::turn);
                var source = source(daemon, view)) {
            if (input == null) {
                daemon.attend(source);
            } else {
                daemon.listen(source);
            }
        }
        return 0;
    }

    private AudioSource source(Daemon daemon, LiveView view) {
        if (input == null) {
            return view.metered(daemon.microphone(false));
        }
        return input.toString().equals("-") ? new PcmSource(System.in) : new WavSource(input);
    }
}
