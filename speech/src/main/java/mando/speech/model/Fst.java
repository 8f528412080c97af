package mando.speech.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A weighted finite-state transducer in the tropical semiring (weights are costs, as negative natural logarithms), as it is built. State 0 is the
 * start; label 0 is epsilon. Not thread-safe.
 */
final class Fst {

    /** An arc to {@code next} that reads {@code input} and writes {@code output}. */
    record Arc(int input, int output, float weight, int next) {}

    private final List<List<Arc>> arcs = new ArrayList<>();
    private final List<Float> finals = new ArrayList<>();

    int addState() {
        arcs.add(new ArrayList<>(2));
        finals.add(Float.POSITIVE_INFINITY);
        return arcs.size() - 1;
    }

    void addArc(int from, int input, int output, double weight, int to) {
        arcs.get(from).add(new Arc(input, output, (float) weight, to));
    }

    void setFinal(int state, double weight) {
        finals.set(state, (float) weight);
    }

    int states() {
        return arcs.size();
    }

    List<Arc> arcs(int state) {
        return arcs.get(state);
    }

    boolean isFinal(int state) {
        return finals.get(state) != Float.POSITIVE_INFINITY;
    }

    float finalWeight(int state) {
        return finals.get(state);
    }

    /** Replaces the output labels: {@code renumbered[old]} is the new one. */
    void renumberOutputs(int[] renumbered) {
        for (List<Arc> leaving : arcs) {
            leaving.replaceAll(arc -> new Arc(arc.input, renumbered[arc.output], arc.weight, arc.next));
        }
    }
}
