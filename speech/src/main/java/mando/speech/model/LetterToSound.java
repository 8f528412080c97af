package mando.speech.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Guesses how an English word outside the dictionary is pronounced, by patterns that {@code src/main/scripts/letter-to-sound} learnt from the
 * dictionary: for each letter, the longest pattern of itself and its neighbours that is known says no, one or two phones. Of words held out, 10 %
 * of the phones are wrong.
 */
final class LetterToSound {

    private static final String TABLE = "letter-to-sound.tsv";
    /** In what order a letter's neighbours make a pattern longer; as in the script. */
    private static final int[] NEIGHBOURS = { 1, -1, 2, -2, 3, -3, 4};
    private static final Map<String, List<String>> PATTERNS = read();

    private LetterToSound() {}

    private static Map<String, List<String>> read() {
        try (InputStream table = LetterToSound.class.getResourceAsStream(TABLE);
                var reader = new BufferedReader(new InputStreamReader(table, StandardCharsets.US_ASCII))) {
            var patterns = new HashMap<String, List<String>>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int tab = line.indexOf('\t');
                String phones = line.substring(tab + 1);
                patterns.put(line.substring(0, tab), phones.isEmpty() ? List.of() : List.of(phones.split(" ")));
            }
            return patterns;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param letters a to z
     */
    static List<String> pronounce(String letters) {
        var phones = new ArrayList<String>();
        for (int place = 0; place < letters.length(); place++) {
            for (String phone : sound(letters, place)) {
                // Two letters may both say what they say together.
                if (phones.isEmpty() || !phones.getLast().equals(phone)) {
                    phones.add(phone);
                }
            }
        }
        return List.copyOf(phones);
    }

    private static List<String> sound(String letters, int place) {
        var pattern = new StringBuilder().append(letters.charAt(place));
        List<String> sound = PATTERNS.get(pattern.toString());
        if (sound == null) {
            throw new IllegalArgumentException("'" + pattern + "' is no letter");
        }
        for (int neighbour : NEIGHBOURS) {
            int at = place + neighbour;
            pattern.append(at < 0 ? '^' : at < letters.length() ? letters.charAt(at) : '$');
            sound = PATTERNS.getOrDefault(pattern.toString(), sound);
        }
        return sound;
    }
}
