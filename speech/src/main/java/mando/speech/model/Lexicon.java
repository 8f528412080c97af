package mando.speech.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How words are pronounced, in the phones of the CMU dictionary: from the dictionary where it has them, by letter-to-sound rules where it has not,
 * letter by letter where there is no vowel ("tv"). Immutable.
 */
public final class Lexicon {

    private static final int NONE = -1;
    private static final Map<Character, String> LETTERS = Map.ofEntries(Map.entry('a', "EY"), Map.entry('b', "B IY"),
            Map.entry('c', "S IY"), Map.entry('d', "D IY"), Map.entry('e', "IY"), Map.entry('f', "EH F"),
            Map.entry('g', "JH IY"), Map.entry('h', "EY CH"), Map.entry('i', "AY"), Map.entry('j', "JH EY"),
            Map.entry('k', "K EY"), Map.entry('l', "EH L"), Map.entry('m', "EH M"), Map.entry('n', "EH N"),
            Map.entry('o', "OW"), Map.entry('p', "P IY"), Map.entry('q', "K Y UW"), Map.entry('r', "AA R"),
            Map.entry('s', "EH S"), Map.entry('t', "T IY"), Map.entry('u', "Y UW"), Map.entry('v', "V IY"),
            Map.entry('w', "D AH B AH L Y UW"), Map.entry('x', "EH K S"), Map.entry('y', "W AY"),
            Map.entry('z', "Z IY"));

    /** The file as it is: of its many words a home needs few, and objects for all would take ten times the room. */
    private final byte[] text;
    /** Where the line of each entry begins, by the hash of its word; those of equal hashes one after the other, in the file's order. */
    private final int[] table;

    private Lexicon(byte[] text, int[] table) {
        this.text = text;
        this.table = table;
    }

    /**
     * Reads a dictionary: a word, white space, its phones on each line; further pronunciations of a word as {@code word(2)}.
     *
     * @throws SpeechModelException where the file cannot be read or a line is no entry
     */
    public static Lexicon read(Path file) {
        byte[] text;
        try {
            text = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new SpeechModelException(file + " cannot be read: the speech model's folder is incomplete", e);
        }
        int lines = 1;
        for (byte character : text) {
            lines += character == '\n' ? 1 : 0;
        }
        var table = new int[Integer.highestOneBit(lines) << 2];
        Arrays.fill(table, NONE);
        var lexicon = new Lexicon(text, table);
        int number = 0;
        for (int start = 0; start < text.length; start = lexicon.lineEnd(start) + 1) {
            number++;
            int wordStart = lexicon.skipSpace(start);
            int wordEnd = lexicon.wordEnd(wordStart);
            if (wordEnd == wordStart || lexicon.skipSpace(lexicon.fieldEnd(wordEnd)) == lexicon.lineEnd(start)) {
                throw new SpeechModelException(
                        file + ":" + number + " is no dictionary entry: expected a word and its phones");
            }
            int slot = lexicon.slot(text, wordStart, wordEnd);
            while (table[slot] != NONE) {
                slot = (slot + 1) % table.length;
            }
            table[slot] = wordStart;
        }
        return lexicon;
    }

    private int slot(byte[] characters, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + characters[i];
        }
        return (hash ^ (hash >>> 16)) & (table.length - 1);
    }

    private int lineEnd(int position) {
        int end = position;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return end;
    }

    private boolean isSpace(int position) {
        return text[position] == ' ' || text[position] == '\t' || text[position] == '\r';
    }

    private int skipSpace(int position) {
        int end = position;
        while (end < text.length && isSpace(end)) {
            end++;
        }
        return end;
    }

    private int fieldEnd(int position) {
        int end = position;
        while (end < text.length && text[end] != '\n' && !isSpace(end)) {
            end++;
        }
        return end;
    }

    /** Without the number of a further pronunciation. */
    private int wordEnd(int start) {
        int end = fieldEnd(start);
        for (int i = start + 1; i < end; i++) {
            if (text[i] == '(') {
                return i;
            }
        }
        return end;
    }

    /** The words of the dictionary itself, in no order. */
    Set<String> words() {
        var words = new HashSet<String>();
        for (int start : table) {
            if (start != NONE) {
                words.add(new String(text, start, wordEnd(start) - start, StandardCharsets.UTF_8));
            }
        }
        return words;
    }

    /** Whether the dictionary itself has a word. */
    public boolean contains(String word) {
        return !known(word).isEmpty();
    }

    private List<List<String>> known(String word) {
        byte[] wanted = word.getBytes(StandardCharsets.UTF_8);
        var ways = new ArrayList<List<String>>(2);
        for (int slot = slot(wanted, 0, wanted.length); table[slot] != NONE; slot = (slot + 1) % table.length) {
            int start = table[slot];
            int end = wordEnd(start);
            if (Arrays.equals(text, start, end, wanted, 0, wanted.length)) {
                int phones = skipSpace(fieldEnd(end));
                ways.add(List.of(new String(text, phones, lineEnd(phones) - phones, StandardCharsets.UTF_8).strip()
                        .split("\\s+")));
            }
        }
        return ways;
    }

    /**
     * The pronunciations of a word, the most usual first.
     *
     * @param word lower case
     * @throws SpeechModelException where there is nothing to pronounce in it
     */
    public List<List<String>> pronunciations(String word) {
        List<List<String>> known = known(word);
        if (!known.isEmpty()) {
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
