package mando.speech;

/**
 * One of the ways in which an utterance may be read.
 *
 * @param text the words with single spaces
 * @param probability the posterior probability among the ways that the decoder kept, 0 to 1: what the acoustic and the language model together
 *        make of it. The ways that it dropped have none, so a small vocabulary makes it 1 for wrong words too: it orders hypotheses and must
 *        not be the only gate before an action.
 */
public record Hypothesis(String text, double probability) {}
