package mando.speech;

/**
 * What speaks for the words of an utterance, beside the decoder's choice among the sentences that it may hear: any sound is some sentence best, so the
 * best of them says nothing about whether one was spoken.
 *
 * @param natsPerSecond how much likelier the words are than any sequence of phones (a loop over all phones, as in keyword spotting after Rose and
 *         Paul, "A hidden Markov model based keyword recognition system", 1990): the logarithm of the ratio of the likelihoods of the whole utterance,
 *         a second of its words; about +6 for a sentence of the home's, clearly spoken, about -6 for other speech that is forced into one
 * @param decibels how much louder the words are than the noise that is always there, in dB
 * @param talkSeconds how much was said lately that was no command, in seconds of speech, those of ten seconds ago counting a third: talk comes in runs
 */
public record Evidence(double natsPerSecond, double decibels, double talkSeconds) {

    /** More is no better: everything that loud was said near the microphone. */
    private static final double LOUD = 14;
    /** More is no worse: people are talking to each other, or a television is on. */
    private static final double TALKING = 4;
    // Logistic regression, on synthetic commands against talk and noise that were taken for sentences: see the card of the speech model.
    private static final double BIAS = -3.9;
    private static final double OF_RATIO = 0.564;
    private static final double OF_LEVEL = 0.4;
    private static final double OF_TALK = -1;

    /** The probability that the words were spoken and meant, 0 to 1. */
    public double probability() {
        double odds = BIAS + OF_RATIO * natsPerSecond + OF_LEVEL * Math.clamp(decibels, 0, LOUD)
                + OF_TALK * Math.min(talkSeconds, TALKING);
        return 1 / (1 + Math.exp(-odds));
    }
}
