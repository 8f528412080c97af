package mando.speech.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/**
 * An acceptor ({@code Gr.fst}) of exactly the sentences given, all alike, or of speech that is none of them.
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
        var next = new HashMap<Long, Integer>();
        var distinct = new LinkedHashSet<String>();
        sentences.forEach(sentence -> distinct.add(sentence.text()));
        for (String sentence : distinct) {
            int state = start;
            for (String word : sentence.split(" ")) {
                Integer number = words.get(word);
                if (number == null) {
                    throw new SpeechModelException(
                            "the word \"" + word + "\" is in a sentence but not in the vocabulary");
                }
                int from = state;
                state = next.computeIfAbsent((long) from << 32 | number, _ -> {
                    int to = fst.addState();
                    fst.addArc(from, number, number, 0, to);
                    return to;
                });
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
