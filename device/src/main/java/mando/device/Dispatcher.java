package mando.device;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import mando.device.configuration.Configuration;
import org.tinylog.Logger;

/**
 * Does commands: checks all of an utterance before any part acts, asks before what must be confirmed, drives the actuators on a thread of its own,
 * keeps timers and what was put off. Thread-safe.
 *
 * <p>It may go on with another configuration: no command is done partly before that and partly after.
 */
public final class Dispatcher implements AutoCloseable {

    private static final int MOST_QUEUED = 64;
    private static final int MOST_SCHEDULED = 64;
    private static final long ACTUATION_SECONDS = 5;
    private static final Map<String, String> OPPOSITES = Map.of("on", "off", "off", "on", "open", "close", "close",
            "open", "lock",
            "unlock", "play", "pause", "start", "stop", "mute", "unmute");

    private final Clock clock;
    private final Consumer<String> announcements;
    private final ExecutorService actuation = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_QUEUED), Thread.ofPlatform().name("mando-actuate").daemon().factory());
    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1,
            Thread.ofPlatform().name("mando-schedule").daemon().factory());
    private final Timers timers;
    private final Postponed postponed = new Postponed(scheduler);
    /** Read while something is done, written while the configuration changes. */
    private final ReadWriteLock configured = new ReentrantReadWriteLock();
    private Setting setting;
    private Optional<Pending> pending = Optional.empty();

    private record Pending(List<Command> commands, Instant until) {}

    /** What a step came to. */
    private record Deed(String verb, Map<String, Object> slots) {}

    /** What a configuration gives. */
    private record Setting(Home home, Check check, Map<String, Actuator> actuators, Duration confirmTimeout) {

        static Setting of(Home home, Map<String, Actuator> actuators, Duration confirmTimeout) {
            return new Setting(home, new Check(home), Map.copyOf(actuators), confirmTimeout);
        }
    }

    /**
     * @param actuators by device name; a device without one is an error when it is to act
     * @param confirmTimeout how long a yes is waited for
     * @param announcements hears what is to be said without having been asked, such as a timer that ran out
     */
    public Dispatcher(Home home, Map<String, Actuator> actuators, Clock clock, Duration confirmTimeout,
            Consumer<String> announcements) {
        this.setting = Setting.of(home, actuators, confirmTimeout);
        this.clock = clock;
        this.announcements = announcements;
        this.timers = new Timers(clock, scheduler, announcements);
        scheduler.setRemoveOnCancelPolicy(true);
    }

    /**
     * Goes on with another configuration, after what is being done is done. Timers run on. What was put off is done by the device that it was meant
     * for, whatever that is called now; where it is gone, or may not do it any more without a yes, the announcements tell of it. A question is
     * forgotten. The state of devices that stay is put into the new home. The actuators before are left to the caller.
     */
    public void replace(Home home, Map<String, Actuator> actuators, Duration confirmTimeout) {
        configured.writeLock().lock();
        try {
            var succession = new Succession(home.devices());
            home.inherit(setting.home, succession);
            setting = Setting.of(home, actuators, confirmTimeout);
            forgetConfirmation();
            postponed.replace(step -> succession.of(step.device()).flatMap(device -> successor(step, device)))
                    .forEach(step -> announcements.accept(Reply.dropped(step)));
        } finally {
            configured.writeLock().unlock();
        }
    }

    private Optional<Step> successor(Step step, Configuration.Device device) {
        boolean asks = device.confirm().contains(step.verb()) && !step.device().confirm().contains(step.verb());
        var command = new Command(device.type().id() + "." + step.verb(), new Command.One(device.name()),
                step.slots());
        return !asks && setting.check.check(command) instanceof Check.Checked.Steps(List<Step> steps)
                ? Optional.of(steps.getFirst())
                : Optional.empty();
    }

    private <T> T whileConfigured(Supplier<T> action) {
        configured.readLock().lock();
        try {
            return action.get();
        } finally {
            configured.readLock().unlock();
        }
    }

    /** Does the commands of one utterance: all of them, or where one cannot be done, none. */
    public List<Outcome> execute(List<Command> commands) {
        return whileConfigured(() -> execute(commands, true));
    }

    /**
     * Does a command that nobody said, such as one that came over MQTT. What needs a yes is refused: there is nobody to ask, and a yes that somebody
     * else is asked for must not serve it.
     */
    public Outcome executeUnattended(Command command) {
        return whileConfigured(() -> execute(List.of(command), false)).getFirst();
    }

    private List<Outcome> execute(List<Command> commands, boolean attended) {
        var planned = new HashMap<Command, List<Step>>();
        var refusals = new ArrayList<Outcome>();
        for (Command command : commands) {
            if (command.type().equals("timer") || command.type().equals("clock")) {
                continue;
            }
            switch (setting.check.check(command)) {
                case Check.Checked.Steps(List<Step> steps) -> planned.put(command, steps);
                case Check.Checked.Refused(String reason, List<Report> reports) ->
                    refusals.add(new Outcome.Refused(reason, reports));
            }
        }
        if (!refusals.isEmpty()) {
            return List.copyOf(refusals);
        }
        Optional<Step> risky = planned.values().stream().flatMap(List::stream)
                .filter(step -> step.device().confirm().contains(step.verb())).findFirst();
        if (!attended) {
            return risky.isPresent()
                    ? List.of(
                            new Outcome.Refused("The " + risky.get().device().name() + " needs a spoken yes for that.",
                                    List.of()))
                    : act(commands, planned);
        }
        synchronized (this) {
            pending = risky.map(_ -> new Pending(List.copyOf(commands), clock.instant().plus(setting.confirmTimeout)));
        }
        return risky.isPresent()
                ? List.of(new Outcome.NeedsConfirmation(Reply.question(risky.get())))
                : act(commands, planned);
    }

    /** Whether a yes or no is waited for. */
    public synchronized boolean awaitsConfirmation() {
        return pending.filter(waiting -> clock.instant().isBefore(waiting.until)).isPresent();
    }

    /** A yes: does what was waiting for it, once. */
    public List<Outcome> confirm() {
        return whileConfigured(this::confirmed);
    }

    private List<Outcome> confirmed() {
        List<Command> commands;
        synchronized (this) {
            if (!awaitsConfirmation()) {
                return List.of();
            }
            commands = pending.get().commands;
            pending = Optional.empty();
        }
        var planned = new HashMap<Command, List<Step>>();
        for (Command command : commands) {
            if (setting.check.check(command) instanceof Check.Checked.Steps(List<Step> steps)) {
                planned.put(command, steps);
            }
        }
        return act(commands, planned);
    }

    /** A no, or anything else that was said. */
    public synchronized void forgetConfirmation() {
        pending = Optional.empty();
    }

    private List<Outcome> act(List<Command> commands, Map<Command, List<Step>> planned) {
        var outcomes = new ArrayList<Outcome>();
        for (Command command : commands) {
            outcomes.add(switch (command.type()) {
                case "timer" -> timers.execute(command);
                case "clock" -> clock(String.valueOf(command.slots().getOrDefault("property", "time")));
                default -> command.verb().equals("query")
                        && !planned.get(command).getFirst().device().actions().containsKey("query")
                                ? answer(planned.get(command),
                                        String.valueOf(command.slots().getOrDefault("property", "state")))
                                : doOrSchedule(command, planned.get(command));
            });
        }
        return List.copyOf(outcomes);
    }

    private Outcome clock(String property) {
        LocalDateTime now = LocalDateTime.now(clock);
        boolean date = property.equals("date");
        String told = date ? Reply.date(now) : Reply.time(now);
        return new Outcome.Answer("It is " + told + ".",
                List.of(Report.of("clock_query", Report.Kind.KNOWN).with(date ? "v" : "at", told)));
    }

    private Outcome answer(List<Step> steps, String property) {
        var sentences = new ArrayList<String>();
        var reports = new ArrayList<Report>();
        for (Step step : steps) {
            sentences.add(Reply.answer(step.device(), setting.home.state(step.device()), property));
            reports.add(report(step, property));
        }
        return new Outcome.Answer(String.join(" ", sentences), reports);
    }

    private Report report(Step step, String property) {
        DeviceType type = step.device().type();
        DeviceState known = setting.home.state(step.device());
        Optional<String> value = known.get(property).map(found -> Reply.value(type, property, found));
        if (!property.equals("state")) {
            Report asked = Report.of(step, value.isPresent() ? Report.Kind.KNOWN : Report.Kind.UNKNOWN,
                    List.of(new Report.Value("property", property.replace('_', ' '))));
            return value.map(text -> asked.with("v", text)).orElse(asked);
        }
        if (value.isEmpty()) {
            return Report.of(step, Report.Kind.UNKNOWN, List.of());
        }
        Report state = Report.of(step, Report.Kind.KNOWN, List.of(new Report.Value("v", value.get())));
        String main = Reply.mainValue(type);
        return known.get(main).filter(_ -> !value.get().equals("off"))
                .map(number -> state.with(main, Reply.value(type, main, number))).orElse(state);
    }

    private Outcome doOrSchedule(Command command, List<Step> steps) {
        String group = group(command, steps);
        Optional<Duration> wait = command.delay().or(() -> command.at().map(this::until));
        if (wait.isPresent()) {
            return postpone(wait.get(), steps)
                    ? new Outcome.Scheduled("In " + Reply.duration(wait.get()) + ".",
                            List.of(later(command, steps, group, wait.get())))
                    : new Outcome.Refused("Too much is put off already.",
                            List.of(Report.of(Report.action(steps.getFirst()), Report.Kind.FULL)));
        }
        Outcome outcome = perform(steps, group);
        if (outcome instanceof Outcome.Done && command.duration().isPresent()) {
            Duration length = command.duration().get();
            List<Step> undo = steps.stream().filter(step -> OPPOSITES.containsKey(step.verb()))
                    .map(step -> new Step(step.device(), OPPOSITES.get(step.verb()), Map.of())).toList();
            if (undo.isEmpty()) {
                return outcome;
            }
            return postpone(length, undo)
                    ? new Outcome.Done(outcome.text(),
                            outcome.reports().stream().map(report -> report.with("for", Reply.duration(length)))
                                    .toList())
                    : new Outcome.Failed(outcome.text() + " But too much is put off already to undo it later.",
                            List.of());
        }
        return outcome;
    }

    private Report later(Command command, List<Step> steps, String group, Duration wait) {
        Step first = steps.getFirst();
        Report later = Report.of(steps, first.verb(), first.slots(), Report.Kind.LATER, group);
        return command.delay().isPresent()
                ? later.with("delay", Reply.duration(wait))
                : later.with("at", Reply.time(LocalDateTime.now(clock).plus(wait)));
    }

    private static String group(Command command, List<Step> steps) {
        Optional<String> place = command
                .target() instanceof Command.Every(Optional<String> area, Optional<String> floor)
                        ? area.or(() -> floor)
                        : Optional.empty();
        return Reply.group(steps.getFirst().device().type(), place);
    }

    private boolean postpone(Duration wait, List<Step> steps) {
        if (scheduler.getQueue().size() >= MOST_SCHEDULED) {
            return false;
        }
        postponed.add(wait, steps, this::due);
        return true;
    }

    private void due(Postponed.Due due) {
        whileConfigured(() -> {
            List<Step> steps = due.take();
            return steps.isEmpty() ? Optional.<Outcome>empty() : Optional.of(perform(steps, ""));
        }).ifPresent(this::announce);
    }

    /** A time of a twelve-hour clock is the next one that comes. */
    private Duration until(LocalTime time) {
        LocalDateTime now = LocalDateTime.now(clock);
        LocalDateTime next = now.with(time);
        while (!next.isAfter(now)) {
            next = next.plusHours(time.getHour() >= 1 && time.getHour() <= 12 ? 12 : 24);
        }
        return Duration.between(now, next);
    }

    private void announce(Outcome outcome) {
        if (outcome instanceof Outcome.Failed) {
            announcements.accept(outcome.text());
        } else {
            Logger.info("{}", outcome.text());
        }
    }

    private Outcome perform(List<Step> steps, String group) {
        // What is done too late must not be done by what another configuration calls the same.
        Setting current = setting;
        // Relative values come out differently on each device: those alike are told together.
        var alike = new LinkedHashMap<Deed, List<Step>>();
        for (Step step : steps) {
            try {
                Future<Transition.Change> done = actuation.submit(() -> drive(step, current));
                Transition.Change change = done.get(ACTUATION_SECONDS, TimeUnit.SECONDS);
                alike.computeIfAbsent(new Deed(change.verb(), change.slots()), _ -> new ArrayList<>()).add(step);
            } catch (ExecutionException e) {
                Logger.error("The {} could not {}: {}", step.device().name(), step.verb(), e.getCause().getMessage());
                return new Outcome.Failed(
                        "I can't reach the " + step.device().name() + ": " + e.getCause().getMessage() + ".",
                        List.of(Report.of(step, Report.Kind.UNREACHABLE, List.of())));
            } catch (TimeoutException | RejectedExecutionException e) {
                Logger.error("The {} did not {} in time", step.device().name(), step.verb());
                return new Outcome.Failed("The " + step.device().name() + " does not answer.",
                        List.of(Report.of(step, Report.Kind.SILENT, List.of())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Outcome.Failed("I was stopped.", List.of());
            }
        }
        var sentences = new ArrayList<String>();
        var reports = new ArrayList<Report>();
        alike.forEach((deed, members) -> {
            sentences.add(Reply.done(members, deed.slots()));
            boolean all = members.size() == steps.size();
            if (all || members.size() <= Report.MOST_NAMES) {
                reports.add(Report.of(members, deed.verb(), deed.slots(), Report.Kind.DONE, group));
            }
        });
        return new Outcome.Done(String.join(" ", sentences), reports.size() == alike.size() ? reports : List.of());
    }

    private static Transition.Change drive(Step step, Setting current) {
        Actuator actuator = current.actuators.get(step.device().name());
        if (actuator == null) {
            throw new ActuationException("it has no driver", null);
        }
        Transition.Change change = Transition.of(step, current.home.state(step.device()));
        actuator.apply(change.verb(), change.slots(), change.after());
        current.home.setState(step.device(), change.after());
        return change;
    }

    /** Ends timers and what was put off, finishes what is being done, then closes the actuators. Closing again does nothing. */
    @Override
    public void close() {
        scheduler.shutdownNow();
        actuation.shutdown();
        try {
            if (!actuation.awaitTermination(ACTUATION_SECONDS, TimeUnit.SECONDS)) {
                actuation.shutdownNow();
            }
        } catch (InterruptedException e) {
            actuation.shutdownNow();
            Thread.currentThread().interrupt();
        }
        whileConfigured(() -> setting.actuators.values()).forEach(Actuator::close);
    }
}
