package mando.deploy.cli;

import java.util.List;
import java.util.Optional;
import mando.deploy.Assistant;
import mando.deploy.HomeCatalogue;
import mando.deploy.Household;
import mando.deploy.Installation;
import mando.deploy.Understanding;
import mando.deploy.Wording;
import mando.device.Outcome;
import mando.device.configuration.Configuration;
import mando.device.configuration.ConfigurationReader.Drivers;
import mando.device.gpio.Board;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "say", mixinStandardHelpOptions = true, description = "Text instead of speech, through interpretation, actuation and response.")
final class SayCommand extends MandoCommand {

    @Option(names = "--dry-run", description = "actuate nothing")
    private boolean dryRun;
    @Option(names = "--json", description = "one JSON object")
    private boolean json;
    @Parameters(arity = "1..*", paramLabel = "TEXT")
    private List<String> words;

    SayCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        Configuration configuration = configuration(dryRun ? Drivers.OPTIONAL : Drivers.REQUIRED);
        var understanding = new Understanding(installation());
        var interpreter = understanding.interpreter(HomeCatalogue.of(configuration),
                configuration.intent().threshold());
        var printer = new TurnPrinter(out(), json);
        if (dryRun) {
            new Assistant(interpreter, configuration.speech().threshold(), Optional.empty(), Wording.templates(),
                    printer::print)
                    .hear(String.join(" ", words));
            return 0;
        }
        try (var household = Household.open(configuration, Board.open(), _ -> {})) {
            var assistant = new Assistant(interpreter, configuration.speech().threshold(),
                    Optional.of(household.dispatcher()),
                    understanding.wordingOrTemplates(configuration.responses().tone()),
                    household::publish);
            var turn = assistant.hear(String.join(" ", words));
            printer.print(turn);
            return turn.outcomes().stream().anyMatch(Outcome.Failed.class::isInstance) ? FaultReport.FAILED : 0;
        }
    }
}
