package mando.speech.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Which output labels can come next from each state of a transducer, over arcs without one; what {@link FstFile#outputLookahead} writes. States
 * that reach one another (Tarjan's strongly connected components) share one answer.
 */
final class LabelReachability {

    private final Fst fst;
    private final int finalLabel;
    private final int[][] sets;
    private final int[] order;
    private final int[] lowest;
    private final ArrayDeque<Integer> open = new ArrayDeque<>();
    private final ArrayDeque<int[]> path = new ArrayDeque<>();
    private int visited;

    private LabelReachability(Fst fst, int finalLabel) {
        this.fst = fst;
        this.finalLabel = finalLabel;
        this.sets = new int[fst.states()][];
        this.order = new int[fst.states()];
        this.lowest = new int[fst.states()];
    }

    /**
     * @param finalLabel stands for the end, above all labels
     * @return for each state, {@code {begin, end}} pairs, ends exclusive, ascending, apart from one another
     */
    static List<int[]> of(Fst fst, int finalLabel) {
        var reachability = new LabelReachability(fst, finalLabel);
        for (int state = 0; state < fst.states(); state++) {
            if (reachability.order[state] == 0) {
                reachability.visit(state);
            }
        }
        return List.of(reachability.sets);
    }

    /** Depth first with an explicit path, for it gets deep. */
    private void visit(int root) {
        enter(root);
        while (!path.isEmpty()) {
            int state = path.peek()[0];
            List<Fst.Arc> arcs = fst.arcs(state);
            int next = path.peek()[1]++;
            if (next == arcs.size()) {
                path.pop();
                if (lowest[state] == order[state]) {
                    close(state);
                }
                if (!path.isEmpty()) {
                    int parent = path.peek()[0];
                    lowest[parent] = Math.min(lowest[parent], lowest[state]);
                }
            } else if (arcs.get(next).output() == 0) {
                int target = arcs.get(next).next();
                if (order[target] == 0) {
                    enter(target);
                } else if (sets[target] == null) {
                    lowest[state] = Math.min(lowest[state], order[target]);
                }
            }
        }
    }

    private void enter(int state) {
        order[state] = ++visited;
        lowest[state] = visited;
        open.push(state);
        path.push(new int[]{ state, 0});
    }

    private void close(int state) {
        var members = new ArrayList<Integer>();
        do {
            members.add(open.peek());
        } while (open.pop() != state);
        var intervals = new ArrayList<int[]>();
        Set<int[]> following = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int member : members) {
            if (fst.isFinal(member)) {
                intervals.add(new int[]{ finalLabel, finalLabel + 1});
            }
            for (Fst.Arc arc : fst.arcs(member)) {
                if (arc.output() != 0) {
                    intervals.add(new int[]{ arc.output(), arc.output() + 1});
                } else if (sets[arc.next()] != null) {
                    following.add(sets[arc.next()]);
                }
            }
        }
        // Most states just lead to the next: they share its array.
        boolean shared = intervals.isEmpty() && following.size() == 1;
        int[] set = shared ? following.iterator().next() : union(intervals, following);
        members.forEach(member -> sets[member] = set);
    }

    private static int[] union(List<int[]> intervals, Set<int[]> sets) {
        for (int[] set : sets) {
            for (int i = 0; i < set.length; i += 2) {
                intervals.add(new int[]{ set[i], set[i + 1]});
            }
        }
        intervals.sort(Comparator.comparingInt(interval -> interval[0]));
        var bounds = new int[2 * intervals.size()];
        int size = 0;
        for (int[] interval : intervals) {
            if (size > 0 && interval[0] <= bounds[size - 1]) {
                bounds[size - 1] = Math.max(bounds[size - 1], interval[1]);
            } else {
                bounds[size++] = interval[0];
                bounds[size++] = interval[1];
            }
        }
        return Arrays.copyOf(bounds, size);
    }
}
