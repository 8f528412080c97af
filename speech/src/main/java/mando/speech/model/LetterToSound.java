package mando.speech.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Guesses how an English word outside the dictionary is pronounced: the longest spelling pattern that fits at each place, left to right. Each
 * pattern is a spelling, what must stand before and after it ({@code ^} the word's edge, {@code V} a vowel, {@code C} a consonant, {@code E} one
 * of e, i, y, nothing for anything), and its phones.
 */
final class LetterToSound {

    private record Rule(String before, String spelling, String after, List<String> phones) {}

    private static final List<Rule> RULES = rules("""
            ^|kn||N
            ^|gn||N
            ^|wr||R
            ^|ps||S
            ^|x||Z
            ^|wh||W
            ^|y|V|Y
            |tion|^|SH AH N
            |tions|^|SH AH N Z
            |sion|^|ZH AH N
            |cious|^|SH AH S
            |tious|^|SH AH S
            |ture|^|CH ER
            |ough|^|OW
            |ought||AO T
            |aught||AO T
            |eigh||EY
            |igh||AY
            |tch||CH
            |dge||JH
            |sch||SH
            |ch||CH
            |sh||SH
            |ph||F
            |th||TH
            |gh|^|
            |gh||G
            |ck||K
            |qu||K W
            |ng|^|NG
            |ng|C|NG
            |nk||NG K
            |bb||B
            |cc|E|K S
            |cc||K
            |dd||D
            |ff||F
            |gg||G
            |kk||K
            |ll||L
            |mm||M
            |nn||N
            |pp||P
            |rr||R
            |ss||S
            |tt||T
            |vv||V
            |zz||Z
            |mb|^|M
            |eau||OW
            |ai||EY
            |ay||EY
            |ea||IY
            |ee||IY
            |ei||EY
            |ey|^|IY
            |ey||EY
            |ie|^|IY
            |ie||IY
            |oa||OW
            |oi||OY
            |oy||OY
            |oo||UW
            |ou||AW
            |ow|^|OW
            |ow||AW
            |au||AO
            |aw||AO
            |ew||UW
            |ue|^|UW
            |ui||UW
            |air||EH R
            |are|^|EH R
            |ear||IH R
            |eer||IH R
            |ier||IH R
            |ore|^|AO R
            |oor||AO R
            |our||AW ER
            |ar||AA R
            |er||ER
            |ir||ER
            |or||AO R
            |ur||ER
            C|le|^|AH L
            C|les|^|AH L Z
            C|ed|^|D
            C|es|^|Z
            C|e|^|
            |e|^|IY
            |a|Ce^|EY
            |i|Ce^|AY
            |o|Ce^|OW
            |u|Ce^|UW
            |e|Ce^|IY
            |a|^|AH
            |i|^|IY
            |o|^|OW
            |u|^|UW
            |y|^|IY
            |a||AE
            |e||EH
            |i||IH
            |o||AA
            |u||AH
            |y||IH
            |b||B
            |c|E|S
            |c||K
            |d||D
            |f||F
            |g|E|JH
            |g||G
            |h||HH
            |j||JH
            |k||K
            |l||L
            |m||M
            |n||N
            |p||P
            |q||K
            |r||R
            V|s|V|Z
            |s||S
            |t||T
            |v||V
            |w||W
            |x||K S
            |z||Z
            """);

    private LetterToSound() {}

    private static List<Rule> rules(String table) {
        return table.lines().map(line -> line.split("\\|", -1))
                .map(f -> new Rule(f[0], f[1], f[2], f[3].isEmpty() ? List.of() : Arrays.asList(f[3].split(" "))))
                .toList();
    }

    /**
     * @param letters a to z
     */
    static List<String> pronounce(String letters) {
        String word = "^" + letters + "^";
        var phones = new ArrayList<String>();
        int at = 1;
        while (at < word.length() - 1) {
            Rule rule = longest(word, at);
            phones.addAll(rule.phones);
            at += rule.spelling.length();
        }
        return List.copyOf(phones);
    }

    private static Rule longest(String word, int at) {
        Rule best = null;
        for (Rule rule : RULES) {
            boolean longer = best == null || rule.spelling.length() > best.spelling.length();
            if (longer && word.startsWith(rule.spelling, at) && fits(rule.before, word, at - rule.before.length())
                    && fits(rule.after, word, at + rule.spelling.length())) {
                best = rule;
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("'" + word.charAt(at) + "' is no letter");
        }
        return best;
    }

    private static boolean fits(String context, String word, int at) {
        for (int i = 0; i < context.length(); i++) {
            if (at + i < 0 || at + i >= word.length() || !fits(context.charAt(i), word.charAt(at + i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(char wanted, char letter) {
        return switch (wanted) {
            case 'V' -> "aeiouy".indexOf(letter) >= 0;
            case 'C' -> letter != '^' && "aeiou".indexOf(letter) < 0;
            case 'E' -> "eiy".indexOf(letter) >= 0;
            default -> wanted == letter;
        };
    }
}
