package mando.speech.wake;

/**
 * A wake word that was heard.
 *
 * @param phrase as it was configured
 * @param score how clearly it won over other speech: the logarithm of its odds in the decoder's lattice, up to about {@value WakeSpotter#MAX_SCORE}
 * @param endSeconds where it ended, since the first sample that the spotter was given
 */
public record WakeWord(String phrase, double score, double endSeconds) {}
