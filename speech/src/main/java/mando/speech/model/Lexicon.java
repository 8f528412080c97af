package mando.speech.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How words are pronounced, in the phones of the CMU dictionary: from the dictionary where it has them, by letter-to-sound rules where it has not,
 * letter by letter where there is no vowel ("tv"). Immutable.
 */
public final class Lexicon {

    private static final Map<Character, String> LETTERS = Map.ofEntries(Map.entry('a', "EY"), Map.entry('b', "B IY"),
            Map.entry('c', "S IY"), Map.entry('d', "D IY"), Map.entry('e', "IY"), Map.entry('f', "EH F"),
            Map.entry('g', "JH IY"), Map.entry('h', "EY CH"), Map.entry('i', "AY"), Map.entry('j', "JH EY"),
            Map.entry('k', "K EY"), Map.entry('l', "EH L"), Map.entry('m', "EH M"), Map.entry('n', "EH N"),
            Map.entry('o', "OW"), Map.entry('p', "P IY"), Map.entry('q', "K Y UW"), Map.entry('r', "AA R"),
            Map.entry('s', "EH S"), Map.entry('t', "T IY"), Map.entry('u', "Y UW"), Map.entry('v', "V IY"),
            Map.entry('w', "D AH B AH L Y UW"), Map.entry('x', "EH K S"), Map.entry('y', "W AY"),
            Map.entry('z', "Z IY"));

    private final Map<String, List<List<String>>> entries;

    private Lexicon(Map<String, List<List<String>>> entries) {
        this.entries = entries;
    }

    /**
     * Reads a dictionary: a word, white space, its phones on each line; further pronunciations of a word as {@code word(2)}.
     *
     * @throws SpeechModelException where the file cannot be read or a line is no entry
     */
    public static Lexicon read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new SpeechModelException(file + " cannot be read: the speech model's folder is incomplete", e);
        }
        var entries = new HashMap<String, List<List<String>>>(lines.size() * 2);
        for (int i = 0; i < lines.size(); i++) {
            String[] fields = lines.get(i).strip().split("\\s+");
            if (fields.length < 2) {
                throw new SpeechModelException(
                        file + ":" + (i + 1) + " is no dictionary entry: expected a word and its phones");
            }
            int bracket = fields[0].indexOf('(');
            String word = bracket > 0 ? fields[0].substring(0, bracket) : fields[0];
            entries.computeIfAbsent(word, _ -> new ArrayList<>(1))
                    .add(List.of(Arrays.copyOfRange(fields, 1, fields.length)));
        }
        return new Lexicon(entries);
    }

    /** The words of the dictionary itself, in no order. */
    Set<String> words() {
        return entries.keySet();
    }

    /** Whether the dictionary itself has a word. */
    public boolean contains(String word) {
        return entries.containsKey(word);
    }

    /**
     * The pronunciations of a word, the most usual first.
     *
     * @param word lower case
     * @throws SpeechModelException where there is nothing to pronounce in it
     */
    public List<List<String>> pronunciations(String word) {
        List<List<String>> known = entries.get(word);
        if (known != null) {
            return known;
        }
        if (word.endsWith("'s") && word.length() > 2) {
            return pronunciations(word.substring(0, word.length() - 2)).stream().map(Lexicon::possessive).toList();
        }
        String letters = word.replace("'", "");
        if (letters.isEmpty() || !letters.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
            throw new SpeechModelException(
                    "\"" + word + "\" cannot be pronounced: write names in plain letters and words, "
                            + "numbers as they are said");
        }
        Set<List<String>> guesses = new LinkedHashSet<>();
        boolean spelled = letters.chars().noneMatch(c -> "aeiouy".indexOf(c) >= 0);
        if (!spelled) {
            guesses.add(LetterToSound.pronounce(letters));
        }
        if (spelled || letters.length() <= 3) {
            guesses.add(letters.chars().mapToObj(c -> LETTERS.get((char) c)).flatMap(p -> Arrays.stream(p.split(" ")))
                    .toList());
        }
        guesses.removeIf(List::isEmpty);
        return List.copyOf(guesses);
    }

    private static List<String> possessive(List<String> phones) {
        var longer = new ArrayList<>(phones);
        switch (phones.getLast()) {
            case "S", "Z", "SH", "ZH", "CH", "JH" -> longer.addAll(List.of("IH", "Z"));
            case "P", "T", "K", "F", "TH" -> longer.add("S");
            default -> longer.add("Z");
        }
        return List.copyOf(longer);
    }
}
