package mando.speech;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mando.speech.model.RecognitionModel;
import mando.speech.model.SpeechModelException;

/**
 * The files of a model's folder, looked at before libvosk does. For most damage libvosk gives no model, without a word; but it aborts the process
 * on a broken option, gets a segmentation fault from a wrong number in an FST, and never comes back where the disambiguation labels are not.
 */
final class ModelFolder {

    private static final byte[] KALDI_BINARY = { 0, 'B'};
    private static final Pattern OPTION = Pattern.compile("--[a-z0-9][a-z0-9.-]*(=.*)?");
    private static final Pattern SILENCE_PHONES = Pattern.compile("--endpoint\\.silence-phones=\\d+(:\\d+)*");
    private static final String SUBSAMPLING = "--frame-subsampling-factor=";

    private final Path folder;

    private ModelFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Looks at a model.
     *
     * @return how many frames of features, 10 ms each, go into an output frame of its network
     * @throws SpeechModelException where it is missing, incomplete or damaged
     */
    static int frameSubsampling(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new SpeechModelException(
                    "There is no speech model at " + folder + ": give the path of a Vosk model's folder");
        }
        return new ModelFolder(folder).check();
    }

    /** The word that stands for a loop over all phones, where the graphs were built with one. */
    static Optional<String> phoneLoop(Path folder) {
        return Files.isRegularFile(folder.resolve(RecognitionModel.PHONE_LOOP))
                ? Optional.of(RecognitionModel.FILLER)
                : Optional.empty();
    }

    /** The model of phones beside it, where there is one. */
    static Optional<Path> phoneModel(Path folder) {
        Path phones = folder.resolve(RecognitionModel.PHONE_MODEL);
        if (!Files.isDirectory(phones)) {
            return Optional.empty();
        }
        frameSubsampling(phones);
        return Optional.of(phones);
    }

    private int check() {
        List<String> decoding = options("conf/model.conf");
        options("conf/mfcc.conf");
        if (decoding.stream().noneMatch(line -> SILENCE_PHONES.matcher(line).matches())) {
            throw damaged("conf/model.conf", "it does not say what silence is, by --endpoint.silence-phones=");
        }
        checkAcousticModel();
        checkGraph();
        return decoding.stream().filter(line -> line.startsWith(SUBSAMPLING))
                .mapToInt(line -> number("conf/model.conf", line.substring(SUBSAMPLING.length())))
                .reduce(1, (_, last) -> last);
    }

    private List<String> options(String name) {
        List<String> options = lines(name).stream().map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty()).toList();
        for (String option : options) {
            if (!OPTION.matcher(option).matches()) {
                throw damaged(name, "\"" + option + "\" is not an option");
            }
        }
        return options;
    }

    private void checkAcousticModel() {
        String name = "am/final.mdl";
        try (var input = Files.newInputStream(file(name))) {
            byte[] start = input.readNBytes(KALDI_BINARY.length + 1);
            boolean binary = start.length > 2 && start[0] == KALDI_BINARY[0] && start[1] == KALDI_BINARY[1];
            if (!binary && (start.length == 0 || start[0] != '<')) {
                throw damaged(name, "it is not a Kaldi model");
            }
        } catch (IOException e) {
            throw damaged(name, e.getMessage());
        }
    }

    private void checkGraph() {
        int words = lines("graph/words.txt").stream().filter(line -> !line.isBlank()).mapToInt(this::wordNumber).max()
                .orElse(0);
        file("graph/phones/word_boundary.int");
        if (Files.exists(folder.resolve("graph/HCLG.fst"))) {
            visit("graph/HCLG.fst", (_, output) -> checkWord("graph/HCLG.fst", output, words));
            return;
        }
        int[] disambiguation = lines("graph/disambig_tid.int").stream().filter(line -> !line.isBlank())
                .mapToInt(line -> number("graph/disambig_tid.int", line.strip())).sorted().toArray();
        visit("graph/HCLr.fst", (input, output) -> {
            checkWord("graph/HCLr.fst", output, words);
            // Such labels come after all others.
            if (disambiguation.length > 0 && input >= disambiguation[0]
                    && Arrays.binarySearch(disambiguation, input) < 0) {
                throw damaged("graph/disambig_tid.int", "its labels are those of sounds");
            }
        });
        visit("graph/Gr.fst", (input, _) -> checkWord("graph/Gr.fst", input, words));
    }

    private void checkWord(String name, int label, int words) {
        if (label > words) {
            throw damaged(name, "it has the word " + label + ", and graph/words.txt ends at " + words);
        }
    }

    private void visit(String name, FstArcs.Visitor visitor) {
        try {
            FstArcs.visit(file(name), visitor);
        } catch (IOException e) {
            throw damaged(name, e.getMessage());
        }
    }

    private int wordNumber(String line) {
        return number("graph/words.txt", line.substring(line.lastIndexOf(' ') + 1));
    }

    private int number(String name, String text) {
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException e) {
            throw damaged(name, "\"" + text + "\" is not a number");
        }
    }

    private List<String> lines(String name) {
        // Words may be in any encoding; only their numbers matter here.
        try (Stream<String> lines = Files.lines(file(name), StandardCharsets.ISO_8859_1)) {
            return lines.toList();
        } catch (IOException e) {
            throw damaged(name, e.getMessage());
        }
    }

    private Path file(String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new SpeechModelException("The speech model " + folder + " lacks " + name + ": install it again");
        }
        return file;
    }

    private SpeechModelException damaged(String name, String problem) {
        return new SpeechModelException(
                folder.resolve(name) + " is damaged (" + problem + "): install the speech model again");
    }
}
