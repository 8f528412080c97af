package mando.speech;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import mando.speech.model.SpeechModelException;

/** Speech to text: samples go in, a transcript comes out at the end of each utterance. For one thread. */
public final class Recognizer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final org.vosk.Recognizer vosk;
    private boolean closed;

    public Recognizer(SpeechModel model) {
        try {
            vosk = new org.vosk.Recognizer(model.vosk(), AudioSource.SAMPLE_RATE);
        } catch (IOException e) {
            throw new SpeechModelException("the speech model cannot recognise anything: install it again", e);
        }
        vosk.setWords(true);
    }

    /**
     * Takes samples.
     *
     * @return the transcript where they end an utterance; it may be empty, where there was only silence
     */
    public Optional<Transcript> accept(short[] samples, int count) {
        return vosk.acceptWaveForm(samples, count) ? Optional.of(transcript(vosk.getResult())) : Optional.empty();
    }

    /** The words of the utterance so far; they may change. */
    public String partial() {
        return parse(vosk.getPartialResult()).path("partial").asText();
    }

    /** Ends the utterance here, and with it the sound. */
    public Transcript finish() {
        return transcript(vosk.getFinalResult());
    }

    /** Forgets the utterance so far. */
    public void reset() {
        vosk.reset();
    }

    static Transcript transcript(String json) {
        JsonNode result = parse(json);
        var words = new ArrayList<Word>();
        for (JsonNode word : result.path("result")) {
            words.add(new Word(word.path("word").asText(), word.path("start").asDouble(), word.path("end").asDouble(),
                    word.path("conf").asDouble()));
        }
        return new Transcript(result.path("text").asText().strip(), words);
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("libvosk returned no JSON: " + json, e);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            vosk.close();
        }
    }
}
