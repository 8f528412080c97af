package mando.inference.intent;

import java.util.List;
import java.util.Set;

/** "If it rains", "when I come home", and not "if you can", "I'd be glad if", "see if": what nothing here can watch for. */
final class Condition {

    private static final Set<String> BEGINNINGS = Set.of("if", "unless", "when", "whenever");
    /** Wishes and questions go on with "if" and "when", too. */
    private static final Set<String> NOT_AFTER = Set.of("glad", "happy", "great", "nice", "lovely", "good", "better",
            "kind", "grateful", "help", "mind", "see", "check", "know", "wonder", "wondering", "as", "about", "what",
            "only");
    private static final Set<String> NOT_AFTER_TWO = Set.of("love it", "like it", "appreciate it", "prefer it",
            "tell me", "show me");
    private static final Set<String> POLITE = Set.of("possible", "necessary", "needed", "need", "convenient", "at",
            "so", "may", "only");
    private static final Set<String> PEOPLE = Set.of("you", "i", "we");
    private static final Set<String> ABILITIES = Set.of("can", "can't", "could", "would", "will", "don't", "please",
            "like", "want", "wish", "wouldn't", "may", "might", "must");
    /** "When you get a chance", and not "when I get home". */
    private static final Set<String> GETTING = Set.of("get", "have", "feel", "find");
    private static final Set<String> TIME = Set.of("a", "the", "time", "any", "some", "round", "around", "like", "to",
            "an");
    private static final Set<String> IT_IS = Set.of("it's", "it", "is", "isn't", "that's", "that", "not");
    private static final Set<String> CONVENIENT = Set.of("alright", "all", "ok", "okay", "no", "fine", "possible",
            "convenient", "too", "pleases");
    private static final Set<String> PRAISE = Set.of("great", "nice", "lovely", "good", "wonderful", "perfect");

    private Condition() {}

    /**
     * @param words of a normalised transcript
     */
    static boolean isIn(List<String> words) {
        boolean praised = words.size() > 2 && words.get(words.size() - 2).equals("be")
                && PRAISE.contains(words.getLast());
        for (int i = 0; i < words.size() && !praised; i++) {
            if (begins(words, i) && !isWish(at(words, i - 2), at(words, i - 1)) && !isPolite(words, i + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(List<String> words, int i) {
        return BEGINNINGS.contains(words.get(i))
                || (words.get(i).equals("as") && at(words, i - 1).equals("soon") && at(words, i - 2).equals("as"));
    }

    private static boolean isWish(String beforeLast, String last) {
        return NOT_AFTER.contains(last) || NOT_AFTER_TWO.contains(beforeLast + " " + last);
    }

    private static boolean isPolite(List<String> words, int from) {
        String next = at(words, from);
        String verb = at(words, from + 1);
        if (POLITE.contains(next) || (PEOPLE.contains(next) && ABILITIES.contains(verb))
                || (next.equals("you") && GETTING.contains(verb) && TIME.contains(at(words, from + 2)))) {
            return true;
        }
        int i = from;
        while (IT_IS.contains(at(words, i))) {
            i++;
        }
        return i > from && CONVENIENT.contains(at(words, i));
    }

    private static String at(List<String> words, int i) {
        return i >= 0 && i < words.size() ? words.get(i) : "";
    }
}
