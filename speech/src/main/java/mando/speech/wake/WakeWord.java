package mando.speech.wake;

/**
 * A wake word that was heard.
 *
 * @param phrase as it was configured
 * @param score how clearly it was said: {@link mando.speech.PhraseVerifier#natsPerSecond}
 * @param endSeconds where it ended, since the first sample that the spotter was given
 */
public record WakeWord(String phrase, double score, double endSeconds) {}
