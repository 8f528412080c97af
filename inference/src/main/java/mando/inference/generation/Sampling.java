package mando.inference.generation;

/**
 * How the next token is chosen among the probable ones, in llama.cpp's order: the {@code topK} most probable, of these as many as hold {@code topP} of
 * the probability, of these the ones with at least {@code minP} of the most probable one's, then by chance with the temperature applied.
 *
 * @param temperature 0 takes the most probable; above 1 makes the improbable likelier
 * @param topK 0 for all
 * @param topP 1 for all
 * @param minP 0 for all
 * @param seed the same seed gives the same text
 */
public record Sampling(float temperature, int topK, float topP, float minP, long seed) {

    public Sampling {
        if (!(temperature >= 0) || topK < 0 || !(topP > 0 && topP <= 1) || !(minP >= 0 && minP <= 1)) {
            throw new IllegalArgumentException("temperature " + temperature + " (at least 0), top-k " + topK
                    + " (at least 0), top-p " + topP + " (above 0, at most 1), min-p " + minP + " (0 to 1)");
        }
    }

    /** The most probable token, always. */
    public static Sampling greedy() {
        return new Sampling(0, 0, 1, 0, 0);
    }
}
