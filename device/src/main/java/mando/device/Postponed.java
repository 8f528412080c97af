package mando.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Steps that are to be done later. Bounded by whoever adds. Thread-safe. */
final class Postponed {

    private final ScheduledExecutorService scheduler;
    private final Set<Entry> waiting = new LinkedHashSet<>();

    private static final class Entry {

        private List<Step> steps;

        Entry(List<Step> steps) {
            this.steps = steps;
        }
    }

    Postponed(ScheduledExecutorService scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Puts steps off.
     *
     * @param due takes a function that hands out what is left of the steps, once, on the scheduler's thread
     */
    synchronized void add(Duration wait, List<Step> steps, Consumer<Due> due) {
        var entry = new Entry(steps);
        waiting.add(entry);
        var _ = scheduler.schedule(() -> due.accept(() -> take(entry)), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What has come due; it is still replaced until it is taken. */
    interface Due {

        List<Step> take();
    }

    private synchronized List<Step> take(Entry entry) {
        return waiting.remove(entry) ? entry.steps : List.of();
    }

    /**
     * Puts another step in the place of each.
     *
     * @param successor nothing where a step cannot be done any more
     * @return the steps that have gone
     */
    synchronized List<Step> replace(Function<Step, Optional<Step>> successor) {
        var gone = new ArrayList<Step>();
        for (Entry entry : waiting) {
            var left = new ArrayList<Step>();
            for (Step step : entry.steps) {
                successor.apply(step).ifPresentOrElse(left::add, () -> gone.add(step));
            }
            entry.steps = List.copyOf(left);
        }
        return List.copyOf(gone);
    }
}
