package mando.inference.intent;

import java.util.List;
import java.util.Set;

/**
 * One answer that would settle a question.
 *
 * @param phrases by which it can be chosen, normalised
 * @param intent what is then to be done
 */
public record Choice(Set<String> phrases, Intent intent) {

    public Choice {
        phrases = Set.copyOf(phrases);
    }

    /** Whether every one of the words belongs to a single phrase. */
    boolean holds(List<String> words) {
        return phrases.stream().anyMatch(phrase -> List.of(phrase.split(" ")).containsAll(words));
    }
}
