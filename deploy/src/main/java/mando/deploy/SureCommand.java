package mando.deploy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mando.device.Command;
import mando.device.configuration.Configuration;
import mando.inference.intent.Interpretation;

/**
 * Whether words so far are a command that may be done without waiting for more: one of the listed sentences that no other listed sentence goes on
 * from, understood with certainty, and harmless whatever else was meant. Locks, covers, valves, heating, drones, switches (nobody knows what hangs on
 * one), appliances, and what its owner wants confirmed are never done early.
 */
final class SureCommand implements Predicate<String> {

    /** Of the intent model, which is less on anything odd. */
    private static final double SURE = 0.9;
    private static final Set<String> HARMLESS = Set.of("light", "media", "fan", "scene", "clock");

    private final TreeSet<String> sentences;
    private final Function<String, Interpretation> interpreter;
    private final Map<String, Set<String>> confirmed;

    /**
     * @param sentences what may be said to this home
     * @param interpreter for the thread that asks
     */
    SureCommand(List<String> sentences, Function<String, Interpretation> interpreter, Configuration configuration) {
        this.sentences = sentences.stream().map(sentence -> sentence.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        this.interpreter = interpreter;
        this.confirmed = configuration.devices().stream()
                .collect(Collectors.toMap(Configuration.Device::name, Configuration.Device::confirm, (a, _) -> a));
    }

    @Override
    public boolean test(String words) {
        if (!sentences.contains(words)) {
            return false;
        }
        String next = sentences.higher(words);
        // A space sorts before every letter, so what goes on from these words comes first.
        if (next != null && next.startsWith(words + " ")) {
            return false;
        }
        Interpretation understood = interpreter.apply(words);
        List<Command> commands = IntentCommand.all(understood.intents());
        return !commands.isEmpty() && understood.confidence() >= SURE && commands.stream().allMatch(this::harmless);
    }

    private boolean harmless(Command command) {
        if (!HARMLESS.contains(command.type()) || command.delay().isPresent() || command.at().isPresent()) {
            return false;
        }
        return switch (command.target()) {
            case Command.One(String device) -> !confirmed.getOrDefault(device, Set.of()).contains(command.verb());
            case Command.Every _ -> false;
            case Command.None _ -> true;
        };
    }
}
