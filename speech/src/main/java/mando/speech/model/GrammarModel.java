package mando.speech.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * An acceptor ({@code Gr.fst}) of sentences of which any three words in a row, the first two and the last two stand in one of the sentences given, all alike, or
 * of speech that is none of them. The sentences are examples of a larger language, in which slots come in every order.
 */
final class GrammarModel {

    /** How much likelier any sentence is than speech that is none, as a cost: the filler's phones cost more on top. */
    private static final double FILLER_COST = 6;

    private GrammarModel() {}

    static Fst of(Collection<WeightedSentence> sentences, Map<String, Integer> words) {
        var fst = new Fst();
        int start = fst.addState();
        int end = fst.addState();
        fst.setFinal(start, 0);
        fst.setFinal(end, 0);
        var states = new HashMap<List<Integer>, Integer>();
        var arcs = new HashSet<List<Integer>>();
        for (WeightedSentence sentence : sentences) {
            int state = start;
            List<Integer> context = List.of();
            for (String word : sentence.text().split(" ")) {
                Integer number = words.get(word);
                if (number == null) {
                    throw new SpeechModelException(
                            "the word \"" + word + "\" is in a sentence but not in the vocabulary");
                }
                context = context.isEmpty() ? List.of(number) : List.of(context.getLast(), number);
                int to = states.computeIfAbsent(context, _ -> fst.addState());
                if (arcs.add(List.of(state, number))) {
                    fst.addArc(state, number, number, 0, to);
                }
                state = to;
            }
            fst.setFinal(state, 0);
        }
        Integer filler = words.get(MonophoneGraph.FILLER);
        // Others' models may have none: then silence is all that is no sentence.
        if (filler != null) {
            fst.addArc(start, filler, filler, FILLER_COST, end);
            fst.addArc(end, filler, filler, 0, end);
        }
        return fst;
    }
}
