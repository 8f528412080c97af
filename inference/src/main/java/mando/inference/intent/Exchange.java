package mando.inference.intent;

/**
 * What was said and done just before, so that "off again", "a bit brighter" and "the hall lamp too" can be understood.
 *
 * @param heard the transcript in normal form
 * @param output what the model wrote for it, in the language of {@code models/intent-en/README.md}
 */
public record Exchange(String heard, String output) {

    /** An interpretation that was acted upon. */
    public static Exchange of(Interpretation interpretation) {
        return new Exchange(interpretation.normalised(), interpretation.output());
    }
}
