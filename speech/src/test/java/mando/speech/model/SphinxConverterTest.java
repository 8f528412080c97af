package mando.speech.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mando.speech.Recognizer;
import mando.speech.SpeechModel;
import mando.speech.Transcript;
import mando.speech.WavSource;
import mando.speech.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SphinxConverterTest {

    private static final Path PACKAGE = Path.of("/usr/share/pocketsphinx/model/en-us");

    @TempDir
    private Path folder;

    @Test
    void writesTheSameBytesAgain() throws IOException {
        Path source = SmallSphinxModel.write(folder.resolve("source"));
        convert(source, folder.resolve("once"));
        convert(source, folder.resolve("again"));

        assertThat(files(folder.resolve("once"))).containsExactly("am/final.mdl", "am/global_cmvn.stats",
                "conf/mfcc.conf", "conf/model.conf", "conversion", "copyright", "graph/phones/word_boundary.int",
                "lexicon.dict", "mdef",
                "phone-loop/am/final.mdl", "phone-loop/am/global_cmvn.stats", "phone-loop/conf/mfcc.conf",
                "phone-loop/conf/model.conf", "phone-loop/graph/Gr.fst", "phone-loop/graph/HCLr.fst",
                "phone-loop/graph/disambig_tid.int", "phone-loop/graph/phones/word_boundary.int",
                "phone-loop/graph/words.txt", "phones.txt");
        assertThat(folder.resolve("once/copyright")).hasSameBinaryContentAs(source.resolve("copyright"));
        for (String file : files(folder.resolve("once"))) {
            assertThat(folder.resolve("again").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("once").resolve(file));
        }
    }

    @Test
    void replacesAnEarlierConversionAndNothingElse() throws IOException {
        Path source = SmallSphinxModel.write(folder.resolve("source"));
        Path target = folder.resolve("target");
        convert(source, target);
        Files.writeString(target.resolve("leftover"), "");
        convert(source, target);

        assertThat(target.resolve("leftover")).doesNotExist();
        Path foreign = Files.createDirectory(folder.resolve("foreign"));
        Files.writeString(foreign.resolve("letter"), "dear");
        assertThatThrownBy(() -> convert(source, foreign)).isInstanceOf(SpeechModelException.class)
                .hasMessageContaining("foreign is there already and no converted model");
        assertThat(foreign.resolve("letter")).hasContent("dear");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("source", "target", "foreign");
    }

    @Test
    void whatAnotherVersionConvertedIsNotUsed() throws IOException {
        Path target = folder.resolve("target");
        convert(SmallSphinxModel.write(folder.resolve("source")), target);
        assertThat(SphinxConverter.triphones(target)).isPresent();
        assertThat(SphinxConverter.triphones(folder)).isEmpty();

        Files.writeString(target.resolve("conversion"), "1\n");
        assertThatThrownBy(() -> SphinxConverter.triphones(target)).isInstanceOf(SpeechModelException.class)
                .hasMessageContaining("target was converted by another version of Mando: convert it again");
        Files.delete(target.resolve("conversion"));
        assertThatThrownBy(() -> SphinxConverter.triphones(target)).isInstanceOf(SpeechModelException.class);
    }

    @Test
    void saysWhichPackageIsMissing() throws IOException {
        for (String file : List.of("mdef", "means", "variances", "sendump", "feat.params", "dictionary", "copyright")) {
            Path source = SmallSphinxModel.write(folder.resolve("without-" + file));
            Files.delete(source.resolve(file));

            assertThatThrownBy(() -> convert(source, folder.resolve("target"))).isInstanceOf(SpeechModelException.class)
                    .hasMessage(source.resolve(file) + " is missing: apt install --reinstall pocketsphinx-en-us");
        }
        assertThat(folder.resolve("target")).doesNotExist();
    }

    @Test
    void saysWhichFileIsDamaged() throws IOException {
        for (String file : List.of("means", "variances", "sendump")) {
            Path source = SmallSphinxModel.write(folder.resolve("cut-" + file));
            byte[] whole = Files.readAllBytes(source.resolve(file));
            for (int length : List.of(0, 7, 30, 60, whole.length - 1)) {
                Files.write(source.resolve(file), Arrays.copyOf(whole, length));

                assertThatThrownBy(() -> convert(source, folder.resolve("target"))).as(file + " of " + length)
                        .isInstanceOf(SpeechModelException.class).hasMessageContaining(file + " is damaged");
            }
        }
    }

    @Test
    void refusesFeaturesThatItDoesNotTranslate() throws IOException {
        Path source = SmallSphinxModel.write(folder.resolve("source"));
        Path settings = source.resolve("feat.params");
        Files.writeString(settings, Files.readString(settings).replace("-nfilt 25", "-nfilt 20"));

        assertThatThrownBy(() -> convert(source, folder.resolve("target"))).isInstanceOf(SpeechModelException.class)
                .hasMessageContaining("has no \"-nfilt 25\"");
    }

    @Test
    void everyPhoneHasItsPlaceInAWord() throws IOException {
        convert(SmallSphinxModel.write(folder.resolve("source")), folder.resolve("target"));

        assertThat(folder.resolve("target/graph/phones/word_boundary.int")).hasContent("""
                1 nonword
                2 begin
                3 end
                4 internal
                5 singleton
                6 begin
                7 end
                8 internal
                9 singleton
                """);
        assertThat(folder.resolve("target/phones.txt")).hasContent("A\nB\n");
    }

    @Test
    void hearsARecordingWithDebiansModel() throws IOException {
        if (!Files.isDirectory(PACKAGE)) {
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                throw new AssertionError("pocketsphinx-en-us is missing: apt install pocketsphinx-en-us");
            }
            abort("pocketsphinx-en-us is missing, so its conversion is not tested: apt install pocketsphinx-en-us");
        }
        Path model = folder.resolve("sphinx-en-us");
        SphinxConverter.convert(new SphinxConverter.Source(PACKAGE.resolve("en-us"),
                PACKAGE.resolve("cmudict-en-us.dict"), Path.of("/usr/share/doc/pocketsphinx-en-us/copyright")), model);
        addGraphs(model, List.of("turn on the kitchen light", "turn off the kitchen light", "turn on the chicken light",
                "open the garage door", "turn on the kitchen"));

        Transcript transcript = hear(model);

        assertThat(transcript.text()).isEqualTo("turn on the kitchen light");
        List<Word> words = transcript.words();
        assertThat(words).extracting(Word::startSeconds).isSorted();
        assertThat(words.getLast().endSeconds()).isBetween(0.8, 4.0);
        assertThat(transcript.evidence().orElseThrow().natsPerSecond()).isPositive();
    }

    private static void convert(Path source, Path target) {
        SphinxConverter.convert(
                new SphinxConverter.Source(source, source.resolve("dictionary"), source.resolve("copyright")), target);
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).sorted().toList();
        }
    }

    private static void addGraphs(Path model, List<String> sentences) throws IOException {
        Lexicon lexicon = Lexicon.read(model.resolve("lexicon.dict"));
        SortedMap<String, List<List<String>>> pronunciations = new TreeMap<>();
        sentences.stream().flatMap(sentence -> Stream.of(sentence.split(" ")))
                .forEach(word -> pronunciations.put(word, lexicon.pronunciations(word)));
        MonophoneGraph.Graph graph = SphinxGraph.build(Triphones.read(model.resolve("mdef")), pronunciations,
                SphinxGraph.Options.DEFAULT);
        Files.write(model.resolve("graph/HCLr.fst"),
                FstFile.outputLookahead(graph.fst(), graph.reachable(), graph.finalLabel()));
        Fst grammar = NgramModel.estimate(sentences.stream().map(text -> new WeightedSentence(text, 1)).toList(),
                graph.words(), List.of());
        Files.write(model.resolve("graph/Gr.fst"), FstFile.constant(grammar, FstFile.Order.INPUT));
        Files.writeString(model.resolve("graph/disambig_tid.int"), (graph.transitionIds() + 1) + "\n");
        Files.writeString(model.resolve("graph/words.txt"), "<eps> 0\n" + graph.words().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue() + "\n").collect(Collectors.joining()),
                StandardCharsets.UTF_8);
    }

    private static Transcript hear(Path folder) throws IOException {
        var heard = new ArrayList<Transcript>();
        try (var model = new SpeechModel(folder);
                var recognizer = new Recognizer(model);
                var source = new WavSource(Path.of("src/test/resources/mando/speech/turn-on-the-kitchen-light.wav"))) {
            var samples = new short[1600];
            for (int count = source.read(samples); count >= 0; count = source.read(samples)) {
                recognizer.accept(samples, count).ifPresent(heard::add);
            }
            heard.add(recognizer.finish());
        }
        heard.removeIf(transcript -> transcript.text().isEmpty());
        assertThat(heard).hasSize(1);
        return heard.getFirst();
    }
}
