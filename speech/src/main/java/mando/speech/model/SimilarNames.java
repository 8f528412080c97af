package mando.speech.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds names that sound so much alike that people, or the recogniser, will take one for the other: names of which some pronunciations differ in
 * few phones (Levenshtein distance).
 */
public final class SimilarNames {

    /** Of the phones of the longer name, how many may differ, but one in any name: "kitchen light" and "chicken light" do in two of eight. */
    private static final double MOST_DIFFERENT = 0.25;

    private final Lexicon lexicon;

    public SimilarNames(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /**
     * Two names that sound alike.
     *
     * @param differentPhones how many phones must be changed, put in or left out to make one of the other
     */
    public record Pair(String first, String second, int differentPhones) {}

    /**
     * All pairs that sound alike.
     *
     * @param names different ones, in words that can be pronounced
     * @throws SpeechModelException where one cannot
     */
    public List<Pair> among(List<String> names) {
        List<List<List<String>>> spoken = names.stream().map(this::pronunciations).toList();
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                int distance = Integer.MAX_VALUE;
                int length = 0;
                for (List<String> one : spoken.get(i)) {
                    for (List<String> other : spoken.get(j)) {
                        distance = Math.min(distance, distance(one, other));
                        length = Math.max(length, Math.max(one.size(), other.size()));
                    }
                }
                if (distance <= Math.max(1, MOST_DIFFERENT * length)) {
                    pairs.add(new Pair(names.get(i), names.get(j), distance));
                }
            }
        }
        return List.copyOf(pairs);
    }

    /** The usual pronunciation of each word and one other of one word: alternatives do not multiply. */
    private List<List<String>> pronunciations(String name) {
        List<List<List<String>>> words = List.of(name.split(" ")).stream().map(lexicon::pronunciations).toList();
        var ways = new ArrayList<List<String>>();
        ways.add(words.stream().flatMap(word -> word.getFirst().stream()).toList());
        for (int i = 0; i < words.size(); i++) {
            for (List<String> other : words.get(i).subList(1, words.get(i).size())) {
                var way = new ArrayList<String>();
                for (int j = 0; j < words.size(); j++) {
                    way.addAll(j == i ? other : words.get(j).getFirst());
                }
                ways.add(way);
            }
        }
        return ways;
    }

    private static int distance(List<String> one, List<String> other) {
        int[] row = new int[other.size() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (one.get(i - 1).equals(other.get(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.size()];
    }
}
