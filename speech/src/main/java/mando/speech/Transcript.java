package mando.speech;

import java.util.List;

/**
 * An utterance in words.
 *
 * @param text the words with single spaces; empty where nothing was heard
 * @param words the words of the text
 * @param hypotheses other ways to read the utterance, most probable first, with the text itself first; empty where nothing was heard
 */
public record Transcript(String text, List<Word> words, List<Hypothesis> hypotheses) {

    static final Transcript EMPTY = new Transcript("", List.of(), List.of());

    public Transcript {
        words = List.copyOf(words);
        hypotheses = List.copyOf(hypotheses);
    }

    public boolean isEmpty() { return text.isEmpty(); }

    /** The mean of the words' confidences, 0 without words; see {@link Word} for what it is worth. */
    public double confidence() {
        return words.stream().mapToDouble(Word::confidence).average().orElse(0);
    }

    /** Where the first word begins, on the recogniser's time; 0 without words. */
    public double startSeconds() {
        return words.isEmpty() ? 0 : words.getFirst().startSeconds();
    }

    /** Where the last word ends, on the recogniser's time: the end of speech, from which latency is measured. 0 without words. */
    public double endSeconds() {
        return words.isEmpty() ? 0 : words.getLast().endSeconds();
    }
}
