package mando.speech.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tinylog.Logger;

/**
 * Makes the folder that libvosk reads for one home: the acoustic model as it was shipped, and beside it graphs of the words and sentences of this
 * home. Folders are kept in a cache by the hash of all that went into them. Thread-safe.
 */
public final class RecognitionModel {

    /** What a transcript has for speech that is no word of the vocabulary. */
    public static final String FILLER = MonophoneGraph.FILLER;
    /** An empty file that is there where the filler is a loop over all phones, which any sentence can be held against. */
    public static final String PHONE_LOOP = "graph/phone_loop";
    /** A model of phones and nothing else, where that is less work than the loop in the graph; it has the same meaning. */
    public static final String PHONE_MODEL = "phone-loop";

    private static final String EPSILON = "<eps>";
    /** Entries of a table of words that nobody says. */
    private static final Set<String> NO_WORDS = Set.of(EPSILON, "#0", "<s>", "</s>");

    private static final int KEPT = 4;
    /** Changes whenever the same inputs would give other files. */
    private static final String FORMAT = "6";

    /** How strictly speech is held to the sentences. */
    public enum Mode {
        /** Any words in any order, likelier the more they sound like the sentences. */
        FREE,
        /** The sentences and what is put together like them, and nothing else. */
        EXACT
    }

    /**
     * What may be heard.
     *
     * @param sentences commands
     * @param background other speech, so that it can be heard as what it is; unused in {@link Mode#EXACT}
     * @param words further words that may occur anywhere, the most frequent first; unused in {@link Mode#EXACT}
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
    private byte[] baseHash = {};
    /** What the hash is of. */
    private List<Stamp> hashed = List.of();

    /**
     * @param base a speech model: {@code am/}, {@code conf/}, {@code graph/phones/}, {@code phones.txt}, {@code lexicon.dict}; or a
     *        downloaded Vosk model, which has {@code graph/HCLr.fst} or {@code graph/HCLG.fst} instead of the last two
     * @param cache where folders are kept; made when it is missing
     */
    public RecognitionModel(Path base, Path cache) {
        this.base = base;
        this.cache = cache;
    }

    /**
     * What the base is and what it lacks, by the files that are there.
     *
     * @throws SpeechModelException where it is no speech model
     */
    public ModelLayout layout() {
        return ModelLayout.of(base);
    }

    /**
     * Which of some words the model cannot hear: none where a graph is built for the home, else those that its own table of words lacks.
     *
     * @throws SpeechModelException where the table cannot be read
     */
    public SortedSet<String> unknown(Collection<String> words) {
        var unknown = new TreeSet<String>();
        if (!hasOwnLexicon()) {
            unknown.addAll(words);
            unknown.removeAll(WordTable.read(base.resolve("graph")).keySet());
        }
        return unknown;
    }

    /**
     * The folder for a home, from the cache or built now.
     *
     * @throws SpeechModelException where the base is incomplete, a word cannot be pronounced, or the cache cannot be written
     */
    public Path build(Language language, Mode mode) {
        ModelLayout layout = layout();
        if (!layout.missing().isEmpty()) {
            throw new SpeechModelException("The speech model " + base + " lacks " + String.join(", ", layout.missing())
                    + ": install or build it again. It is " + layout.kind().description());
        }
        if (layout.kind() == ModelLayout.Kind.STATIC) {
            Logger.warn(
                    "The speech model {} is {} Models with HCLr.fst and Gr.fst, as Vosk's small ones, can be told of your "
                            + "names as far as they know the words; the model \"own\" learns any.",
                    base, layout.kind().description());
            return base;
        }
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
        for (String part : List.of("am", "conf", "graph/phones")) {
            link(part, folder);
        }
        List<WeightedSentence> all = mode == Mode.EXACT
                ? language.sentences()
                : Stream.concat(language.sentences().stream(), language.background().stream()).toList();
        if (hasOwnLexicon()) {
            writeGraphs(folder, all, language.words(), mode);
        } else {
            writeGrammar(folder, language, all, mode);
        }
    }

    /** A model with a dictionary beside it: both graphs are made for the home. */
    private void writeGraphs(Path folder, List<WeightedSentence> all, List<String> common, Mode mode)
            throws IOException {
        var vocabulary = new TreeSet<String>();
        all.forEach(sentence -> vocabulary.addAll(List.of(sentence.text().split(" "))));
        if (mode == Mode.FREE) {
            vocabulary.addAll(common);
        }
        Lexicon lexicon = Lexicon.read(base.resolve("lexicon.dict"));
        SortedMap<String, List<List<String>>> pronunciations = new TreeMap<>();
        vocabulary.forEach(word -> pronunciations.put(word, lexicon.pronunciations(word)));
        MonophoneGraph.Graph graph = graph(pronunciations);
        Files.write(folder.resolve("graph/HCLr.fst"),
                FstFile.outputLookahead(graph.fst(), graph.reachable(), graph.finalLabel()));
        Files.writeString(folder.resolve("graph/disambig_tid.int"), (graph.transitionIds() + 1) + "\n");
        if (Files.isDirectory(base.resolve(PHONE_MODEL))) {
            link(PHONE_MODEL, folder);
        } else {
            Files.write(folder.resolve(PHONE_LOOP), new byte[0]);
        }
        writeGrammar(folder, all, common, mode, graph.words());
    }

    /** A downloaded model: its graph of words stays, the grammar is the home's. */
    private void writeGrammar(Path folder, Language language, List<WeightedSentence> all, Mode mode)
            throws IOException {
        link("graph/HCLr.fst", folder);
        link("graph/disambig_tid.int", folder);
        if (Files.isDirectory(base.resolve("ivector"))) {
            link("ivector", folder);
        }
        Map<String, Integer> words = WordTable.read(base.resolve("graph"));
        Set<String> unknown = unknown(language, words);
        if (!unknown.isEmpty()) {
            Logger.warn(
                    "The speech model {} does not know the words {}: it cannot hear commands with them. Give these devices "
                            + "aliases in other words, or use the model \"own\", which learns any word.",
                    base, unknown);
        }
        writeGrammar(folder, all.stream().filter(sentence -> known(sentence, words)).toList(),
                language.words().stream().filter(words::containsKey).toList(), mode, words);
    }

    private static Set<String> unknown(Language language, Map<String, Integer> words) {
        return language.sentences().stream().flatMap(sentence -> Stream.of(sentence.text().split(" ")))
                .filter(word -> !words.containsKey(word)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean known(WeightedSentence sentence, Map<String, Integer> words) {
        return Stream.of(sentence.text().split(" ")).allMatch(words::containsKey);
    }

    private static void writeGrammar(Path folder, List<WeightedSentence> all, List<String> common, Mode mode,
            Map<String, Integer> words) throws IOException {
        var spoken = new TreeMap<>(words);
        spoken.keySet().removeIf(NO_WORDS::contains);
        Fst grammar = mode == Mode.EXACT ? GrammarModel.of(all, spoken) : NgramModel.estimate(all, spoken, common);
        Files.write(folder.resolve("graph/Gr.fst"), FstFile.constant(grammar, FstFile.Order.INPUT));
        Files.writeString(folder.resolve("graph/words.txt"), words.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(EPSILON)).sorted(Map.Entry.comparingByValue())
                .map(e -> e.getKey() + " " + e.getValue() + "\n")
                .collect(Collectors.joining("", EPSILON + " 0\n", "")));
    }

    private boolean hasOwnLexicon() {
        return Files.exists(base.resolve("lexicon.dict"));
    }

    private boolean hasTriphones() {
        return Files.exists(base.resolve(SphinxConverter.TRIPHONES));
    }

    /** A converted Sphinx model brings its list of triphones; our own has none. */
    private MonophoneGraph.Graph graph(SortedMap<String, List<List<String>>> pronunciations) throws IOException {
        Optional<Triphones> triphones = SphinxConverter.triphones(base);
        return triphones.isPresent()
                ? SphinxGraph.build(triphones.get(), pronunciations, SphinxGraph.Options.DEFAULT)
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

    /** The parts of the base are large and stay what they are: the hash names another folder where they change. */
    private void link(String part, Path folder) throws IOException {
        Path from = base.resolve(part);
        if (!Files.exists(from)) {
            throw new SpeechModelException(from + " is missing: " + base + " is no complete speech model");
        }
        Path to = folder.resolve(part);
        Files.createDirectories(to.getParent());
        Files.createSymbolicLink(to, from.toRealPath());
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
            var text = new StringBuilder(FORMAT)
                    .append('\n').append(mode).append('\n');
            language.sentences().forEach(s -> text.append(s.text()).append('\t').append(s.weight()).append('\n'));
            text.append("--\n");
            language.background().forEach(s -> text.append(s.text()).append('\t').append(s.weight()).append('\n'));
            text.append("--\n");
            language.words().forEach(word -> text.append(word).append('\n'));
            // What links into a base stays with it: the same base elsewhere has another folder.
            text.append("--\n").append(base.toRealPath()).append('\n');
            digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
            digest.update(baseHash());
            return HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (IOException e) {
            throw new SpeechModelException("the speech model " + base + " cannot be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Of files of many megabytes, which are read again only when one of them has changed. */
    private synchronized byte[] baseHash() throws IOException, NoSuchAlgorithmException {
        List<Path> files = inputs();
        var stamps = new ArrayList<Stamp>();
        for (Path file : files) {
            stamps.add(new Stamp(file, Files.size(file), Files.getLastModifiedTime(file)));
        }
        if (!stamps.equals(hashed)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files) {
                digest.update(base.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            baseHash = digest.digest();
            hashed = List.copyOf(stamps);
        }
        return baseHash;
    }

    private record Stamp(Path file, long size, FileTime modified) {}

    private List<Path> inputs() throws IOException {
        var files = new ArrayList<Path>();
        var parts = new ArrayList<>(hasOwnLexicon()
                ? List.of("am", "conf", "graph/phones", "phones.txt", "lexicon.dict")
                : List.of("am", "conf", "graph/phones", "graph/HCLr.fst", "graph/Gr.fst", "graph/disambig_tid.int"));
        if (Files.isDirectory(base.resolve(PHONE_MODEL))) {
            parts.add(PHONE_MODEL);
        }
        for (String part : parts) {
            Path path = base.resolve(part);
            if (!Files.exists(path)) {
                throw new SpeechModelException(path + " is missing: " + base + " is no complete speech model");
            }
            try (Stream<Path> below = Files.walk(path)) {
                below.filter(Files::isRegularFile).sorted().forEach(files::add);
            }
        }
        if (hasTriphones()) {
            files.add(base.resolve(SphinxConverter.TRIPHONES));
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
