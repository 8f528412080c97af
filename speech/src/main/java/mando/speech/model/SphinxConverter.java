package mando.speech.model;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes a speech model that libvosk can use of the American English one of CMU PocketSphinx, which Debian packages as {@code pocketsphinx-en-us}.
 * The result is a base folder for {@link RecognitionModel}: {@code am/}, {@code conf/}, {@code graph/phones/}, {@code phones.txt},
 * {@code lexicon.dict}, {@code copyright}, {@code conversion}, and {@code mdef}, whose presence says that graphs are of triphones. The same input gives the same bytes.
 */
public final class SphinxConverter {

    /** Tells a converted model from others. */
    static final String TRIPHONES = "mdef";
    private static final String CONVERSION_FILE = "conversion";
    /** Another one wherever graphs no longer fit what was converted before: their transitions would be other sounds. */
    private static final String CONVERSION = "2";

    /** Sphinx's features in Kaldi's options; dither only harms. */
    private static final List<String> FEATURES = List.of("--use-energy=false", "--window-type=hamming",
            "--frame-length=25.625", "--num-mel-bins=25", "--num-ceps=13", "--low-freq=130", "--high-freq=6800",
            "--sample-frequency=16000", "--dither=0");
    /** The settings of the package that the above translates; with others the network would hear noise. */
    private static final List<String> SETTINGS = List.of("-lowerf 130", "-upperf 6800", "-nfilt 25", "-transform dct",
            "-lifter 22", "-feat 1s_c_d_dd", "-svspec 0-12/13-25/26-38", "-agc none", "-varnorm no", "-model ptm");
    /**
     * Every second frame is left out, and each counts twice for it. A wide lattice grows without bound where speech and words do not agree.
     */
    private static final List<String> DECODING = decoding("--max-active=5000", "--beam=11.0", "--lattice-beam=0.8");
    /** Of phones only the best sequence is wanted. */
    private static final List<String> DECODING_PHONES = decoding("--max-active=1000", "--beam=8.0",
            "--lattice-beam=0.1");

    /**
     * The mean of Kaldi's cepstra, from which each utterance's own mean starts; PocketSphinx's constants are of other units. Measured over 80
     * sentences of flite (voices slt, rms, awb, kal16) and espeak-ng (en-us, en-gb, en-us+f3, en-us+m5) at an effective level of 800.
     */
    private static final double[] CEPSTRAL_MEAN = { 69.88, -6.41, 4.04, 19.96, -7.05, 0.74, -1.06, -11.73, -3.44,
            -5.00, 5.27, -1.52, 0.80};
    /** How many frames that mean counts as. */
    private static final double CEPSTRAL_FRAMES = 1000;

    /**
     * The files of the package.
     *
     * @param model the folder with {@code mdef}, {@code means}, {@code variances}, {@code sendump}, {@code feat.params}
     * @param dictionary in the form of the CMU dictionary
     * @param licence of the above, which goes with what is made of them
     */
    public record Source(Path model, Path dictionary, Path licence) {}

    private final Source source;

    private static List<String> decoding(String... search) {
        return Stream.concat(Stream.of(search), Stream.of("--min-active=200", "--acoustic-scale=0.2",
                "--frame-subsampling-factor=2", "--endpoint.silence-phones=1",
                "--endpoint.rule2.min-trailing-silence=0.5", "--endpoint.rule3.min-trailing-silence=0.75",
                "--endpoint.rule4.min-trailing-silence=1.0")).toList();
    }

    private SphinxConverter(Source source) {
        this.source = source;
    }

    /**
     * Converts the model; takes a few seconds.
     *
     * @param target made anew; what an earlier conversion left there is replaced once the new one is complete
     * @throws SpeechModelException where the package is missing or damaged, or the target cannot be written
     */
    public static void convert(Source source, Path target) {
        new SphinxConverter(source).convert(target.toAbsolutePath());
    }

    /**
     * What graphs for a converted model are made of; empty where the base is none.
     *
     * @throws SpeechModelException where it was converted by a Mando whose graphs were others, or is damaged
     */
    static Optional<Triphones> triphones(Path base) throws IOException {
        Path mdef = base.resolve(TRIPHONES);
        if (!Files.exists(mdef)) {
            return Optional.empty();
        }
        Path conversion = base.resolve(CONVERSION_FILE);
        if (!Files.exists(conversion) || !Files.readString(conversion).strip().equals(CONVERSION)) {
            throw new SpeechModelException(base
                    + " was converted by another version of Mando: convert it again (mando model build sphinx-en-us)");
        }
        return Optional.of(Triphones.read(mdef));
    }

    private void convert(Path target) {
        checkPackage();
        checkSettings();
        Triphones triphones = Triphones.read(source.model.resolve("mdef"));
        SphinxParameters parameters = SphinxParameters.read(source.model, triphones);
        if (Files.exists(target) && !Files.exists(target.resolve(TRIPHONES))) {
            throw new SpeechModelException(
                    target + " is there already and no converted model: name another folder or remove it");
        }
        try {
            Files.createDirectories(target.getParent());
            // No temporary folder, which only its maker may read.
            Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
            delete(unfinished);
            try {
                write(unfinished, triphones, parameters);
                delete(target);
                Files.move(unfinished, target);
            } finally {
                delete(unfinished);
            }
        } catch (IOException e) {
            throw new SpeechModelException(
                    "the converted speech model cannot be written to " + target + " (" + e.getMessage() + ")", e);
        }
    }

    private void checkPackage() {
        Stream<Path> needed = Stream.concat(
                Stream.of("mdef", "means", "variances", "sendump", "feat.params").map(source.model::resolve),
                Stream.of(source.dictionary, source.licence));
        needed.filter(file -> !Files.isReadable(file)).findFirst().ifPresent(file -> {
            throw new SpeechModelException(file + " is missing: apt install --reinstall pocketsphinx-en-us");
        });
    }

    private void checkSettings() {
        List<String> settings;
        try {
            settings = Files.readAllLines(source.model.resolve("feat.params")).stream().map(String::strip).toList();
        } catch (IOException e) {
            throw new SpeechModelException(
                    source.model.resolve("feat.params") + " cannot be read: apt install --reinstall pocketsphinx-en-us",
                    e);
        }
        SETTINGS.stream().filter(setting -> !settings.contains(setting)).findFirst().ifPresent(setting -> {
            throw new SpeechModelException(
                    source.model + " is another kind of model (its feat.params has no \"" + setting
                            + "\"): only pocketsphinx-en-us can be converted");
        });
    }

    private void write(Path folder, Triphones triphones, SphinxParameters parameters) throws IOException {
        writeAcousticModel(folder, SphinxTransitions.all(triphones), parameters, DECODING);
        Path phones = folder.resolve(RecognitionModel.PHONE_MODEL);
        writeAcousticModel(phones, SphinxTransitions.alone(triphones), parameters, DECODING_PHONES);
        writePhoneLoop(phones.resolve("graph"), triphones);
        Files.write(folder.resolve("phones.txt"), triphones.phones());
        Files.copy(source.dictionary, folder.resolve("lexicon.dict"));
        Files.copy(source.licence, folder.resolve("copyright"));
        Files.copy(source.model.resolve("mdef"), folder.resolve(TRIPHONES));
        Files.writeString(folder.resolve(CONVERSION_FILE), CONVERSION + "\n");
    }

    private static void writeAcousticModel(Path folder, SphinxTransitions transitions, SphinxParameters parameters,
            List<String> decoding) throws IOException {
        for (String part : List.of("am", "conf", "graph/phones")) {
            Files.createDirectories(folder.resolve(part));
        }
        try (var out = new BufferedOutputStream(Files.newOutputStream(folder.resolve("am/final.mdl")))) {
            var writer = new KaldiWriter(out);
            transitions.write(writer);
            new SphinxNetwork(transitions.outputs(), parameters).write(writer);
        }
        try (var out = new BufferedOutputStream(Files.newOutputStream(folder.resolve("am/global_cmvn.stats")))) {
            new KaldiWriter(out).matrix(cepstralStatistics());
        }
        Files.write(folder.resolve("conf/mfcc.conf"), FEATURES);
        Files.write(folder.resolve("conf/model.conf"), decoding);
        Files.write(folder.resolve("graph/phones/word_boundary.int"), transitions.wordBoundaries());
    }

    /** A model that hears phones and nothing else, which sentences are held against: its network has one output in forty of the other's. */
    private static void writePhoneLoop(Path folder, Triphones triphones) throws IOException {
        MonophoneGraph.Graph graph = SphinxGraph.ofPhones(triphones, SphinxGraph.Options.DEFAULT);
        Files.write(folder.resolve("HCLr.fst"),
                FstFile.outputLookahead(graph.fst(), graph.reachable(), graph.finalLabel()));
        int filler = graph.words().get(MonophoneGraph.FILLER);
        var grammar = new Fst();
        int state = grammar.addState();
        grammar.setFinal(state, 0);
        grammar.addArc(state, filler, filler, 0, state);
        Files.write(folder.resolve("Gr.fst"), FstFile.constant(grammar, FstFile.Order.INPUT));
        Files.writeString(folder.resolve("disambig_tid.int"), (graph.transitionIds() + 1) + "\n");
        Files.writeString(folder.resolve("words.txt"), "<eps> 0\n" + MonophoneGraph.FILLER + " " + filler + "\n");
    }

    /** Sums and sums of squares of the cepstra, the count beside the sums; variances are not normalised, so any will do. */
    private static double[][] cepstralStatistics() {
        var statistics = new double[2][CEPSTRAL_MEAN.length + 1];
        for (int i = 0; i < CEPSTRAL_MEAN.length; i++) {
            statistics[0][i] = CEPSTRAL_FRAMES * CEPSTRAL_MEAN[i];
            statistics[1][i] = CEPSTRAL_FRAMES * (CEPSTRAL_MEAN[i] * CEPSTRAL_MEAN[i] + 100);
        }
        statistics[0][CEPSTRAL_MEAN.length] = CEPSTRAL_FRAMES;
        return statistics;
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
