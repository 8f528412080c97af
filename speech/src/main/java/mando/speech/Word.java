package mando.speech;

/**
 * A word that was heard.
 *
 * @param startSeconds from the beginning of the sound
 * @param confidence the recogniser's own, 0 to 1; no evidence that the word was said (a grammar accepts wrong words with 1.0)
 */
public record Word(String text, double startSeconds, double endSeconds, double confidence) {}
