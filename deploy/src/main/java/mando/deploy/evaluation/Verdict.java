package mando.deploy.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import mando.deploy.HomeCatalogue;
import mando.deploy.Turn;
import mando.device.Outcome;
import mando.device.configuration.Configuration;
import mando.inference.intent.Catalogue;

/** Says whether turns did what was expected of them, in one home. */
public final class Verdict {

    private final Catalogue home;

    public Verdict(Configuration configuration) {
        home = HomeCatalogue.of(configuration);
    }

    /** Whether the turns' commands are those expected and no other. */
    public boolean isExact(List<JsonNode> expected, List<Turn> turns) {
        return Judgement
                .of(expected.stream().map(command -> CanonicalCommand.of(command, home)).toList(), turns.stream()
                        .flatMap(turn -> turn.commands().stream())
                        .map(command -> CanonicalCommand.of(command.toJson(), home)).toList())
                .exact();
    }

    /** Whether all that was commanded was done, answered or asked back, and nothing failed or was refused. */
    public boolean wasDone(List<Turn> turns) {
        return turns.stream().filter(turn -> !turn.commands().isEmpty()).allMatch(turn -> !turn.outcomes().isEmpty()
                && turn.outcomes().stream().noneMatch(
                        outcome -> outcome instanceof Outcome.Failed || outcome instanceof Outcome.Refused));
    }
}
