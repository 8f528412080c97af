package mando.deploy.diagnosis;

import java.util.Arrays;
import java.util.OptionalLong;

/** Whether there is memory enough for the models. */
final class MemoryCheck implements Check {

    /** What the daemon was measured to need, resident ({@code mando bench}). */
    private static final long NEEDED = 365_000_000;
    /** With this much, the Java heap can grow to what the launcher allows it. */
    private static final long COMFORTABLE = 600_000_000;
    private static final String FREE_SOME = "end other programs (ps --sort=-rss aux lists them), or use a board with more memory";

    private final SystemFiles files;

    MemoryCheck(SystemFiles files) {
        this.files = files;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Finding look() {
        String table = files.text("proc/meminfo").orElse("");
        OptionalLong total = bytes(table, "MemTotal");
        OptionalLong available = bytes(table, "MemAvailable");
        if (total.isEmpty() || available.isEmpty()) {
            return new Finding.Warning("the memory that is free cannot be told", "look at it with free -m: "
                    + Numbers.bytes(NEEDED) + " must be available", Facts.NONE);
        }
        long swap = bytes(table, "SwapTotal").orElse(0);
        String found = Numbers.bytes(available.getAsLong()) + " of " + Numbers.bytes(total.getAsLong()) + " free, "
                + (swap == 0 ? "no swap" : Numbers.bytes(swap) + " of swap") + "; the daemon needs "
                + Numbers.bytes(NEEDED);
        var facts = Facts.of("totalBytes", total.getAsLong()).with("availableBytes", available.getAsLong())
                .with("swapBytes", swap).with("neededBytes", NEEDED);
        if (available.getAsLong() < NEEDED) {
            return new Finding.Fault(found, FREE_SOME, facts);
        }
        return available.getAsLong() < COMFORTABLE
                ? new Finding.Warning(found, FREE_SOME, facts)
                : new Finding.Ok(found, facts);
    }

    private static OptionalLong bytes(String table, String key) {
        return Arrays.stream(table.split("\n")).filter(line -> line.matches(key + ":\\s+\\d{1,15} kB"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024).findFirst();
    }
}
