package mando.inference.intent;

import java.util.List;
import java.util.Optional;

/**
 * What the model made of a transcript. At most one of {@code intents}, {@code refusal} and {@code question} says something; where all are empty,
 * nothing was asked for.
 *
 * @param intents what to do, in the order said
 * @param confidence the model's own probability of having said exactly this, 0 to 1
 * @param refusal why nothing is done although something was asked for, as a clause
 * @param question what to ask back
 * @param choices the answers to the question that would settle it; empty where it can only be said anew
 * @param normalised the transcript as the model read it
 * @param output what the model wrote, for a log
 * @param promptTokens how many tokens were read for this transcript (the home before them is kept)
 * @param outputTokens how many were written
 */
public record Interpretation(List<Intent> intents, double confidence, Optional<String> refusal,
        Optional<String> question, List<Choice> choices,
        String normalised, String output, int promptTokens, int outputTokens) {

    public Interpretation {
        intents = List.copyOf(intents);
        choices = List.copyOf(choices);
    }

    /** Without choices. */
    public Interpretation(List<Intent> intents, double confidence, Optional<String> refusal, Optional<String> question,
            String normalised, String output, int promptTokens, int outputTokens) {
        this(intents, confidence, refusal, question, List.of(), normalised, output, promptTokens, outputTokens);
    }

    static Interpretation refused(String reason, String normalised) {
        return new Interpretation(List.of(), 0, Optional.of(reason), Optional.empty(), normalised, "", 0, 0);
    }
}
