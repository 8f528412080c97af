package mando.speech.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Other ways in which people with another accent say a word: the dictionary is American. A wake word is said alone, so that no sentence around it helps
 * where it is said otherwise.
 */
final class Accents {

    private static final String VOWEL = "(?:AA|AE|AH|AO|AW|AY|EH|ER|EY|IH|IY|OW|OY|UH|UW)";

    /** What becomes of phones, each followed by a space. */
    private static final List<Map.Entry<Pattern, String>> RULES = List.of(
            // Without r but before vowels: England, Australia, much of Africa and Asia.
            rule("ER (?!" + VOWEL + ")", "AH "),
            rule("(?<=" + VOWEL + " )R (?!" + VOWEL + ")", ""),
            // America: a t between vowels is tapped.
            rule("(?<=" + VOWEL + " )T (?=(?:AH|ER|IH|IY) )", "D "),
            // No glide before u.
            rule("(?<=[A-Z] )Y (?=UW )", ""),
            // As it is spelt: full vowels where others are weak.
            rule("^([A-Z]+ )AH (?=[MN] )", "$1AA "),
            rule("IH (?=[A-Z]+ $)", "AH "),
            rule("AH (?=[A-Z]+ $)", "IH "),
            // Sounds that other languages do not tell apart.
            rule("TH ", "T "), rule("DH ", "D "), rule("V ", "W "), rule("W ", "V "), rule("^JH ", "CH "),
            rule("Z $", "S "),
            rule("AE ", "EH "));

    /** So many of these together: who has one of them may have another, but a word is to stay itself. */
    private static final int MOST_CHANGES = 2;

    private Accents() {}

    private static Map.Entry<Pattern, String> rule(String phones, String become) {
        return Map.entry(Pattern.compile("(?<![A-Z])" + phones), become);
    }

    /** The ways as given, and how they are said elsewhere. */
    static List<List<String>> of(List<List<String>> ways) {
        Set<String> all = new LinkedHashSet<>();
        ways.forEach(way -> all.add(String.join(" ", way) + " "));
        for (int change = 0; change < MOST_CHANGES; change++) {
            for (String way : List.copyOf(all)) {
                for (Map.Entry<Pattern, String> rule : RULES) {
                    Matcher matcher = rule.getKey().matcher(way);
                    all.add(matcher.replaceAll(rule.getValue()));
                }
            }
        }
        List<List<String>> said = new ArrayList<>();
        all.forEach(way -> said.add(List.of(way.strip().split(" "))));
        return said;
    }
}
