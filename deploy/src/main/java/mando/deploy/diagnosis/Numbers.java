package mando.deploy.diagnosis;

import java.time.Duration;
import java.util.Locale;

/** How numbers are written for people. */
final class Numbers {

    private static final double MEGABYTE = 1e6;
    private static final double GIGABYTE = 1e9;

    private Numbers() {}

    static String bytes(long bytes) {
        if (bytes >= GIGABYTE) {
            return String.format(Locale.ROOT, "%.1f GB", bytes / GIGABYTE);
        }
        return String.format(Locale.ROOT, bytes >= 10 * MEGABYTE ? "%.0f MB" : "%.1f MB", bytes / MEGABYTE);
    }

    static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, duration.toMillis() % 1_000 == 0 ? "%.0f s" : "%.1f s",
                duration.toMillis() / 1e3);
    }

    /** {@code 1 device}, {@code 2 devices}. */
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
