package mando.speech.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelReachabilityTest {

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8})
    void findsWhatASearchFromEveryStateFinds(long seed) {
        Fst fst = RandomFst.of(seed, 60, 12);
        List<int[]> reachable = LabelReachability.of(fst, 13);

        for (int state = 0; state < fst.states(); state++) {
            assertThat(labels(reachable.get(state))).as("state " + state).isEqualTo(search(fst, state, 13));
        }
    }

    @Test
    void joinsNeighbouringLabels() {
        var fst = new Fst();
        int start = fst.addState();
        int end = fst.addState();
        for (int label : new int[]{ 7, 2, 3, 1, 5, 6, 3}) {
            fst.addArc(start, 1, label, 0, end);
        }
        fst.setFinal(end, 0);

        List<int[]> reachable = LabelReachability.of(fst, 8);

        assertThat(reachable.get(start)).containsExactly(1, 4, 5, 8);
        assertThat(reachable.get(end)).containsExactly(8, 9);
    }

    @Test
    void goesAsDeepAsAWordIsLong() {
        var fst = new Fst();
        int state = fst.addState();
        for (int i = 0; i < 100_000; i++) {
            int next = fst.addState();
            fst.addArc(state, 1, 0, 0, next);
            state = next;
        }
        fst.addArc(state, 1, 4, 0, 0);

        assertThat(LabelReachability.of(fst, 5)).allSatisfy(set -> assertThat(set).containsExactly(4, 5));
    }

    static Set<Integer> labels(int[] intervals) {
        var labels = new TreeSet<Integer>();
        for (int i = 0; i < intervals.length; i += 2) {
            for (int label = intervals[i]; label < intervals[i + 1]; label++) {
                labels.add(label);
            }
        }
        return labels;
    }

    private static Set<Integer> search(Fst fst, int from, int finalLabel) {
        var labels = new TreeSet<Integer>();
        var seen = new TreeSet<Integer>(List.of(from));
        var queue = new ArrayDeque<Integer>(seen);
        while (!queue.isEmpty()) {
            int state = queue.remove();
            if (fst.isFinal(state)) {
                labels.add(finalLabel);
            }
            for (Fst.Arc arc : fst.arcs(state)) {
                if (arc.output() != 0) {
                    labels.add(arc.output());
                } else if (seen.add(arc.next())) {
                    queue.add(arc.next());
                }
            }
        }
        return labels;
    }
}
