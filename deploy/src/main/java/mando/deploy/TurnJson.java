package mando.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import mando.device.Outcome;

/** A turn as one JSON object: what {@code --json} prints, and what is published as an event. */
public final class TurnJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TurnJson() {}

    public static ObjectNode of(Turn turn) {
        ObjectNode json = JSON.createObjectNode().put("event", "utterance").put("id", turn.id())
                .put("heard", turn.heard())
                .put("confidence", rounded(turn.interpretation().confidence()));
        ArrayNode commands = json.putArray("commands");
        turn.commands().forEach(command -> commands.add(command.toJson()));
        ArrayNode outcomes = json.putArray("outcomes");
        for (Outcome outcome : turn.outcomes()) {
            outcomes.addObject().put("outcome", outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                    .put("text", outcome.text());
        }
        turn.interpretation().refusal().ifPresent(reason -> json.put("refused", reason));
        turn.interpretation().question().ifPresent(question -> json.put("question", question));
        json.put("reply", turn.reply());
        ObjectNode millis = json.putObject("millis");
        turn.millis().recognise().ifPresent(value -> millis.put("recognise", rounded(value)));
        millis.put("interpret", rounded(turn.millis().interpret())).put("actuate", rounded(turn.millis().actuate()))
                .put("word", rounded(turn.millis().word()));
        return json;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
