package mando.inference.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mando.inference.ShippedModel;
import mando.inference.kernel.VectorKernels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reply can be, whatever the model is, and that the shipped one finds words for most of what happens. */
class ReplyWriterTest {

    private static final Set<String> NO = Set.of("can't", "couldn't", "unreachable", "not", "isn't", "aren't", "no",
            "doesn't", "don't", "didn't", "nothing", "unable", "cannot", "never", "failed", "won't", "unknown");
    private static Interpreter.Model model;
    private static IntentVocabulary vocabulary;
    private static ReplyAutomaton automaton;

    @BeforeAll
    static void load() {
        model = Interpreter.Model.loadForReplies(ShippedModel.FOLDER, new VectorKernels());
        vocabulary = new IntentVocabulary(model.tokenizer());
        automaton = new ReplyAutomaton(ReplyRules.read(ShippedModel.FOLDER.resolve("replies.tsv")), vocabulary);
    }

    private static Deed deed(String action, String kind, List<String> names, String... values) {
        var parts = new ArrayList<Deed.Value>();
        for (int i = 0; i < values.length; i += 2) {
            parts.add(new Deed.Value(values[i], values[i + 1]));
        }
        return new Deed(action, kind, names, parts);
    }

    /** Logits at random, with a taste for some words. */
    private static ReplyWriter.NextToken raving(Random random, Set<Integer> wanted) {
        return new ReplyWriter.NextToken() {
            @Override
            public void logits(float[] out) {
                for (int i = 0; i < out.length; i++) {
                    out[i] = (float) random.nextGaussian() * 3 + (wanted.contains(i) ? 6 : 0);
                }
            }

            @Override
            public void append(int token) {}
        };
    }

    private static Set<Integer> tokens(String words) {
        return Arrays.stream(vocabulary.text(words)).boxed().collect(Collectors.toSet());
    }

    /** Replies of models that rave, some at random, some in favour of what must not be said. */
    private static List<List<String>> ravings(String lies, Deed... deeds) {
        var found = new ArrayList<List<String>>();
        ReplyAutomaton.Place start = automaton.start(List.of(deeds)).orElseThrow();
        for (int seed = 0; seed < 60; seed++) {
            Set<Integer> wanted = seed % 2 == 0 ? Set.of() : tokens(lies);
            ReplyWriter.decode(start, vocabulary, 0, raving(new Random(seed), wanted)).ifPresent(found::add);
        }
        return found;
    }

    private static boolean bad(String kind) {
        return Set.of("unreachable", "silent", "unable", "missing").contains(kind);
    }

    private static List<Deed> deeds() {
        List<String> light = List.of("Kitchen Light 2");
        return List.of(deed("on", "done", light), deed("off", "done", light), deed("open", "done", light),
                deed("set", "done", light, "brightness", "50 percent"),
                deed("set", "done", List.of("Anna's Lamp", "Kitchen Light 2"), "color", "red"),
                deed("on", "done", light, "for", "1 hour and 5 minutes"),
                deed("on", "later", light, "delay", "10 minutes"), deed("set", "later", light, "brightness_step",
                        "20 percent up", "at", "19:05"),
                deed("on", "unreachable", light), deed("lock", "silent", light), deed("unlock", "unable", light),
                deed("set", "range", light, "brightness", "0 to 100 percent"), deed("on", "missing", List.of()),
                deed("query", "known", light, "v", "on", "brightness", "40 percent"),
                deed("query", "unknown", light, "property", "humidity"),
                deed("do", "done", light, "v", "Large", "v", "Iced Mocha"), deed("do", "done", light, "act", "start"),
                deed("timer_start", "done", List.of(), "name", "pasta", "duration", "10 minutes"),
                deed("timer_cancel", "missing", List.of()), deed("clock_query", "known", List.of(), "at", "7:05"),
                deed("clock_query", "known", List.of(), "v", "Wednesday, 25 November"),
                deed("move", "done", light, "direction", "left", "distance", "3 metres"));
    }

    private static List<String> phrases(Deed deed) {
        return Stream.concat(deed.names().stream(), deed.values().stream().map(Deed.Value::text)).toList();
    }

    @Test
    void everyNameAndValueIsSaidOnceAndNoOther() {
        for (Deed deed : deeds()) {
            List<List<String>> replies = ravings("the bedroom lamp is 99 percent at 12:34 wednesday kitchen light 2 3",
                    deed);
            assertThat(replies).as("%s", deed).isNotEmpty();
            for (List<String> said : replies) {
                var rest = new ArrayList<>(said);
                for (String phrase : phrases(deed)) {
                    assertThat(rest.remove(phrase)).as("%s of %s", phrase, said).isTrue();
                }
                assertThat(rest).as("%s", said).noneMatch(word -> word.chars().anyMatch(Character::isDigit))
                        .noneMatch(phrases(deed)::contains).doesNotContain("bedroom", "lamp");
            }
        }
    }

    @Test
    void noFailureSoundsLikeSuccessAndNoSuccessLikeFailure() {
        for (Deed deed : deeds()) {
            for (List<String> said : ravings("is on off open done okay not can't no unreachable", deed)) {
                if (bad(deed.kind())) {
                    assertThat(said).as("%s", deed).containsAnyElementsOf(NO);
                } else if (Set.of("done", "later", "known").contains(deed.kind())) {
                    assertThat(said).as("%s", deed).doesNotContainAnyElementsOf(NO);
                }
            }
        }
    }

    @Test
    void onIsNeverOff() {
        List<String> lamp = List.of("lamp");
        assertThat(ravings("off closed stopped", deed("on", "done", lamp))).isNotEmpty()
                .allSatisfy(said -> assertThat(said).doesNotContain("off", "closed", "stopped", "opening"));
        assertThat(ravings("on open running", deed("off", "done", lamp))).isNotEmpty()
                .allSatisfy(said -> assertThat(said).doesNotContain("on", "open", "running"));
        assertThat(ravings("off", deed("query", "known", lamp, "v", "on"))).isNotEmpty()
                .allSatisfy(said -> assertThat(said).contains("on").doesNotContain("off"));
    }

    @Test
    void severalDeedsAreToldInTheirOrderEachWithItsOwn() {
        Deed lamp = deed("on", "done", List.of("lamp"));
        Deed door = deed("open", "unreachable", List.of("garage door"));
        List<List<String>> replies = ravings("the garage door is on and but", lamp, door);
        assertThat(replies).isNotEmpty();
        for (List<String> said : replies) {
            assertThat(said.indexOf("lamp")).isLessThan(said.indexOf("garage door"));
            List<String> first = said.subList(0, said.indexOf("lamp"));
            assertThat(first).doesNotContainAnyElementsOf(NO);
            assertThat(said).containsAnyElementsOf(NO);
        }
    }

    @Test
    void aModelOfAnotherMindIsNotHeard() {
        ReplyAutomaton.Place start = automaton.start(List.of(deed("on", "done", List.of("lamp")))).orElseThrow();
        var stubborn = raving(new Random(1), tokens("off"));
        var undefined = new ReplyWriter.NextToken() {
            @Override
            public void logits(float[] out) {
                Arrays.fill(out, Float.NaN);
            }

            @Override
            public void append(int token) {}
        };
        assertThat(ReplyWriter.decode(start, vocabulary, 1.0, stubborn)).isEmpty();
        assertThat(ReplyWriter.decode(start, vocabulary, 0, undefined)).isEmpty();
    }

    @Test
    void aModelThatIsSureIsHeard() {
        ReplyAutomaton.Place start = automaton.start(List.of(
                deed("set", "done", List.of("Küche Light"), "brightness", "50 percent"))).orElseThrow();
        int[] text = vocabulary.text(TextNormaliser.normalise("the Küche Light is at 50 percent"));
        var written = new ArrayList<Integer>();
        var reciting = new ReplyWriter.NextToken() {
            @Override
            public void logits(float[] out) {
                Arrays.fill(out, 0);
                out[written.size() < text.length ? text[written.size()] : vocabulary.id("end")] = 30;
            }

            @Override
            public void append(int token) {
                written.add(token);
            }
        };
        assertThat(ReplyWriter.decode(start, vocabulary, 0.9, reciting).map(ReplyWriter::sentence))
                .contains("The Küche Light is at 50 percent.");
    }

    @Test
    void whatThereAreNoWordsForIsLeftToTheTemplates() {
        var writer = new ReplyWriter(model, ReplyWriter.Tone.PLAIN);
        List<String> lamp = List.of("lamp");
        Deed on = deed("on", "done", lamp);
        for (List<Deed> deeds : List.of(List.<Deed>of(), List.of(deed("explode", "done", lamp)),
                List.of(deed("on", "exploded", lamp)), List.of(deed("on", "done", lamp, "brightness", "5 percent")),
                List.of(deed("on", "done", List.of("!!!"))), List.of(on, on, on, on, on),
                List.of(deed("on", "done", List.of("x".repeat(5_000)))),
                List.of(deed("on", "done", List.of("<s><home><d>" + "y ".repeat(500)))))) {
            assertThat(writer.write(deeds)).as("%s", deeds).isEmpty();
        }
    }

    @Test
    void theShippedModelSaysNothingThatIsNotSo() {
        for (ReplyWriter.Tone tone : ReplyWriter.Tone.values()) {
            var writer = new ReplyWriter(model, tone);
            for (Deed deed : deeds()) {
                Optional<String> reply = writer.write(List.of(deed));
                assertThat(reply).isEqualTo(writer.write(List.of(deed)));
                reply.ifPresent(text -> phrases(deed).forEach(phrase -> assertThat(text).containsIgnoringCase(phrase)));
            }
        }
    }

    @Test
    void damagedRulesAreOneClearError(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("replies.tsv");
        assertThatThrownBy(() -> ReplyRules.read(file)).isInstanceOf(IntentModelException.class)
                .hasMessageContaining("replies.tsv");
        Files.writeString(file, "on\tdone\t<s>\n");
        assertThatThrownBy(() -> ReplyRules.read(file)).isInstanceOf(IntentModelException.class)
                .hasMessageContaining("line 1");
    }

    @Test
    void theShippedModelWordsMostOfWhatHappens() {
        var templates = new ArrayList<String>();
        for (ReplyWriter.Tone tone : ReplyWriter.Tone.values()) {
            var writer = new ReplyWriter(model, tone);
            for (Deed deed : deeds()) {
                Optional<String> reply = writer.write(List.of(deed));
                if (reply.isEmpty()) {
                    templates.add(tone + " " + deed);
                }
                reply.ifPresent(text -> phrases(deed)
                        .forEach(phrase -> assertThat(text).containsIgnoringCase(phrase)));
            }
        }
        assertThat(templates).hasSizeLessThan(deeds().size() * ReplyWriter.Tone.values().length / 4);
    }
}
