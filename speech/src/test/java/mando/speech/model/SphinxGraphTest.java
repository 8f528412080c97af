package mando.speech.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mando.speech.model.Triphones.Place;
import mando.speech.model.Triphones.Senones;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SphinxGraphTest {

    private static final int PAUSE = Triphones.SILENCE;
    private static final int A = 1;
    private static final int B = 2;

    @TempDir
    private Path folder;

    private Triphones triphones;
    private SphinxTransitions transitions;

    @BeforeEach
    void read() throws IOException {
        triphones = Triphones.read(Files.write(folder.resolve("mdef"), SmallSphinxModel.mdef()));
        transitions = SphinxTransitions.all(triphones);
    }

    @Test
    void wordsSeeTheirNeighboursAcrossTheSeam() {
        MonophoneGraph.Graph graph = graph(
                Map.of("ab", List.of(List.of("A", "B")), "bab", List.of(List.of("B", "A", "B")),
                        "a", List.of(List.of("A"))));

        var frames = new ArrayList<Integer>();
        phone(frames, PAUSE, A, B, Place.BEGIN);
        phone(frames, A, B, A, Place.END);
        phone(frames, B, A, B, Place.SINGLE);
        phone(frames, A, B, A, Place.BEGIN);
        phone(frames, B, A, B, Place.INTERNAL);
        phone(frames, A, B, PAUSE, Place.END);

        assertThat(heard(graph, frames)).containsExactly("ab a bab");
    }

    @Test
    void pausesAreOptional() {
        MonophoneGraph.Graph graph = graph(Map.of("ab", List.of(List.of("A", "B"))));

        var frames = new ArrayList<Integer>();
        pause(frames);
        phone(frames, PAUSE, A, B, Place.BEGIN);
        phone(frames, A, B, PAUSE, Place.END);
        pause(frames);
        phone(frames, PAUSE, A, B, Place.BEGIN);
        phone(frames, A, B, PAUSE, Place.END);
        pause(frames);

        assertThat(heard(graph, frames)).containsExactly("ab ab");
        assertThat(heard(graph, frames.subList(0, 3))).containsExactly("");
        assertThat(heard(graph, List.of())).containsExactly("");
    }

    @Test
    void aNoiseIsAPause() {
        MonophoneGraph.Graph graph = graph(Map.of("ab", List.of(List.of("A", "B"))));
        Senones noise = new Senones(0, 1, 2);

        var frames = new ArrayList<Integer>();
        add(frames, SphinxTransitions.SILENCE_ID, noise);
        pause(frames);
        add(frames, SphinxTransitions.SILENCE_ID, noise);
        phone(frames, PAUSE, A, B, Place.BEGIN);
        phone(frames, A, B, PAUSE, Place.END);
        add(frames, SphinxTransitions.SILENCE_ID, noise);

        assertThat(triphones.pauses()).containsExactly(triphones.alone(PAUSE), noise);
        assertThat(heard(graph, frames)).containsExactly("ab");
    }

    @Test
    void wordsThatSoundAlikeAreBothHeard() {
        MonophoneGraph.Graph graph = graph(Map.of("ab", List.of(List.of("A", "B"), List.of("B", "A")), "abb",
                List.of(List.of("A", "B"))));

        var frames = new ArrayList<Integer>();
        phone(frames, PAUSE, A, B, Place.BEGIN);
        phone(frames, A, B, PAUSE, Place.END);

        assertThat(heard(graph, frames)).containsExactlyInAnyOrder("ab", "abb");
    }

    @Test
    void phonesWithoutNeighboursAreTheFiller() {
        MonophoneGraph.Graph graph = graph(Map.of("ab", List.of(List.of("A", "B"))));

        var frames = new ArrayList<Integer>();
        alone(frames, B, Place.BEGIN);
        alone(frames, B, Place.INTERNAL);
        alone(frames, A, Place.END);
        phone(frames, PAUSE, A, B, Place.BEGIN);
        phone(frames, A, B, PAUSE, Place.END);
        alone(frames, A, Place.BEGIN);
        alone(frames, B, Place.END);

        assertThat(heard(graph, frames)).containsExactly("[unk] ab [unk]");
    }

    @Test
    void statesMayLastAnyTime() {
        MonophoneGraph.Graph graph = graph(Map.of("ab", List.of(List.of("A", "B"))));

        var frames = new ArrayList<Integer>();
        phone(frames, PAUSE, A, B, Place.BEGIN);
        phone(frames, A, B, PAUSE, Place.END);
        int id = SphinxTransitions.phoneId(B, Place.END);
        Senones last = triphones.between(A, B, PAUSE, Place.END);
        frames.add(transitions.stay(id, 2, last));
        frames.add(transitions.stay(id, 2, last));

        assertThat(heard(graph, frames)).containsExactly("ab");
        frames.add(transitions.stay(id, 1, last));
        assertThat(heard(graph, frames)).isEmpty();
    }

    @Test
    void theMiddleOfAPhoneMayBeLeftOutWhereItIsNoFiller() {
        MonophoneGraph.Graph graph = graph(Map.of("ab", List.of(List.of("A", "B"))));

        var frames = new ArrayList<Integer>();
        phone(frames, PAUSE, A, B, Place.BEGIN);
        frames.subList(1, 2).clear();
        phone(frames, A, B, PAUSE, Place.END);
        assertThat(heard(graph, frames)).containsExactly("ab");
        frames.removeFirst();
        assertThat(heard(graph, frames)).isEmpty();

        var filler = new ArrayList<Integer>();
        alone(filler, B, Place.BEGIN);
        alone(filler, A, Place.END);
        assertThat(heard(graph, filler)).containsExactly("[unk]");
        filler.subList(1, 2).clear();
        assertThat(heard(graph, filler)).isEmpty();
    }

    @Test
    void theLoopOfPhonesHearsNothingElse() {
        MonophoneGraph.Graph graph = SphinxGraph.ofPhones(triphones, SphinxGraph.Options.DEFAULT);
        transitions = SphinxTransitions.alone(triphones);

        var frames = new ArrayList<Integer>();
        pause(frames);
        alone(frames, B, Place.BEGIN);
        alone(frames, A, Place.INTERNAL);
        alone(frames, A, Place.END);

        assertThat(heard(graph, frames)).containsExactly("[unk]");
        assertThat(graph.words()).containsOnlyKeys("[unk]");
        assertThat(transitions.outputs().count()).isEqualTo(12);
    }

    @Test
    void wordsOfAPhoneHaveNeighbouringNumbers() {
        MonophoneGraph.Graph graph = graph(Map.of("x", List.of(List.of("B", "A")), "y", List.of(List.of("A", "B")), "z",
                List.of(List.of("B", "B")), "w", List.of(List.of("A"))));

        assertThat(graph.words()).containsEntry("[unk]", 1).containsEntry("w", 2).containsEntry("y", 3)
                .containsEntry("x", 4).containsEntry("z", 5);
        assertThat(graph.finalLabel()).isEqualTo(6);
        assertThat(graph.reachable()).hasSize(graph.fst().states());
        assertThat(graph.reachable().getFirst()).containsExactly(1, 7);
    }

    @Test
    void aPhoneThatTheModelLacksIsNamed() {
        assertThatThrownBy(() -> graph(Map.of("ach", List.of(List.of("A", "X")))))
                .isInstanceOf(SpeechModelException.class).hasMessageContaining("\"ach\" has the phone X");
    }

    private MonophoneGraph.Graph graph(Map<String, List<List<String>>> words) {
        return SphinxGraph.build(triphones, new TreeMap<>(words), SphinxGraph.Options.DEFAULT);
    }

    private void phone(List<Integer> frames, int left, int phone, int right, Place place) {
        add(frames, SphinxTransitions.phoneId(phone, place), triphones.between(left, phone, right, place));
    }

    private void alone(List<Integer> frames, int phone, Place place) {
        add(frames, SphinxTransitions.phoneId(phone, place), triphones.alone(phone));
    }

    private void pause(List<Integer> frames) {
        add(frames, SphinxTransitions.SILENCE_ID, triphones.alone(PAUSE));
    }

    private void add(List<Integer> frames, int phoneId, Senones senones) {
        for (int state = 0; state < 3; state++) {
            frames.add(transitions.enter(phoneId, state, senones));
        }
    }

    private record Position(int state, int frame, List<Integer> output) {}

    /** All that the graph makes of a sequence of transition ids. */
    private static Set<String> heard(MonophoneGraph.Graph graph, List<Integer> frames) {
        Map<Integer, String> words = new TreeMap<>();
        graph.words().forEach((word, number) -> words.put(number, word));
        var results = new HashSet<String>();
        var seen = new HashSet<Position>();
        var queue = new ArrayDeque<Position>();
        queue.add(new Position(0, 0, List.of()));
        while (!queue.isEmpty()) {
            Position position = queue.remove();
            if (!seen.add(position)) {
                continue;
            }
            if (position.frame == frames.size() && graph.fst().isFinal(position.state)) {
                results.add(String.join(" ", position.output.stream().map(words::get).toList()));
            }
            for (Fst.Arc arc : graph.fst().arcs(position.state)) {
                boolean reads = arc.input() != 0;
                if (reads && (position.frame == frames.size() || frames.get(position.frame) != arc.input())) {
                    continue;
                }
                var output = new ArrayList<>(position.output);
                if (arc.output() != 0) {
                    output.add(arc.output());
                }
                queue.add(new Position(arc.next(), position.frame + (reads ? 1 : 0), List.copyOf(output)));
            }
        }
        return results;
    }
}
