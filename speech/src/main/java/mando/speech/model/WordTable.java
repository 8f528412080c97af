package mando.speech.model;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The words of a model that somebody else made, with their numbers: from {@code graph/words.txt}, or from the table of output symbols inside
 * {@code graph/Gr.fst}, where Vosk's small models have it (OpenFst's binary format, {@code symbol-table.cc}).
 */
final class WordTable {

    private static final int FST_MAGIC = 2_125_659_606;
    private static final int TABLE_MAGIC = 2_125_658_996;
    private static final int INPUT_SYMBOLS = 1;
    private static final int OUTPUT_SYMBOLS = 2;
    private static final int LONGEST_STRING = 1 << 10;
    private static final int MOST_WORDS = 4_000_000;

    private WordTable() {}

    /**
     * Reads the words of a model.
     *
     * @throws SpeechModelException where neither file has them
     */
    static Map<String, Integer> read(Path graph) {
        Path text = graph.resolve("words.txt");
        Path grammar = graph.resolve("Gr.fst");
        try {
            if (Files.exists(text)) {
                return ofText(text);
            }
            try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(grammar)))) {
                return ofGrammar(in, grammar);
            }
        } catch (EOFException e) {
            throw new SpeechModelException(grammar + " is cut short: install the model again", e);
        } catch (IOException e) {
            throw new SpeechModelException("the words of the speech model cannot be read from " + text + " nor from "
                    + grammar + ": install the model again", e);
        }
    }

    private static Map<String, Integer> ofText(Path file) throws IOException {
        var words = new LinkedHashMap<String, Integer>();
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length == 2 && fields[1].matches("\\d{1,9}")) {
                words.put(fields[0], Integer.parseInt(fields[1]));
            } else if (!line.isBlank()) {
                throw new SpeechModelException(
                        file + " has the line \"" + line + "\", which is no word and its number");
            }
        }
        return words;
    }

    private static Map<String, Integer> ofGrammar(DataInputStream in, Path file) throws IOException {
        if (int32(in) != FST_MAGIC) {
            throw new SpeechModelException(file + " is not an OpenFst file: install the model again");
        }
        string(in, file);
        string(in, file);
        int32(in);
        int flags = int32(in);
        // Properties, start, and the counts of states and arcs.
        in.skipNBytes(4L * Long.BYTES);
        if ((flags & OUTPUT_SYMBOLS) == 0) {
            throw new SpeechModelException(file.resolveSibling("words.txt") + " is missing, and " + file
                    + " holds no words either: install the model again");
        }
        if ((flags & INPUT_SYMBOLS) != 0) {
            table(in, file);
        }
        return table(in, file);
    }

    private static Map<String, Integer> table(DataInputStream in, Path file) throws IOException {
        if (int32(in) != TABLE_MAGIC) {
            throw new SpeechModelException(file + " has a damaged table of words: install the model again");
        }
        string(in, file);
        int64(in);
        long count = int64(in);
        if (count < 0 || count > MOST_WORDS) {
            throw new SpeechModelException(file + " says that it has " + count + " words: install the model again");
        }
        var words = new LinkedHashMap<String, Integer>();
        for (long i = 0; i < count; i++) {
            String word = string(in, file);
            words.put(word, Math.toIntExact(int64(in)));
        }
        return words;
    }

    private static String string(DataInputStream in, Path file) throws IOException {
        int length = int32(in);
        if (length < 0 || length > LONGEST_STRING) {
            throw new SpeechModelException(file + " is damaged: install the model again");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static int int32(DataInputStream in) throws IOException {
        return Integer.reverseBytes(in.readInt());
    }

    private static long int64(DataInputStream in) throws IOException {
        return Long.reverseBytes(in.readLong());
    }
}
