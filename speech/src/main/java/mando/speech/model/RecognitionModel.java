package mando.speech.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tinylog.Logger;

/**
 * Makes the folder that libvosk reads for one home: the acoustic model as it was shipped, and beside it graphs of the words and sentences of this
 * home. Folders are kept in a cache by the hash of all that went into them.
 */
public final class RecognitionModel {

    private static final int KEPT = 4;
    /** Changes whenever the same inputs would give other files. */
    private static final String FORMAT = "2";

    /** How strictly speech is held to the sentences. */
    public enum Mode {
        /** Any words in any order, likelier the more they sound like the sentences. */
        FREE,
        /** The sentences and nothing else. */
        EXACT
    }

    /**
     * What may be heard.
     *
     * @param sentences commands
     * @param background other speech, so that it can be heard as what it is; unused in {@link Mode#EXACT}
     * @param words further words that may occur anywhere; unused in {@link Mode#EXACT}
     */
    public record Language(List<WeightedSentence> sentences, List<WeightedSentence> background, List<String> words) {

        public Language {
            sentences = List.copyOf(sentences);
            background = List.copyOf(background);
            words = List.copyOf(words);
        }
    }

    private final Path base;
    private final Path cache;

    /**
     * @param base a speech model: {@code am/}, {@code conf/}, {@code graph/phones/}, {@code phones.txt}, {@code lexicon.dict}
     * @param cache where folders are kept; made when it is missing
     */
    public RecognitionModel(Path base, Path cache) {
        this.base = base;
        this.cache = cache;
    }

    /**
     * The folder for a home, from the cache or built now.
     *
     * @throws SpeechModelException where the base is incomplete, a word cannot be pronounced, or the cache cannot be written
     */
    public Path build(Language language, Mode mode) {
        Path folder = cache.resolve(hash(language, mode));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        long started = System.nanoTime();
        try {
            Files.createDirectories(cache);
            Path unfinished = Files.createTempDirectory(cache, "unfinished-");
            try {
                write(unfinished, language, mode);
                move(unfinished, folder);
            } finally {
                delete(unfinished);
            }
            forgetOld(folder);
        } catch (IOException e) {
            throw new SpeechModelException("the recognition graph cannot be written to " + cache + " (" + e.getMessage()
                    + "): make it writable or set XDG_CACHE_HOME", e);
        }
        Logger.info("Built the recognition graph of this configuration in {} ms",
                (System.nanoTime() - started) / 1_000_000);
        return folder;
    }

    private void write(Path folder, Language language, Mode mode) throws IOException {
        copy("am", folder);
        copy("conf", folder);
        copy("graph/phones", folder);
        List<WeightedSentence> all = mode == Mode.EXACT
                ? language.sentences()
                : Stream.concat(language.sentences().stream(), language.background().stream()).toList();
        var vocabulary = new TreeSet<String>();
        all.forEach(sentence -> vocabulary.addAll(List.of(sentence.text().split(" "))));
        if (mode == Mode.FREE) {
            vocabulary.addAll(language.words());
        }
        Lexicon lexicon = Lexicon.read(base.resolve("lexicon.dict"));
        SortedMap<String, List<List<String>>> pronunciations = new TreeMap<>();
        vocabulary.forEach(word -> pronunciations.put(word, lexicon.pronunciations(word)));
        MonophoneGraph.Graph graph = graph(pronunciations);
        Fst grammar = mode == Mode.EXACT
                ? GrammarModel.of(all, graph.words())
                : NgramModel.estimate(all, graph.words());
        Files.write(folder.resolve("graph/HCLr.fst"),
                FstFile.outputLookahead(graph.fst(), graph.reachable(), graph.finalLabel()));
        Files.write(folder.resolve("graph/Gr.fst"), FstFile.constant(grammar, FstFile.Order.INPUT));
        Files.writeString(folder.resolve("graph/disambig_tid.int"), (graph.transitionIds() + 1) + "\n");
        Files.writeString(folder.resolve("graph/words.txt"), "<eps> 0\n" + graph.words().entrySet().stream()
                .sorted(Map.Entry.comparingByValue()).map(e -> e.getKey() + " " + e.getValue() + "\n")
                .collect(Collectors.joining()));
    }

    /** A converted Sphinx model brings its list of triphones; our own has none. */
    private MonophoneGraph.Graph graph(SortedMap<String, List<List<String>>> pronunciations) throws IOException {
        Path triphones = base.resolve(SphinxConverter.TRIPHONES);
        return Files.exists(triphones)
                ? SphinxGraph.build(Triphones.read(triphones), pronunciations, SphinxGraph.Options.DEFAULT)
                : MonophoneGraph.build(phones(), pronunciations, MonophoneGraph.Options.DEFAULT);
    }

    private List<String> phones() throws IOException {
        Path file = base.resolve("phones.txt");
        if (!Files.isReadable(file)) {
            throw new SpeechModelException(
                    file + " is missing: " + base + " is no speech model that graphs can be made for");
        }
        return Files.readAllLines(file).stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private void copy(String part, Path folder) throws IOException {
        Path from = base.resolve(part);
        if (!Files.isDirectory(from)) {
            throw new SpeechModelException(from + " is missing: " + base + " is no complete speech model");
        }
        Path to = Files.createDirectories(folder.resolve(part));
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another process built the same folder meanwhile.
            Logger.debug(e, "{} is there already", to);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("the cache's file system cannot rename a folder", e);
        }
    }

    private String hash(Language language, Mode mode) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            var text = new StringBuilder(FORMAT).append('\n').append(mode).append('\n');
            language.sentences().forEach(s -> text.append(s.text()).append('\t').append(s.weight()).append('\n'));
            text.append("--\n");
            language.background().forEach(s -> text.append(s.text()).append('\t').append(s.weight()).append('\n'));
            text.append("--\n");
            language.words().forEach(word -> text.append(word).append('\n'));
            digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
            for (Path file : inputs()) {
                digest.update(base.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (IOException e) {
            throw new SpeechModelException("the speech model " + base + " cannot be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private List<Path> inputs() throws IOException {
        var files = new ArrayList<Path>();
        for (String part : List.of("am", "conf", "graph/phones", "phones.txt", "lexicon.dict")) {
            Path path = base.resolve(part);
            if (!Files.exists(path)) {
                throw new SpeechModelException(path + " is missing: " + base + " is no complete speech model");
            }
            try (Stream<Path> below = Files.walk(path)) {
                below.filter(Files::isRegularFile).sorted().forEach(files::add);
            }
        }
        Path triphones = base.resolve(SphinxConverter.TRIPHONES);
        if (Files.exists(triphones)) {
            files.add(triphones);
        }
        return files;
    }

    /** Configurations change: only the newest folders are kept, so that the cache does not grow. */
    private void forgetOld(Path current) throws IOException {
        try (Stream<Path> folders = Files.list(cache)) {
            List<Path> old = folders.filter(Files::isDirectory).filter(folder -> !folder.equals(current))
                    .filter(folder -> folder.getFileName().toString().matches("[0-9a-f]{24}"))
                    .sorted(Comparator.comparingLong(RecognitionModel::modified).reversed()).skip(KEPT - 1).toList();
            for (Path folder : old) {
                delete(folder);
            }
        }
    }

    private static long modified(Path folder) {
        return folder.toFile().lastModified();
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
