package mando.speech;

import java.util.List;
import java.util.Optional;

/**
 * An utterance in words.
 *
 * @param text the words with single spaces; empty where nothing was heard
 * @param words the words of the text
 * @param hypotheses other ways to read the utterance, most probable first, with the text itself first; empty where nothing was heard
 * @param evidence that it was said at all; absent where the speech model cannot tell, and where a part was no word
 */
public record Transcript(String text, List<Word> words, List<Hypothesis> hypotheses, Optional<Evidence> evidence) {

    /** People speak about 15 letters a second, in a hurry 20: noise that is forced into words does not keep to that. */
    private static final double MOST_LETTERS_A_SECOND = 30;
    /** Longer pauses end an utterance, unless something in them was taken for a word's. */
    private static final double LONGEST_PAUSE_SECONDS = 2;

    static final Transcript EMPTY = new Transcript("", List.of(), List.of(), Optional.empty());

    public Transcript {
        words = List.copyOf(words);
        hypotheses = List.copyOf(hypotheses);
    }

    Transcript with(Evidence found) {
        return new Transcript(text, words, hypotheses, Optional.of(found));
    }

    public boolean isEmpty() { return text.isEmpty(); }

    /** Whether somebody can have said these words in these times. */
    boolean isSpeakable() {
        double letters = words.stream().mapToInt(word -> word.text().length()).sum();
        double seconds = words.stream().mapToDouble(word -> word.endSeconds() - word.startSeconds()).sum();
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).startSeconds() - words.get(i - 1).endSeconds() > LONGEST_PAUSE_SECONDS) {
                return false;
            }
        }
        return letters <= MOST_LETTERS_A_SECOND * seconds;
    }

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
