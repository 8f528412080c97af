package mando.speech;

import mando.speech.model.RecognitionModel;

/**
 * How clearly a phrase was said in a piece of sound that holds nothing else: the likelihood of its phones against that of any phones, as
 * {@link Evidence#natsPerSecond} is for utterances. For one thread.
 */
public final class PhraseVerifier implements AutoCloseable {

    private final String phrase;
    private final org.vosk.Recognizer forced;
    private final org.vosk.Recognizer free;
    private final double timeScale;

    /**
     * @param model whose graph has the words of the phrase, and a filler that is a loop over its phones
     */
    public PhraseVerifier(SpeechModel model, String phrase) {
        this.phrase = phrase;
        this.forced = model.newVoskRecognizer(phrase);
        this.free = model.newVoskRecognizer(RecognitionModel.FILLER);
        this.timeScale = model.timeScale();
        forced.setWords(true);
        forced.setMaxAlternatives(1);
        free.setMaxAlternatives(1);
    }

    /** The logarithm of the ratio, a second of the phrase; negative infinity where the sound cannot be the phrase at all. */
    public double natsPerSecond(short[] samples) {
        String heard = result(forced, samples);
        Transcript words = VoskResult.transcript(heard, seconds -> seconds * timeScale);
        double seconds = words.endSeconds() - words.startSeconds();
        if (!words.text().equals(phrase) || seconds <= 0) {
            return Double.NEGATIVE_INFINITY;
        }
        return (VoskResult.logLikelihood(heard) - VoskResult.logLikelihood(result(free, samples))) / seconds;
    }

    private static String result(org.vosk.Recognizer vosk, short[] samples) {
        vosk.acceptWaveForm(samples, samples.length);
        return vosk.getFinalResult();
    }

    @Override
    public void close() {
        forced.close();
        free.close();
    }
}
