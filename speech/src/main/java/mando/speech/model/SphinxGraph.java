package mando.speech.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import mando.speech.model.Triphones.Place;
import mando.speech.model.Triphones.Senones;

/**
 * From frames to words for a converted Sphinx model: a tree of all words' triphones, whose first and last phones look across the word's edge, pauses
 * between words, and a loop over phones without neighbours that is heard as {@value MonophoneGraph#FILLER}.
 *
 * <p>What is between two words is a <em>seam</em>, for each last phone of one word and first phone of the next; a pause is the phone 0. A phone's
 * three states carry the transition that enters them on the arc in, and the one that stays on a loop.
 */
final class SphinxGraph {

    private static final int SILENCE = Triphones.SILENCE;

    private final Triphones triphones;
    private final SphinxTransitions transitions;
    private final Options options;
    private final Fst fst = new Fst();
    private final int phones;
    private final int[][] seams;
    private final int pause;
    private final int afterPause;
    private final int filler;
    private final Map<Chain, Integer> chains = new HashMap<>();
    private final Map<Long, Integer> wordEnds = new HashMap<>();
    private final Map<Long, Integer> singleWords = new HashMap<>();
    private final SortedMap<String, Integer> words = new TreeMap<>();

    /**
     * @param pauseCost of a pause between words
     * @param fillerCost of each phone of the filler, so that words are preferred where they fit
     */
    record Options(double pauseCost, double fillerCost) {

        /**
         * Of 72 synthetic sentences about other things, one was heard as an order at 4 and none at 2; at 1 orders were lost. At 3, four of 40 were
         * orders in the place of one at 2, and hardly more of 135 recorded orders were understood.
         */
        static final Options DEFAULT = new Options(1.0, 2.0);
    }

    /**
     * @param skips whether the middle state may be left out: a frame is 20 ms, and three of them are more than a short phone has
     */
    private record Chain(int phoneId, Senones senones, boolean skips, int next) {}

    /** A node of the tree: the phones up to here, of which the last is known but not yet passed. */
    private static final class Node {
        private final Map<Integer, Node> children = new TreeMap<>();
        /** Words that end with the known phone, by that phone. */
        private final SortedMap<Integer, SortedMap<String, Boolean>> words = new TreeMap<>();
    }

    private SphinxGraph(Triphones triphones, SphinxTransitions transitions, Options options) {
        this.triphones = triphones;
        this.transitions = transitions;
        this.options = options;
        this.phones = triphones.phones().size();
        int start = fst.addState();
        seams = new int[phones + 1][phones + 1];
        for (int[] row : seams) {
            for (int right = 0; right <= phones; right++) {
                row[right] = fst.addState();
            }
        }
        pause = fst.addState();
        afterPause = fst.addState();
        filler = fst.addState();
        fst.addArc(start, 0, 0, 0, pause);
        fst.addArc(start, 0, 0, 0, afterPause);
    }

    /**
     * @param pronunciations of every word, in the phones of the CMU dictionary
     * @throws SpeechModelException where a pronunciation has a phone that the model lacks
     */
    static MonophoneGraph.Graph build(Triphones triphones, SortedMap<String, List<List<String>>> pronunciations,
            Options options) {
        return new SphinxGraph(triphones, SphinxTransitions.all(triphones), options).build(pronunciations);
    }

    /** The filler and nothing else. */
    static MonophoneGraph.Graph ofPhones(Triphones triphones, Options options) {
        return new SphinxGraph(triphones, SphinxTransitions.alone(triphones), options).build(new TreeMap<>());
    }

    private MonophoneGraph.Graph build(SortedMap<String, List<List<String>>> pronunciations) {
        addPauses();
        words.put(MonophoneGraph.FILLER, 1);
        addFiller(1);
        var numbers = phoneNumbers();
        var firstPhones = new TreeMap<Integer, Node>();
        var lonePhones = new TreeMap<Integer, SortedMap<String, Boolean>>();
        pronunciations.forEach((word, ways) -> ways.forEach(way -> {
            int[] sequence = way.stream().mapToInt(phone -> number(numbers, phone, word)).toArray();
            if (sequence.length == 1) {
                lonePhones.computeIfAbsent(sequence[0], _ -> new TreeMap<>()).put(word, true);
            } else {
                add(firstPhones.computeIfAbsent(sequence[0], _ -> new Node()), sequence, word);
            }
        }));
        // Phone by phone, so that the words behind a seam have neighbouring numbers.
        for (int phone = 1; phone <= phones; phone++) {
            addWordsOf(phone, lonePhones.getOrDefault(phone, new TreeMap<>()));
            if (firstPhones.containsKey(phone)) {
                addFirstPhone(phone, firstPhones.get(phone));
            }
        }
        int finalLabel = words.size() + 1;
        return new MonophoneGraph.Graph(fst, words, LabelReachability.of(fst, finalLabel), finalLabel,
                transitions.count());
    }

    private Map<String, Integer> phoneNumbers() {
        var numbers = new HashMap<String, Integer>();
        for (String phone : triphones.phones()) {
            numbers.put(phone, numbers.size() + 1);
        }
        return numbers;
    }

    private static int number(Map<String, Integer> numbers, String phone, String word) {
        Integer number = numbers.get(phone);
        if (number == null) {
            throw new SpeechModelException("the pronunciation of \"" + word + "\" has the phone " + phone
                    + ", which the speech model does not know");
        }
        return number;
    }

    /** The tree holds a word's first phone above, then the others; the last is a list of words. */
    private static void add(Node first, int[] sequence, String word) {
        Node node = first;
        for (int i = 1; i < sequence.length - 1; i++) {
            node = node.children.computeIfAbsent(sequence[i], _ -> new Node());
        }
        node.words.computeIfAbsent(sequence[sequence.length - 1], _ -> new TreeMap<>()).put(word, true);
    }

    private void addPauses() {
        for (Senones senones : triphones.pauses()) {
            enter(pause, SphinxTransitions.SILENCE_ID, senones, options.pauseCost, afterPause);
        }
        fst.addArc(afterPause, 0, 0, 0, pause);
        fst.setFinal(afterPause, 0);
        fst.addArc(afterPause, 0, 0, 0, filler);
        for (int left = 0; left <= phones; left++) {
            if (left != SILENCE) {
                fst.addArc(seams[left][SILENCE], 0, 0, 0, pause);
                fst.addArc(seams[left][SILENCE], 0, 0, 0, filler);
                fst.setFinal(seams[left][SILENCE], 0);
            }
        }
        for (int right = 1; right <= phones; right++) {
            fst.addArc(afterPause, 0, 0, 0, seams[SILENCE][right]);
        }
    }

    /** At least two phones, then any number more; what comes before and after sees a pause there. */
    private void addFiller(int label) {
        int inside = fst.addState();
        int end = fst.addState();
        for (int phone = 1; phone <= phones; phone++) {
            Senones senones = triphones.alone(phone);
            enterFiller(filler, SphinxTransitions.phoneId(phone, Place.BEGIN), senones, inside);
            enterFiller(inside, SphinxTransitions.phoneId(phone, Place.INTERNAL), senones, inside);
            enterFiller(inside, SphinxTransitions.phoneId(phone, Place.END), senones, end);
        }
        int after = seams[SILENCE][SILENCE];
        fst.addArc(end, 0, label, 0, after);
        fst.addArc(after, 0, 0, 0, pause);
        fst.addArc(after, 0, 0, 0, afterPause);
    }

    private void addWordsOf(int phone, SortedMap<String, Boolean> lone) {
        if (lone.isEmpty()) {
            return;
        }
        for (int left = 0; left <= phones; left++) {
            int after = singleWord(left, phone);
            for (String word : lone.keySet()) {
                fst.addArc(seams[left][phone], 0, word(word), 0, after);
            }
        }
    }

    private void addFirstPhone(int phone, Node node) {
        var seconds = new TreeMap<Integer, Integer>();
        node.children.keySet().forEach(second -> seconds.put(second, 0));
        node.words.keySet().forEach(second -> seconds.put(second, 0));
        int id = SphinxTransitions.phoneId(phone, Place.BEGIN);
        seconds.replaceAll((second, _) -> {
            int state = fst.addState();
            for (int left = 0; left <= phones; left++) {
                enter(seams[left][phone], id, triphones.between(left, phone, second, Place.BEGIN), 0, state);
            }
            return state;
        });
        addFurtherPhones(phone, node, seconds);
    }

    /**
     * @param previous the phone before
     * @param states where to go on, by the phone that is known to come
     */
    private void addFurtherPhones(int previous, Node node, SortedMap<Integer, Integer> states) {
        states.forEach((phone, state) -> {
            node.words.getOrDefault(phone, new TreeMap<>()).keySet()
                    .forEach(word -> fst.addArc(state, 0, word(word), 0, wordEnd(previous, phone)));
            Node child = node.children.get(phone);
            if (child == null) {
                return;
            }
            var following = new TreeMap<Integer, Integer>();
            child.children.keySet().forEach(next -> following.put(next, fst.addState()));
            child.words.keySet().forEach(next -> following.computeIfAbsent(next, _ -> fst.addState()));
            int id = SphinxTransitions.phoneId(phone, Place.INTERNAL);
            following.forEach((next, target) -> enter(state, id,
                    triphones.between(previous, phone, next, Place.INTERNAL), 0, target));
            addFurtherPhones(phone, child, following);
        });
    }

    private int word(String word) {
        return words.computeIfAbsent(word, _ -> words.size() + 1);
    }

    /** The last phone of a word of several, which the words' ends share. */
    private int wordEnd(int left, int phone) {
        return wordEnds.computeIfAbsent((long) left << 32 | phone, _ -> lastPhone(left, phone, Place.END));
    }

    private int singleWord(int left, int phone) {
        return singleWords.computeIfAbsent((long) left << 32 | phone, _ -> lastPhone(left, phone, Place.SINGLE));
    }

    private int lastPhone(int left, int phone, Place place) {
        int state = fst.addState();
        var bySenones = new HashMap<Senones, Integer>();
        for (int right = 0; right <= phones; right++) {
            Senones senones = triphones.between(left, phone, right, place);
            int after = bySenones.computeIfAbsent(senones, tied -> {
                int joint = fst.addState();
                enter(state, SphinxTransitions.phoneId(phone, place), tied, 0, joint);
                return joint;
            });
            fst.addArc(after, 0, 0, 0, seams[phone][right]);
        }
        return state;
    }

    /** An arc into the three states of a phone that lead to {@code next}; the same phone before the same state is shared. */
    private void enter(int from, int phoneId, Senones senones, double cost, int next) {
        enter(from, new Chain(phoneId, senones, true, next), cost);
    }

    /** The filler fits anything well enough without short phones. */
    private void enterFiller(int from, int phoneId, Senones senones, int next) {
        enter(from, new Chain(phoneId, senones, false, next), options.fillerCost);
    }

    private void enter(int from, Chain chain, double cost) {
        int first = chains.computeIfAbsent(chain, this::addChain);
        fst.addArc(from, transitions.enter(chain.phoneId, 0, chain.senones), 0, cost, first);
    }

    private int addChain(Chain chain) {
        int first = fst.addState();
        int state = first;
        for (int i = 0; i < Triphones.STATES; i++) {
            fst.addArc(state, transitions.stay(chain.phoneId, i, chain.senones), 0, 0, state);
            if (i < Triphones.STATES - 1) {
                int following = fst.addState();
                fst.addArc(state, transitions.enter(chain.phoneId, i + 1, chain.senones), 0, 0, following);
                state = following;
            }
        }
        if (chain.skips) {
            fst.addArc(first, transitions.enter(chain.phoneId, Triphones.STATES - 1, chain.senones), 0, 0, state);
        }
        fst.addArc(state, 0, 0, 0, chain.next);
        return first;
    }
}
