package mando.device;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Spoken timers: at most {@value #MOST} at once, each with a name of its own or none. Thread-safe. */
final class Timers {

    static final int MOST = 16;
    private static final Duration LONGEST = Duration.ofHours(24);

    private final InstantSource clock;
    private final ScheduledExecutorService scheduler;
    private final Consumer<String> expired;
    private final LinkedHashMap<String, Timer> timers = new LinkedHashMap<>();

    /**
     * @param end when it runs out, where it runs
     * @param left how much is left, where it is paused
     */
    private record Timer(String name, Optional<Instant> end, Duration left, Optional<ScheduledFuture<?>> alarm) {}

    /**
     * @param expired hears the sentence to say when a timer runs out, on the scheduler's thread
     */
    Timers(InstantSource clock, ScheduledExecutorService scheduler, Consumer<String> expired) {
        this.clock = clock;
        this.scheduler = scheduler;
        this.expired = expired;
    }

    synchronized Outcome execute(Command command) {
        String name = String.valueOf(command.slots().getOrDefault("name", ""));
        Optional<Duration> length = Optional.ofNullable(command.slots().get("duration"))
                .filter(Number.class::isInstance)
                .map(seconds -> Duration.ofMillis(Math.round(((Number) seconds).doubleValue() * 1000)));
        if (length.isPresent()
                && (length.get().isNegative() || length.get().isZero() || length.get().compareTo(LONGEST) > 0)) {
            return refused("A timer can run up to 24 hours.",
                    Report.of("timer_" + command.verb(), Report.Kind.RANGE).with("duration", "24 hours"));
        }
        return switch (command.verb()) {
            case "start" ->
                length.map(duration -> start(name, duration)).orElse(
                        refused("A timer needs a time.", Report.of("timer_start", Report.Kind.UNCLEAR)));
            case "extend" -> length.flatMap(duration -> find(name).map(timer -> extend(timer, duration)))
                    .orElse(noTimer(command.verb(), name));
            case "cancel" -> find(name).map(this::cancel).orElse(noTimer("cancel", name));
            case "pause" -> find(name).map(this::pause).orElse(noTimer("pause", name));
            case "resume" -> find(name).map(this::resume).orElse(noTimer("resume", name));
            case "query" -> find(name).<Outcome>map(timer -> {
                String left = Reply.duration(left(timer));
                return new Outcome.Answer(called(timer.name) + " has " + left + " left.",
                        List.of(report("query", Report.Kind.KNOWN, timer.name).with("duration", left)));
            }).orElse(noTimer("query", name));
            default -> new Outcome.Refused("A timer cannot " + command.verb() + ".", List.of());
        };
    }

    private Outcome start(String name, Duration length) {
        if (timers.size() >= MOST) {
            return refused("There are " + MOST + " timers already; cancel one first.",
                    Report.of("timer_start", Report.Kind.FULL));
        }
        String free = name;
        for (int i = 2; timers.containsKey(free); i++) {
            free = (name + " " + i).strip();
        }
        run(free, length);
        return done(called(free) + " is set for " + Reply.duration(length) + ".",
                report("start", Report.Kind.DONE, free).with("duration", Reply.duration(length)));
    }

    private void run(String name, Duration length) {
        ScheduledFuture<?> alarm = scheduler.schedule(() -> expire(name), length.toMillis(), TimeUnit.MILLISECONDS);
        timers.put(name, new Timer(name, Optional.of(clock.instant().plus(length)), length, Optional.of(alarm)));
    }

    private void expire(String name) {
        synchronized (this) {
            timers.remove(name);
        }
        expired.accept(called(name) + " is done.");
    }

    /** The timer of that name; without a name, the one that was set last. */
    private Optional<Timer> find(String name) {
        return timers.isEmpty()
                ? Optional.empty()
                : name.isEmpty() ? Optional.of(timers.lastEntry().getValue()) : Optional.ofNullable(timers.get(name));
    }

    private Duration left(Timer timer) {
        return timer.end.map(end -> Duration.between(clock.instant(), end)).orElse(timer.left);
    }

    private Outcome cancel(Timer timer) {
        timer.alarm.ifPresent(alarm -> alarm.cancel(false));
        timers.remove(timer.name);
        return done(called(timer.name) + " is cancelled.", report("cancel", Report.Kind.DONE, timer.name));
    }

    private Outcome pause(Timer timer) {
        Duration left = left(timer);
        timer.alarm.ifPresent(alarm -> alarm.cancel(false));
        timers.put(timer.name, new Timer(timer.name, Optional.empty(), left, Optional.empty()));
        return done(called(timer.name) + " is paused with " + Reply.duration(left) + " left.",
                report("pause", Report.Kind.DONE, timer.name).with("duration", Reply.duration(left)));
    }

    private Outcome resume(Timer timer) {
        if (timer.end.isEmpty()) {
            run(timer.name, timer.left);
        }
        return done(called(timer.name) + " runs on.", report("resume", Report.Kind.DONE, timer.name));
    }

    private Outcome extend(Timer timer, Duration more) {
        Duration left = left(timer).plus(more);
        timer.alarm.ifPresent(alarm -> alarm.cancel(false));
        if (timer.end.isPresent()) {
            run(timer.name, left);
        } else {
            timers.put(timer.name, new Timer(timer.name, Optional.empty(), left, Optional.empty()));
        }
        return done(called(timer.name) + " has " + Reply.duration(left) + " left.",
                report("extend", Report.Kind.DONE, timer.name).with("duration", Reply.duration(left)));
    }

    private static Outcome noTimer(String verb, String name) {
        return refused(name.isEmpty() ? "There is no timer." : "There is no " + name + " timer.",
                report(verb, Report.Kind.MISSING, name));
    }

    private static Outcome done(String text, Report report) {
        return new Outcome.Done(text, List.of(report));
    }

    private static Outcome refused(String text, Report report) {
        return new Outcome.Refused(text, List.of(report));
    }

    private static Report report(String verb, Report.Kind kind, String name) {
        Report nameless = Report.of("timer_" + verb, kind);
        return name.isEmpty() ? nameless : nameless.with("name", name);
    }

    private static String called(String name) {
        return name.isEmpty() ? "The timer" : "The " + name + " timer";
    }
}
