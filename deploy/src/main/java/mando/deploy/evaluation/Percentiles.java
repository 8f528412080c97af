package mando.deploy.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The nearest-rank percentiles of a series of measurements.
 *
 * @param count how many measurements there were; with none, the percentiles are NaN
 */
public record Percentiles(int count, double p50, double p95, double p99, double max) {

    public static Percentiles of(List<Double> measurements) {
        if (measurements.isEmpty()) {
            return new Percentiles(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        var sorted = new ArrayList<>(measurements);
        Collections.sort(sorted);
        return new Percentiles(sorted.size(), rank(sorted, 0.50), rank(sorted, 0.95), rank(sorted, 0.99),
                sorted.getLast());
    }

    private static double rank(List<Double> sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.max(rank, 1) - 1);
    }
}
