package mando.speech;

/**
 * A word that was heard.
 *
 * @param text lower case, as in the model's vocabulary; {@code [unk]} for a sound that is none of its words
 * @param startSeconds since the first sample that the recogniser was given
 * @param endSeconds not before {@code startSeconds}
 * @param confidence the posterior probability among the hypotheses that the recogniser kept, 0 to 1. A small vocabulary makes it 1 for wrong words too: it
 *         orders hypotheses and must not be the only gate before an action.
 */
public record Word(String text, double startSeconds, double endSeconds, double confidence) {}
