package mando.speech;

/**
 * How likely an utterance is as any sequence of phones: what every sentence is measured against. It may follow the utterance while it is spoken, so that
 * little is left to do at its end. For one thread.
 */
final class PhoneLoop implements AutoCloseable {

    private static final int BLOCK = AudioSource.SAMPLE_RATE / 10;

    private final org.vosk.Recognizer vosk;
    private final short[] block = new short[BLOCK];
    private int followed;
    private double logLikelihood;

    /**
     * @param vosk recognises phones only
     */
    PhoneLoop(org.vosk.Recognizer vosk) {
        this.vosk = vosk;
        vosk.setMaxAlternatives(1);
    }

    /** Takes up to {@code most} further samples of the utterance. */
    void follow(UtteranceSound utterance, int most) {
        int to = Math.min(utterance.size(), followed + most);
        while (followed < to) {
            int count = utterance.copy(followed, Math.min(BLOCK, to - followed), block);
            followed += count;
            if (vosk.acceptWaveForm(block, count)) {
                // It takes a pause for the end; the utterance goes on.
                logLikelihood += VoskResult.logLikelihood(vosk.getResult());
            }
        }
    }

    /**
     * The logarithm of the likelihood of the best sequence of phones for the whole utterance, on the scale of
     * {@link VoskResult#logLikelihood}. What is followed next is another.
     */
    double finish(UtteranceSound utterance) {
        follow(utterance, Integer.MAX_VALUE - followed);
        double sum = logLikelihood + VoskResult.logLikelihood(vosk.getFinalResult());
        followed = 0;
        logLikelihood = 0;
        return sum;
    }

    /** Forgets the utterance. */
    void reset() {
        if (followed > 0) {
            vosk.reset();
            followed = 0;
            logLikelihood = 0;
        }
    }

    @Override
    public void close() {
        vosk.close();
    }
}
