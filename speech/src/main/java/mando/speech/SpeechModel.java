package mando.speech;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import mando.speech.model.SpeechModelException;
import org.vosk.LibVosk;
import org.vosk.LogLevel;
import org.vosk.Model;

/**
 * An acoustic and a language model in memory. Thread-safe: any number of recognisers may use it; closing it leaves those that are open usable.
 */
public final class SpeechModel implements AutoCloseable {

    /** What libvosk takes every model's output frame for when it tells times, in frames of features. */
    private static final double VOSK_FRAME_SUBSAMPLING = 3;

    private final Path folder;
    private final double timeScale;
    private final Model model;
    private final Optional<String> phoneLoop;
    private final Optional<Model> phones;
    private boolean closed;

    /**
     * Loads a model.
     *
     * @param folder in Vosk's layout: {@code am/}, {@code conf/}, {@code graph/}
     * @throws SpeechModelException where the folder is missing, incomplete or damaged, or libvosk cannot be loaded
     */
    public SpeechModel(Path folder) {
        this.folder = folder;
        this.timeScale = ModelFolder.frameSubsampling(folder) / VOSK_FRAME_SUBSAMPLING;
        this.phoneLoop = ModelFolder.phoneLoop(folder);
        Optional<Path> phoneModel = ModelFolder.phoneModel(folder);
        try {
            LibVosk.setLogLevel(LogLevel.WARNINGS);
            this.model = new Model(folder.toString());
            this.phones = phoneModel.isPresent()
                    ? Optional.of(new Model(phoneModel.get().toString()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new SpeechModelException("The speech model " + folder + " cannot be loaded: install it again", e);
        } catch (LinkageError e) {
            throw new SpeechModelException("libvosk cannot be loaded on this machine (" + e.getMessage()
                    + "): install it, or name its folder in jna.library.path", e);
        }
    }

    /** How long an output frame of the network is, relative to what libvosk takes it for. */
    double timeScale() {
        return timeScale;
    }

    org.vosk.Recognizer newVoskRecognizer() {
        return newVoskRecognizer(() -> new org.vosk.Recognizer(model, AudioSource.SAMPLE_RATE));
    }

    /** What hears phones and nothing else: by a model of them, or where the filler is a loop over them. */
    Optional<PhoneLoop> newPhoneLoop() {
        return phones.map(only -> newVoskRecognizer(() -> new org.vosk.Recognizer(only, AudioSource.SAMPLE_RATE)))
                .or(() -> phoneLoop.map(this::newVoskRecognizer)).map(PhoneLoop::new);
    }

    /** What hears one phrase of the vocabulary and nothing else, plain words with single spaces. */
    org.vosk.Recognizer newVoskRecognizer(String phrase) {
        return newVoskRecognizer(() -> new org.vosk.Recognizer(model, AudioSource.SAMPLE_RATE, "[\"" + phrase + "\"]"));
    }

    private interface Opening {
        org.vosk.Recognizer open() throws IOException;
    }

    private synchronized org.vosk.Recognizer newVoskRecognizer(Opening opening) {
        if (closed) {
            throw new IllegalStateException("The speech model " + folder + " is closed");
        }
        try {
            return opening.open();
        } catch (IOException e) {
            throw new SpeechModelException("The speech model " + folder + " recognises nothing: install it again", e);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            model.close();
            phones.ifPresent(Model::close);
        }
    }
}
