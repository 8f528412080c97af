package mando.speech.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Kaldi's transition model of a converted model: all combinations of a phone (with its place), a state and a senone that any word could need, so
 * that the acoustic model does not change with the vocabulary. The i-th combination (from 1) has the transition ids 2i-1 (stay) and 2i (leave, and
 * in Kaldi's reordered graphs the one that enters the state). Immutable.
 */
final class SphinxTransitions {

    /** A phone's id is 1 for silence, else 2 + 4k + the place in this order, k from 0. */
    private static final List<Triphones.Place> PLACES = List.of(Triphones.Place.BEGIN, Triphones.Place.END,
            Triphones.Place.INTERNAL, Triphones.Place.SINGLE);
    static final int SILENCE_ID = 1;

    private record Combination(int phoneId, int state, int pdf) implements Comparable<Combination> {

        @Override
        public int compareTo(Combination other) {
            int order = Integer.compare(phoneId, other.phoneId);
            if (order == 0) {
                order = Integer.compare(state, other.state);
            }
            return order == 0 ? Integer.compare(pdf, other.pdf) : order;
        }
    }

    private final Triphones triphones;
    private final SphinxOutputs outputs;
    private final List<Combination> combinations;
    private final Map<Combination, Integer> numbers = new HashMap<>();

    private SphinxTransitions(Triphones triphones, SphinxOutputs outputs, boolean neighbours) {
        this.triphones = triphones;
        this.outputs = outputs;
        var all = new TreeSet<Combination>();
        // Noises are silence to whoever waits for the end of an utterance.
        triphones.pauses().forEach(senones -> add(all, SILENCE_ID, senones));
        int phones = triphones.phones().size();
        for (int phone = 1; phone <= phones; phone++) {
            for (Triphones.Place place : PLACES) {
                int id = phoneId(phone, place);
                add(all, id, triphones.alone(phone));
                for (int left = 0; neighbours && left <= phones; left++) {
                    for (int right = 0; right <= phones; right++) {
                        add(all, id, triphones.between(left, phone, right, place));
                    }
                }
            }
        }
        combinations = new ArrayList<>(all);
        for (int i = 0; i < combinations.size(); i++) {
            numbers.put(combinations.get(i), i + 1);
        }
    }

    /** Of phones between any neighbours, and without. */
    static SphinxTransitions all(Triphones triphones) {
        return new SphinxTransitions(triphones, SphinxOutputs.all(triphones), true);
    }

    /** Of phones whatever their neighbours are. */
    static SphinxTransitions alone(Triphones triphones) {
        return new SphinxTransitions(triphones, SphinxOutputs.alone(triphones), false);
    }

    /** The senones that the transitions lead through. */
    SphinxOutputs outputs() {
        return outputs;
    }

    private void add(Set<Combination> all, int phoneId, Triphones.Senones senones) {
        for (int state = 0; state < Triphones.STATES; state++) {
            all.add(combination(phoneId, state, senones));
        }
    }

    private Combination combination(int phoneId, int state, Triphones.Senones senones) {
        return new Combination(phoneId, state, pdf(outputs.rank(senones.of(state))));
    }

    /** The network's output for a senone: the logarithms are those at odd places, see {@link SphinxNetwork}. */
    private static int pdf(int rank) {
        return 2 * rank + 1;
    }

    static int phoneId(int phone, Triphones.Place place) {
        return 2 + 4 * (phone - 1) + PLACES.indexOf(place);
    }

    int phoneIds() {
        return 1 + 4 * triphones.phones().size();
    }

    /** How many transition ids there are; they begin with 1. */
    int count() {
        return 2 * combinations.size();
    }

    int enter(int phoneId, int state, Triphones.Senones senones) {
        return 2 * number(phoneId, state, senones);
    }

    int stay(int phoneId, int state, Triphones.Senones senones) {
        return 2 * number(phoneId, state, senones) - 1;
    }

    private int number(int phoneId, int state, Triphones.Senones senones) {
        return numbers.get(combination(phoneId, state, senones));
    }

    void write(KaldiWriter writer) throws IOException {
        var ids = new int[phoneIds()];
        var topologies = new int[phoneIds() + 1];
        topologies[0] = -1;
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i + 1;
        }
        writer.token("<TransitionModel>").token("<Topology>").int32s(ids).int32s(topologies).int32(1)
                .int32(Triphones.STATES + 1);
        for (int state = 0; state < Triphones.STATES; state++) {
            writer.int32(state).int32(2).int32(state).float32(0.5).int32(state + 1).float32(0.5);
        }
        writer.int32(-1).int32(0).token("</Topology>").token("<Triples>").int32(combinations.size());
        for (Combination combination : combinations) {
            writer.int32(combination.phoneId).int32(combination.state).int32(combination.pdf);
        }
        var logarithms = new float[count() + 1];
        Arrays.fill(logarithms, 1, logarithms.length, (float) Math.log(0.5));
        writer.token("</Triples>").token("<LogProbs>").vector(logarithms).token("</LogProbs>")
                .token("</TransitionModel>");
    }

    /** The lines of {@code word_boundary.int}. */
    List<String> wordBoundaries() {
        var lines = new ArrayList<String>(Collections.nCopies(phoneIds(), null));
        lines.set(0, SILENCE_ID + " nonword");
        for (int phone = 1; phone <= triphones.phones().size(); phone++) {
            for (Triphones.Place place : PLACES) {
                int id = phoneId(phone, place);
                lines.set(id - 1, id + switch (place) {
                    case BEGIN -> " begin";
                    case END -> " end";
                    case INTERNAL -> " internal";
                    case SINGLE -> " singleton";
                });
            }
        }
        return lines;
    }
}
