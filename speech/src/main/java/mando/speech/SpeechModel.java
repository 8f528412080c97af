package mando.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import mando.speech.model.SpeechModelException;
import org.vosk.LibVosk;
import org.vosk.LogLevel;
import org.vosk.Model;

/** A Vosk model in memory. Thread-safe; closed once all its recognisers are. */
public final class SpeechModel implements AutoCloseable {

    private static final List<String> FILES = List.of("am/final.mdl", "conf/model.conf", "conf/mfcc.conf",
            "graph/words.txt",
            "graph/phones/word_boundary.int");
    /** Files that begin with these bytes; libvosk ends the process where they do not. */
    private static final byte[] KALDI_BINARY = { 0, 'B'};
    private static final byte[] OPENFST = { (byte) 0xD6, (byte) 0xFD, (byte) 0xB2, 0x7E};

    private final Model model;
    private boolean closed;

    /**
     * Loads a model.
     *
     * @param folder in Vosk's layout: {@code am/}, {@code conf/}, {@code graph/}
     * @throws SpeechModelException where the folder is missing, incomplete or damaged
     */
    public SpeechModel(Path folder) {
        check(folder);
        LibVosk.setLogLevel(LogLevel.WARNINGS);
        try {
            model = new Model(folder.toString());
        } catch (IOException e) {
            throw new SpeechModelException("the speech model " + folder + " cannot be loaded: install it again", e);
        }
    }

    private static void check(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new SpeechModelException("there is no speech model at " + folder);
        }
        for (String name : FILES) {
            if (!Files.isReadable(folder.resolve(name))) {
                throw new SpeechModelException("the speech model " + folder + " lacks " + name + ": install it again");
            }
        }
        checkStart(folder, "am/final.mdl", KALDI_BINARY);
        if (Files.exists(folder.resolve("graph/HCLG.fst"))) {
            checkStart(folder, "graph/HCLG.fst", OPENFST);
        } else {
            checkStart(folder, "graph/HCLr.fst", OPENFST);
            checkStart(folder, "graph/Gr.fst", OPENFST);
        }
    }

    private static void checkStart(Path folder, String name, byte[] expected) {
        Path file = folder.resolve(name);
        try (var in = Files.newInputStream(file)) {
            if (!Arrays.equals(in.readNBytes(expected.length), expected) || Files.size(file) < 64) {
                throw new SpeechModelException("the speech model's " + file + " is damaged: install it again");
            }
        } catch (IOException e) {
            throw new SpeechModelException("the speech model " + folder + " lacks " + name + ": install it again", e);
        }
    }

    Model vosk() {
        return model;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            model.close();
        }
    }
}
