package mando.inference.generation;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

/** Chooses tokens by their logits. Not thread-safe: it has its own source of chance. */
public final class Sampler {

    private final Sampling sampling;
    private final Random random;

    public Sampler(Sampling sampling) {
        this.sampling = sampling;
        this.random = new Random(sampling.seed());
    }

    /** The chosen token; of equally probable ones the first is preferred. Logits are left as they are. */
    public int choose(float[] logits) {
        if (sampling.temperature() == 0 || sampling.topK() == 1) {
            return mostProbable(logits);
        }
        int limit = sampling.topK() == 0 ? logits.length : Math.min(sampling.topK(), logits.length);
        int[] candidates = IntStream.range(0, logits.length).boxed()
                .sorted(Comparator.comparingDouble(token -> -logits[token])).limit(limit).mapToInt(Integer::intValue)
                .toArray();
        int kept = keptByTopP(logits, candidates);
        kept = keptByMinP(logits, candidates, kept);
        double[] weights = weights(logits, candidates, kept, sampling.temperature());
        double chance = random.nextDouble() * sum(weights);
        for (int i = 0; i < kept; i++) {
            chance -= weights[i];
            if (chance < 0) {
                return candidates[i];
            }
        }
        return candidates[0];
    }

    /** The token with the highest logit, the first of equals. */
    public static int mostProbable(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }

    /** The natural logarithm of a token's probability. */
    public static double logProbability(float[] logits, int token) {
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - logits[token]);
        }
        return -Math.log(sum);
    }

    private int keptByTopP(float[] logits, int[] candidates) {
        if (sampling.topP() >= 1) {
            return candidates.length;
        }
        double[] weights = weights(logits, candidates, candidates.length, 1);
        double wanted = sampling.topP() * sum(weights);
        double held = 0;
        for (int i = 0; i < weights.length; i++) {
            held += weights[i];
            if (held >= wanted) {
                return i + 1;
            }
        }
        return weights.length;
    }

    private int keptByMinP(float[] logits, int[] candidates, int count) {
        double least = logits[candidates[0]] + Math.log(sampling.minP());
        int kept = 1;
        while (kept < count && logits[candidates[kept]] >= least) {
            kept++;
        }
        return kept;
    }

    private static double[] weights(float[] logits, int[] candidates, int count, float temperature) {
        var weights = new double[count];
        for (int i = 0; i < count; i++) {
            weights[i] = Math.exp((logits[candidates[i]] - logits[candidates[0]]) / temperature);
        }
        return weights;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
