package mando.deploy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mando.device.Command;
import mando.device.configuration.Configuration;
import mando.inference.intent.Interpretation;

/**
 * Whether words so far are a command that may be done after less silence than usual: understood with certainty, for one device that was named, at
 * once, and harmless whatever else was meant. Locks, covers, valves, heating, drones, switches (nobody knows what hangs on one), appliances, and what
 * its owner wants confirmed always wait for the whole silence.
 */
final class SureCommand implements Predicate<String> {

    /** Of the intent model, which is less on anything odd. */
    private static final double SURE = 0.95;
    private static final Set<String> HARMLESS = Set.of("light", "media", "fan", "scene", "clock");

    private final Function<String, Interpretation> interpreter;
    private final Map<String, Set<String>> confirmed;

    /**
     * @param interpreter for the thread that asks
     */
    SureCommand(Function<String, Interpretation> interpreter, Configuration configuration) {
        this.interpreter = interpreter;
        this.confirmed = configuration.devices().stream()
                .collect(Collectors.toMap(Configuration.Device::name, Configuration.Device::confirm, (a, _) -> a));
    }

    @Override
    public boolean test(String words) {
        Interpretation understood = interpreter.apply(words);
        List<Command> commands = IntentCommand.all(understood.intents());
        return !commands.isEmpty() && understood.confidence() >= SURE && commands.stream().allMatch(this::harmless);
    }

    private boolean harmless(Command command) {
        if (!HARMLESS.contains(command.type()) || command.delay().isPresent() || command.duration().isPresent()
                || command.at().isPresent()) {
            return false;
        }
        return switch (command.target()) {
            case Command.One(String device) -> !confirmed.getOrDefault(device, Set.of()).contains(command.verb());
            case Command.Every _ -> false;
            case Command.None _ -> true;
        };
    }
}
