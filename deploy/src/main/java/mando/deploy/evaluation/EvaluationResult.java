package mando.deploy.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What became of one case.
 *
 * @param heard the text heard or typed, and the stages' times
 * @param got the commands that would be done, in the form of product.md
 * @param why what stood in the way of a command, for a person to read
 * @param judgement absent where the case has no label
 */
record EvaluationResult(EvaluationCase evaluationCase, Heard heard, List<JsonNode> got, String why,
        Optional<Judgement> judgement) {

    /**
     * @param recogniseMillis the time of recognition; absent where the case was text
     * @param audioSeconds how much sound the case had
     */
    record Heard(String text, OptionalDouble recogniseMillis, double interpretMillis, double audioSeconds) {}
}
