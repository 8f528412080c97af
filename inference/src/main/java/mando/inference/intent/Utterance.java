package mando.inference.intent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The words of one utterance, normalised, and what can be copied out of them. */
final class Utterance {

    private static final int LONGEST_NAME_WORDS = 3;

    private final List<String> words;
    private final TokenTrie<String> spans = new TokenTrie<>();

    /**
     * Words that stand together.
     *
     * @param start the first word's index
     * @param end the index after the last word's
     */
    record Span(String text, int start, int end) {}

    Utterance(String normalised, IntentVocabulary vocabulary) {
        words = List.of(normalised.split(" "));
        for (int from = 0; from < words.size(); from++) {
            for (int to = from + 1; to <= Math.min(words.size(), from + LONGEST_NAME_WORDS); to++) {
                String name = text(from, to);
                spans.put(vocabulary.text(name), name);
            }
        }
    }

    private String text(int from, int to) {
        return String.join(" ", words.subList(from, to));
    }

    /** All short runs of words. */
    TokenTrie<String> spans() {
        return spans;
    }

    /** Where phrases occur from a word on, in order; one that lies within a longer one is left out. */
    List<Span> find(Set<String> phrases, int from) {
        int longest = phrases.stream().mapToInt(phrase -> phrase.split(" ").length).max().orElse(0);
        var found = new ArrayList<Span>();
        for (int start = from; start < words.size(); start++) {
            for (int end = Math.min(words.size(), start + longest); end > start; end--) {
                String text = text(start, end);
                if (phrases.contains(text)) {
                    found.add(new Span(text, start, end));
                }
            }
        }
        return found.stream().filter(span -> found.stream().noneMatch(other -> !other.equals(span)
                && other.start <= span.start && other.end >= span.end)).toList();
    }
}
