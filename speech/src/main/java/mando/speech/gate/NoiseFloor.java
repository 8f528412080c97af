package mando.speech.gate;

import java.util.Arrays;

/**
 * The level of the noise that is always there: the least level, smoothed over a tenth of a second, of the last eight seconds (minimum statistics
 * after Martin, "Noise power spectral density estimation based on optimal smoothing and minimum statistics", 2001, in one band). Speech has pauses,
 * so it does not raise the floor; a fan that starts does, eight seconds later.
 */
final class NoiseFloor {

    private static final int PARTS = 8;
    private static final int FRAMES_A_PART = 50;
    private static final double SMOOTHING = 0.8;

    private final double[] minima = new double[PARTS];
    private double smoothed;
    private double current;
    private int frames;
    private int part;
    private double floor;

    /**
     * @param assumed the floor until the first second has passed
     */
    NoiseFloor(double assumed) {
        Arrays.fill(minima, Double.MAX_VALUE);
        floor = assumed;
        smoothed = Double.NaN;
        current = Double.MAX_VALUE;
    }

    /** Takes the power of the next 20 ms. */
    void accept(double power) {
        smoothed = Double.isNaN(smoothed) ? power : SMOOTHING * smoothed + (1 - SMOOTHING) * power;
        current = Math.min(current, smoothed);
        if (++frames == FRAMES_A_PART) {
            minima[part] = current;
            part = (part + 1) % PARTS;
            frames = 0;
            current = smoothed;
            floor = Arrays.stream(minima).min().orElse(floor);
        } else if (current < floor) {
            floor = current;
        }
    }

    double power() {
        return floor;
    }
}
