package mando.speech.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * From frames to words for the own acoustic model (its card describes the numbering): a loop over a tree of all words' phones, silence between
 * words, and a loop over all phones that is heard as {@value #FILLER}.
 *
 * <p>Phone 1 is silence; the k-th other phone (from 0) has the ids 2+4k to 5+4k at a word's begin, end, inside and alone. Each phone is one state,
 * whose transition ids are 2i-1 (stay) and 2i (enter).
 */
final class MonophoneGraph {

    /** What stands for speech that is no word of the vocabulary. */
    static final String FILLER = "[unk]";

    private static final int SILENCE = 1;
    private static final int START = 0;

    private final List<String> phones;
    private final Options options;
    private final Fst fst = new Fst();

    /**
     * @param silenceCost of a pause between words
     * @param fillerCost of each phone of the filler, so that words are preferred where they fit
     */
    record Options(double silenceCost, double fillerCost) {

        static final Options DEFAULT = new Options(0.7, 1.5);
    }

    /**
     * @param fst writes word numbers
     * @param words the number of each word, in the order of the graph
     * @param reachable for {@link FstFile#outputLookahead}
     */
    record Graph(Fst fst, SortedMap<String, Integer> words, List<int[]> reachable, int finalLabel, int transitionIds) {}

    private MonophoneGraph(List<String> phones, Options options) {
        this.phones = phones;
        this.options = options;
    }

    /**
     * @param phones the model's phones without silence, in the order of their ids
     * @param pronunciations of every word
     */
    static Graph build(List<String> phones, SortedMap<String, List<List<String>>> pronunciations, Options options) {
        return new MonophoneGraph(phones, options).build(pronunciations);
    }

    /** A node of the tree of pronunciations, before it becomes states. */
    private static final class Node {
        private final Map<Integer, Node> children = new TreeMap<>();
        private final List<String> words = new ArrayList<>();
    }

    private Graph build(SortedMap<String, List<List<String>>> pronunciations) {
        fst.addState();
        fst.setFinal(START, 0);
        int silence = fst.addState();
        fst.addArc(START, enter(SILENCE), 0, options.silenceCost, silence);
        fst.addArc(silence, stay(SILENCE), 0, 0, silence);
        fst.addArc(silence, 0, 0, 0, START);

        var root = new Node();
        pronunciations.forEach((word, ways) -> ways.forEach(way -> add(root, word, way)));
        var words = new TreeMap<String, Integer>();
        words.put(FILLER, 1);
        addChildren(root, START, words);
        int firstOfFiller = fst.states();
        addFiller(words.get(FILLER));
        int finalLabel = words.size() + 1;
        return new Graph(fst, words, reachable(firstOfFiller, words.get(FILLER), finalLabel), finalLabel,
                2 * (1 + 4 * phones.size()));
    }

    private void add(Node root, String word, List<String> way) {
        Node node = root;
        for (int i = 0; i < way.size(); i++) {
            char place = way.size() == 1 ? 'S' : i == 0 ? 'B' : i == way.size() - 1 ? 'E' : 'I';
            node = node.children.computeIfAbsent(phone(way.get(i), place, word), _ -> new Node());
        }
        if (!node.words.contains(word)) {
            node.words.add(word);
        }
    }

    /** Numbers words as the tree is walked, so that what a state can reach is mostly one interval. */
    private void addChildren(Node node, int state, Map<String, Integer> words) {
        node.children.forEach((phone, child) -> {
            int next = fst.addState();
            fst.addArc(state, enter(phone), 0, 0, next);
            fst.addArc(next, stay(phone), 0, 0, next);
            for (String word : child.words) {
                int number = words.computeIfAbsent(word, _ -> words.size() + 1);
                fst.addArc(next, 0, number, 0, START);
            }
            addChildren(child, next, words);
        });
    }

    /** At least two phones, then any number more. */
    private void addFiller(int label) {
        int inside = fst.addState();
        for (String phone : phones) {
            int begin = fst.addState();
            fst.addArc(START, enter(phone(phone, 'B', FILLER)), 0, options.fillerCost, begin);
            fst.addArc(begin, stay(phone(phone, 'B', FILLER)), 0, 0, begin);
            fst.addArc(begin, 0, 0, 0, inside);
            int middle = fst.addState();
            fst.addArc(inside, enter(phone(phone, 'I', FILLER)), 0, options.fillerCost, middle);
            fst.addArc(middle, stay(phone(phone, 'I', FILLER)), 0, 0, middle);
            fst.addArc(middle, 0, 0, 0, inside);
            int end = fst.addState();
            fst.addArc(inside, enter(phone(phone, 'E', FILLER)), 0, options.fillerCost, end);
            fst.addArc(end, stay(phone(phone, 'E', FILLER)), 0, 0, end);
            fst.addArc(end, 0, label, 0, START);
        }
    }

    private int phone(String phone, char place, String word) {
        int index = phones.indexOf(phone);
        if (index < 0) {
            throw new SpeechModelException("the pronunciation of \"" + word + "\" has the phone " + phone
                    + ", which the speech model does not know");
        }
        return 2 + 4 * index + "BEIS".indexOf(place);
    }

    private static int enter(int phone) {
        return 2 * phone;
    }

    private static int stay(int phone) {
        return 2 * phone - 1;
    }

    /**
     * For each state, the word numbers that can come next without another before them. The loop state and silence can be followed by everything; a
     * state of the tree by what its later-made children can; a state of the filler by the filler.
     */
    private List<int[]> reachable(int firstOfFiller, int filler, int finalLabel) {
        var sets = new int[fst.states()][];
        for (int state = fst.states() - 1; state >= 0; state--) {
            if (state <= 1) {
                sets[state] = new int[]{ 1, finalLabel + 1};
            } else if (state >= firstOfFiller) {
                sets[state] = new int[]{ filler, filler + 1};
            } else {
                var intervals = new ArrayList<int[]>();
                for (Fst.Arc arc : fst.arcs(state)) {
                    if (arc.output() != 0) {
                        intervals.add(new int[]{ arc.output(), arc.output() + 1});
                    } else if (arc.next() != state) {
                        for (int i = 0; i < sets[arc.next()].length; i += 2) {
                            intervals.add(new int[]{ sets[arc.next()][i], sets[arc.next()][i + 1]});
                        }
                    }
                }
                sets[state] = union(intervals);
            }
        }
        return List.of(sets);
    }

    private static int[] union(List<int[]> intervals) {
        intervals.sort(Comparator.comparingInt(interval -> interval[0]));
        var bounds = new ArrayList<Integer>();
        for (int[] interval : intervals) {
            if (!bounds.isEmpty() && interval[0] <= bounds.getLast()) {
                bounds.set(bounds.size() - 1, Math.max(bounds.getLast(), interval[1]));
            } else {
                bounds.add(interval[0]);
                bounds.add(interval[1]);
            }
        }
        return bounds.stream().mapToInt(Integer::intValue).toArray();
    }
}
