package mando.inference.intent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sentences of the owner's own, matched word by word in normal form, with or without a "please" at either end. Nothing nearer to fuzzy: "don't" and
 * "not" are one word too.
 */
final class OwnPhrases {

    private static final List<String> POLITE = List.of("please", "thanks", "now");

    private final Map<String, Intent> bySentence = new HashMap<>();

    OwnPhrases(Map<String, Intent> phrases) {
        phrases.forEach((sentence, intent) -> bySentence.put(TextNormaliser.normalise(sentence), intent));
        bySentence.remove("");
    }

    Optional<Intent> of(String normalised) {
        Intent exact = bySentence.get(normalised);
        if (exact != null) {
            return Optional.of(exact);
        }
        String bare = normalised;
        for (String word : POLITE) {
            bare = bare.startsWith(word + " ") ? bare.substring(word.length() + 1) : bare;
            bare = bare.endsWith(" " + word) ? bare.substring(0, bare.length() - word.length() - 1) : bare;
        }
        return Optional.ofNullable(bySentence.get(bare));
    }
}
