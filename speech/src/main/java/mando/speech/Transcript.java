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

    public boolean isEmpty() { return text.isEmpty(); }
}
