package mando.deploy;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import mando.device.Command;
import mando.inference.intent.Intent;

/** What the intent model understood, as the command that the devices are given. */
final class IntentCommand {

    private IntentCommand() {}

    static List<Command> all(List<Intent> intents) {
        return intents.stream().map(IntentCommand::of).toList();
    }

    private static Command of(Intent intent) {
        Optional<Duration> delay = Optional.empty();
        Optional<Duration> duration = Optional.empty();
        Optional<LocalTime> at = Optional.empty();
        if (intent.schedule().isPresent()) {
            switch (intent.schedule().get()) {
                case Intent.Schedule.After(long seconds) -> delay = Optional.of(Duration.ofSeconds(seconds));
                case Intent.Schedule.During(long seconds) -> duration = Optional.of(Duration.ofSeconds(seconds));
                case Intent.Schedule.At(int hour, int minute) -> at = Optional.of(LocalTime.of(hour, minute));
            }
        }
        return new Command(intent.action(), target(intent.target()), intent.slots(), delay, duration, at);
    }

    private static Command.Target target(Intent.Target target) {
        return switch (target) {
            case Intent.OneDevice(String name) -> new Command.One(name);
            case Intent.Group(String _, Optional<String> area, Optional<String> floor, List<String> _) ->
                new Command.Every(area, floor);
            case Intent.NoTarget() -> new Command.None();
        };
    }
}
