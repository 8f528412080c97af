package mando.speech.model;

/**
 * A sentence that may be heard.
 *
 * @param text words in lower case with single spaces between
 * @param weight how often it counts, relative to the others
 */
public record WeightedSentence(String text, double weight) {

    public WeightedSentence {
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("a sentence's weight is " + weight);
        }
    }
}
