package mando.inference.intent;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Fits what was said after a question to the question's choices. Strict: a word that belongs to no choice makes it no answer, so that neither talk
 * nor the next command completes the command before.
 */
public final class Answer {

    private static final int MOST_WORDS = 8;
    /** Words around an answer that say nothing of their own. */
    private static final Set<String> FILLERS = Set.of("the", "a", "an", "my", "please", "uh", "um", "er", "in", "on",
            "of", "that",
            "it's", "for", "i", "mean", "meant", "with");
    /** As in "the bedroom one": a digit in normal form. */
    private static final String ONE = "1";
    private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth", "fifth");

    private Answer() {}

    /**
     * What to do, where the answer settles the question.
     *
     * @param asked an interpretation with a question
     * @param heard what was said next
     * @return empty where it is no answer, or fits several choices
     */
    public static Optional<Intent> to(Interpretation asked, String heard) {
        String normalised = TextNormaliser.normalise(heard);
        List<String> content = Arrays.stream(normalised.split(" ")).filter(word -> !FILLERS.contains(word)).toList();
        List<String> words = content.size() > 1 && content.getLast().equals(ONE)
                && asked.choices().stream().noneMatch(choice -> choice.holds(List.of(ONE)))
                        ? content.subList(0, content.size() - 1)
                        : content;
        if (words.isEmpty() || words.getFirst().isEmpty() || words.size() > MOST_WORDS) {
            return Optional.empty();
        }
        String said = String.join(" ", words);
        List<Choice> exact = asked.choices().stream()
                .filter(choice -> choice.phrases().contains(normalised) || choice.phrases().contains(said)).toList();
        if (exact.size() == 1) {
            return Optional.of(exact.getFirst().intent());
        }
        List<Choice> holding = asked.choices().stream().filter(choice -> choice.holds(words)).toList();
        if (holding.size() == 1) {
            return Optional.of(holding.getFirst().intent());
        }
        return holding.isEmpty() ? byOrdinal(asked.choices(), words) : Optional.empty();
    }

    /** "the second one", of those that the question named. */
    private static Optional<Intent> byOrdinal(List<Choice> choices, List<String> words) {
        int index = ORDINALS.indexOf(words.getFirst());
        return words.size() == 1 && index >= 0 && index < choices.size()
                ? Optional.of(choices.get(index).intent())
                : Optional.empty();
    }
}
