package mando.inference.intent;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the model wrote of some words, not yet whether it is done.
 *
 * @param drafts the commands; empty where nothing was asked for, or nothing that can be done
 * @param confidence the model's own probability of having written exactly this, 0 to 1
 * @param obstacle why there are no commands although something was asked for, or the model would have written something else; a clause
 * @param promptTokens how many tokens were read
 * @param outputTokens how many were written
 */
record Reading(List<Draft> drafts, double confidence, Optional<String> obstacle, String output, int promptTokens,
        int outputTokens) {

    private static final String AND = "<and>";
    private static final String END = "<end>";

    Reading {
        drafts = List.copyOf(drafts);
    }

    /** Whether nothing was asked for. */
    boolean asksNothing() {
        return drafts.isEmpty() && obstacle.isEmpty();
    }

    /** Nothing of which is done, with the reason where something was asked for. */
    Interpretation interpretation(Utterance said, Optional<String> refusal) {
        return new Interpretation(List.of(), confidence, refusal, Optional.empty(), said.text(), output, promptTokens,
                outputTokens);
    }

    /** This and what was read of the words behind it, as one: right where both are. */
    Reading and(Reading next) {
        String joined = output.replaceFirst(END + "$", "") + AND + next.output;
        return new Reading(Stream.concat(drafts.stream(), next.drafts.stream()).toList(),
                confidence * next.confidence, obstacle.or(next::obstacle), joined, promptTokens + next.promptTokens,
                outputTokens + next.outputTokens);
    }
}
