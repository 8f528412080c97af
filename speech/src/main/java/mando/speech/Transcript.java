package mando.speech;

import java.util.List;

/**
 * An utterance in words.
 *
 * @param text the words with single spaces; empty where nothing was heard
 */
public record Transcript(String text, List<Word> words) {

    public Transcript {
        words = List.copyOf(words);
    }

    static Transcript of(List<Word> words) {
        return new Transcript(String.join(" ", words.stream().map(Word::text).toList()), words);
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
