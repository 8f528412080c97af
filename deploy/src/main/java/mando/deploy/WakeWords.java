package mando.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import mando.speech.SpeechModel;
import mando.speech.model.SpeechModelException;
import mando.speech.model.WakeModel;
import mando.speech.wake.WakeSpotter;

/** The model that hears a home's wake words, made from the speech model of our own, and kept in the cache. */
public final class WakeWords implements AutoCloseable {

    /** How many of the common words stand beside the wake words. */
    private static final int COMMON_WORDS = 1_000;
    /** Changes whenever the same words would give other files. */
    private static final String FORMAT = "3";
    private static final int KEPT = 3;
    private final List<String> phrases;
    private final double sensitivity;
    private final SpeechModel model;

    private WakeWords(List<String> phrases, double sensitivity, SpeechModel model) {
        this.phrases = phrases;
        this.sensitivity = sensitivity;
        this.model = model;
    }

    /**
     * Builds the model or finds it.
     *
     * @param phrases lower case
     * @param sensitivity 0 to 1; see {@link #threshold}
     * @throws SpeechModelException where a word cannot be pronounced or the cache cannot be written
     */
    public static WakeWords open(Installation installation, List<String> phrases, double sensitivity) {
        Path cache = installation.cache().resolve("wake");
        Path base = installation.speechModel();
        try {
            Path folder = cache.resolve(hash(base, phrases));
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(cache);
                Path unfinished = Files.createTempDirectory(cache, "unfinished-");
                List<String> common = Files.readAllLines(base.resolve("common-words.txt")).stream().map(String::strip)
                        .filter(word -> !word.isEmpty()).limit(COMMON_WORDS).toList();
                new WakeModel(base, common, WakeModel.Costs.DEFAULT).write(unfinished, phrases);
                Files.move(unfinished, folder);
                forgetOld(cache, folder);
            }
            return new WakeWords(phrases, sensitivity, new SpeechModel(folder));
        } catch (IOException e) {
            throw new SpeechModelException("the wake word's model cannot be written to " + cache + " (" + e.getMessage()
                    + "): make it writable or set XDG_CACHE_HOME", e);
        }
    }

    /** The least score of a wake word where nobody talks, in nats a second of it: from +4 at sensitivity 0 to -6 at 1. */
    static double threshold(double sensitivity) {
        return 4 - 10 * sensitivity;
    }

    /** Whether these are the words that it hears, as easily. */
    boolean hear(List<String> otherPhrases, double otherSensitivity) {
        return phrases.equals(otherPhrases) && sensitivity == otherSensitivity;
    }

    /** A spotter at the beginning of a stream. */
    public WakeSpotter spotter() {
        return new WakeSpotter(model, phrases, threshold(sensitivity));
    }

    private static String hash(Path base, List<String> phrases) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((FORMAT + phrases + WakeModel.Costs.DEFAULT).getBytes(StandardCharsets.UTF_8));
            for (String part : List.of("am/final.mdl", "conf/model.conf", "conf/mfcc.conf", "phones.txt",
                    "lexicon.dict", "common-words.txt")) {
                digest.update(Files.readAllBytes(base.resolve(part)));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void forgetOld(Path cache, Path current) throws IOException {
        try (Stream<Path> folders = Files.list(cache)) {
            List<Path> old = folders.filter(folder -> !folder.equals(current))
                    .sorted(Comparator.comparingLong((Path folder) -> folder.toFile().lastModified()).reversed())
                    .skip(KEPT - 1L).toList();
            for (Path folder : old) {
                try (Stream<Path> below = Files.walk(folder)) {
                    for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(path);
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
