package mando.speech.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An n-gram of words as an acceptor ({@code Gr.fst}), estimated by interpolated absolute discounting (Ney, Essen, Kneser 1994): a history that was
 * seen gives each word that followed it its discounted share, the discounted mass goes to the shorter history by a backoff arc (epsilon).
 */
final class NgramModel {

    private static final String START = "<s>";
    private static final String END = "</s>";
    private static final int ORDER = 3;
    private static final double DISCOUNT = 0.6;
    /** What the unigrams give to all words alike, so that any word may come anywhere. */
    private static final double UNIFORM_SHARE = 0.05;
    /** What they give to common words by their rank (Zipf's law), so that talk is not heard as words of commands for want of its own. */
    private static final double COMMON_SHARE = 0.3;
    /** Of the unigrams, for speech that is no word. */
    private static final double FILLER_SHARE = 0.02;

    private final Map<String, Integer> words;
    private final List<String> common;
    private final List<Map<List<String>, Map<String, Double>>> counts = new ArrayList<>();

    private NgramModel(Map<String, Integer> words, List<String> common) {
        this.words = words;
        this.common = common;
        for (int order = 1; order <= ORDER; order++) {
            counts.add(new LinkedHashMap<>());
        }
    }

    /**
     * Estimates a model.
     *
     * @param words the numbers of all words that may be heard, {@link MonophoneGraph#FILLER} among them; words of sentences outside it are
     *        an error
     * @param common words that talk is made of, the most frequent first; those outside {@code words} are an error
     * @return an acceptor; its start is final, so that silence is no forced phrase
     */
    static Fst estimate(Collection<WeightedSentence> sentences, Map<String, Integer> words, List<String> common) {
        var model = new NgramModel(words, common);
        sentences.forEach(model::count);
        return model.acceptor();
    }

    private void count(WeightedSentence sentence) {
        var sequence = new ArrayList<String>();
        sequence.add(START);
        sequence.addAll(List.of(sentence.text().split(" ")));
        sequence.add(END);
        for (int i = 1; i < sequence.size(); i++) {
            for (int order = 1; order <= ORDER && i - order + 1 >= 0; order++) {
                List<String> history = List.copyOf(sequence.subList(i - order + 1, i));
                counts.get(order - 1).computeIfAbsent(history, _ -> new LinkedHashMap<>()).merge(sequence.get(i),
                        sentence.weight(), Double::sum);
            }
        }
    }

    private Fst acceptor() {
        var fst = new Fst();
        var states = new HashMap<List<String>, Integer>();
        int start = fst.addState();
        states.put(List.of(START), start);
        states.put(List.of(), fst.addState());
        for (int order = 1; order < ORDER; order++) {
            for (List<String> history : counts.get(order).keySet()) {
                states.computeIfAbsent(history, _ -> fst.addState());
            }
        }
        Map<String, Double> unigrams = unigrams();
        int empty = states.get(List.of());
        unigrams.forEach((word, probability) -> step(fst, states, List.of(), empty, word, probability));
        for (int order = 1; order < ORDER; order++) {
            counts.get(order).forEach((history, following) -> {
                int state = states.get(history);
                double total = following.values().stream().mapToDouble(Double::doubleValue).sum();
                double discount = DISCOUNT
                        * Math.min(1, following.values().stream().mapToDouble(Double::doubleValue).min().orElse(1));
                double backoff = discount * following.size() / total;
                following.forEach((word, count) -> step(fst, states, history, state, word,
                        (count - discount) / total + backoff * lower(history, word, unigrams)));
                fst.addArc(state, 0, 0, -Math.log(backoff), states.get(shorter(history, states)));
            });
        }
        if (!fst.isFinal(start)) {
            fst.setFinal(start, -Math.log(unigrams.get(END)));
        }
        return fst;
    }

    private Map<String, Double> unigrams() {
        Map<String, Double> seen = counts.getFirst().getOrDefault(List.of(), Map.of());
        double total = seen.values().stream().mapToDouble(Double::doubleValue).sum();
        var unigrams = new LinkedHashMap<String, Double>();
        double uniform = UNIFORM_SHARE / (words.size() + 1);
        double commonShare = common.isEmpty() ? 0 : COMMON_SHARE;
        double rest = 1 - UNIFORM_SHARE - FILLER_SHARE - commonShare;
        words.keySet().forEach(word -> unigrams.put(word,
                uniform + (word.equals(MonophoneGraph.FILLER) ? FILLER_SHARE : 0)
                        + rest * seen.getOrDefault(word, 0.0) / total));
        double harmonic = 0;
        for (int rank = 1; rank <= common.size(); rank++) {
            harmonic += 1.0 / rank;
        }
        for (int rank = 1; rank <= common.size(); rank++) {
            unigrams.merge(common.get(rank - 1), commonShare / rank / harmonic, Double::sum);
        }
        unigrams.put(END, uniform + rest * seen.getOrDefault(END, 0.0) / total);
        return unigrams;
    }

    /** The probability of a word after a history that is one word shorter, by the same formula. */
    private double lower(List<String> history, String word, Map<String, Double> unigrams) {
        List<String> suffix = history.subList(1, history.size());
        if (suffix.isEmpty()) {
            return unigrams.get(word);
        }
        Map<String, Double> following = counts.get(suffix.size()).get(suffix);
        if (following == null) {
            return lower(suffix, word, unigrams);
        }
        double total = following.values().stream().mapToDouble(Double::doubleValue).sum();
        double discount = DISCOUNT
                * Math.min(1, following.values().stream().mapToDouble(Double::doubleValue).min().orElse(1));
        double own = following.containsKey(word) ? (following.get(word) - discount) / total : 0;
        return own + discount * following.size() / total * lower(suffix, word, unigrams);
    }

    private static List<String> shorter(List<String> history, Map<List<String>, Integer> states) {
        List<String> suffix = history.subList(1, history.size());
        while (!states.containsKey(suffix)) {
            suffix = suffix.subList(1, suffix.size());
        }
        return suffix;
    }

    private void step(Fst fst, Map<List<String>, Integer> states, List<String> history, int state, String word,
            double probability) {
        if (word.equals(END)) {
            fst.setFinal(state, -Math.log(probability));
            return;
        }
        Integer number = words.get(word);
        if (number == null) {
            throw new SpeechModelException("the word \"" + word + "\" is in a sentence but not in the vocabulary");
        }
        var longer = new ArrayList<>(history);
        longer.add(word);
        List<String> next = longer.size() < ORDER ? longer : longer.subList(1, longer.size());
        while (!states.containsKey(next)) {
            next = next.subList(1, next.size());
        }
        fst.addArc(state, number, number, -Math.log(probability), states.get(next));
    }
}
