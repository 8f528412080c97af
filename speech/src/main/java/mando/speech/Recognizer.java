package mando.speech;

import java.util.Optional;
import mando.speech.model.RecognitionModel;

/**
 * Speech to words, by libvosk. Samples go in as they come; a transcript comes out where the speaker paused (the endpoint). All times count from
 * the first sample, through every utterance and {@link #reset()}. For one thread.
 */
public final class Recognizer implements AutoCloseable {

    private static final int MOST_HYPOTHESES = 10;
    /** Several times as much as comes between two looks at the words so far, so that what came before them is made up for. */
    private static final int FOLLOWED_AT_ONCE = AudioSource.SAMPLE_RATE / 5;

    /** Words that were said with less probability are talk for those that follow. */
    private static final double LEAST_NO_TALK = 0.5;

    private final org.vosk.Recognizer vosk;
    private final Optional<PhoneLoop> phoneLoop;
    private final UtteranceSound sound = new UtteranceSound();
    private final RecentTalk talk = new RecentTalk();
    private final double timeScale;
    private long sampleCount;
    private long skippedCount;
    /** Where libvosk's count of frames last began anew, on its own time, which knows nothing of what was skipped. */
    private double roundStartSeconds;
    private boolean closed;

    /** A recogniser at the beginning of a stream. */
    public Recognizer(SpeechModel model) {
        this.vosk = model.newVoskRecognizer();
        this.phoneLoop = model.newPhoneLoop();
        this.timeScale = model.timeScale();
        vosk.setWords(true);
        vosk.setMaxAlternatives(MOST_HYPOTHESES);
    }

    /**
     * Takes the first {@code count} samples, 16 kHz, one channel.
     *
     * @return the transcript where they end an utterance; it is empty where there was only silence
     */
    public Optional<Transcript> accept(short[] samples, int count) {
        checkOpen();
        if (count < 0 || count > samples.length) {
            throw new IllegalArgumentException(count + " samples of a buffer of " + samples.length);
        }
        sampleCount += count;
        sound.accept(samples, count);
        if (!vosk.acceptWaveForm(samples, count)) {
            return Optional.empty();
        }
        // Where times are scaled, every utterance must begin a round of its own.
        return Optional.of(timeScale == 1 ? transcript(vosk.getResult()) : finish());
    }

    /** So many samples are left out here, where no utterance has begun: times go on as if they had been given. */
    public void skip(long count) {
        checkOpen();
        skippedCount += count;
    }

    /** The words of the utterance so far; they may change. */
    public String partial() {
        checkOpen();
        String words = VoskResult.partial(vosk.getPartialResult());
        if (!words.isEmpty() && !words.contains(RecognitionModel.FILLER)) {
            // The speaker's next pause must not be followed by another for this.
            phoneLoop.ifPresent(loop -> loop.follow(sound, FOLLOWED_AT_ONCE));
        }
        return words;
    }

    /** Ends the utterance here, as at the end of a file; what comes next is another. The transcript may be empty. */
    public Transcript finish() {
        checkOpen();
        Transcript transcript = transcript(vosk.getFinalResult());
        roundStartSeconds = givenSeconds();
        return transcript;
    }

    /** Forgets the utterance so far, and what was said before it. */
    public void reset() {
        checkOpen();
        vosk.getFinalResult();
        vosk.reset();
        roundStartSeconds = givenSeconds();
        beginUtterance();
        talk.forget();
    }

    /** How much sound was accepted or skipped: where, on the transcripts' time, the sample that comes next lies. */
    public double positionSeconds() {
        return givenSeconds() + skippedSeconds();
    }

    private double givenSeconds() {
        return (double) sampleCount / AudioSource.SAMPLE_RATE;
    }

    private double skippedSeconds() {
        return (double) skippedCount / AudioSource.SAMPLE_RATE;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            vosk.close();
            phoneLoop.ifPresent(PhoneLoop::close);
        }
    }

    private Transcript transcript(String json) {
        Transcript transcript = VoskResult.transcript(json, this::streamSeconds);
        try {
            // The last frames before an end, and some noises, are forced into words that nobody had the time to say.
            return transcript.isSpeakable() ? weighed(transcript, json) : Transcript.EMPTY;
        } finally {
            beginUtterance();
        }
    }

    private void beginUtterance() {
        phoneLoop.ifPresent(PhoneLoop::reset);
        sound.clear();
    }

    /** With the evidence for its words. Where one is the filler there is nothing to hold against it: it is talk. */
    private Transcript weighed(Transcript transcript, String json) {
        if (transcript.isEmpty()) {
            return transcript;
        }
        double seconds = transcript.words().stream().mapToDouble(word -> word.endSeconds() - word.startSeconds()).sum();
        if (transcript.words().stream().anyMatch(word -> word.text().equals(RecognitionModel.FILLER))) {
            talk.add(seconds, transcript.endSeconds());
            return transcript;
        }
        if (phoneLoop.isEmpty()) {
            return transcript;
        }
        Evidence evidence = evidence(transcript, seconds, json, phoneLoop.get());
        if (evidence.probability() < LEAST_NO_TALK) {
            talk.add(seconds, transcript.endSeconds());
        }
        return transcript.with(evidence);
    }

    private Evidence evidence(Transcript transcript, double seconds, String json, PhoneLoop loop) {
        double ratio = sound.isTooLong()
                ? Double.NEGATIVE_INFINITY
                : (VoskResult.logLikelihood(json) - loop.finish(sound)) / seconds;
        return new Evidence(ratio, sound.decibelsOverNoise(samplesAgo(transcript.startSeconds()),
                samplesAgo(transcript.endSeconds())), talk.secondsAt(transcript.startSeconds()));
    }

    private long samplesAgo(double seconds) {
        return Math.round((positionSeconds() - seconds) * AudioSource.SAMPLE_RATE);
    }

    private double streamSeconds(double voskSeconds) {
        double seconds = timeScale == 1
                ? voskSeconds
                : roundStartSeconds + (voskSeconds - roundStartSeconds) * timeScale;
        // The last frame of the network may reach past the sound.
        return Math.clamp(seconds + skippedSeconds(), 0, positionSeconds());
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("The recogniser is closed");
        }
    }
}
