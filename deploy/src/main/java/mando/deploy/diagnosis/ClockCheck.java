package mando.deploy.diagnosis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether the clock is right, on which timers, quiet hours and "what time is it" depend: a Raspberry Pi keeps no time without power. */
final class ClockCheck implements Check {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm VV", Locale.ROOT);
    private static final String SYNCHRONISE = "connect the network and switch synchronisation on: timedatectl set-ntp true";
    /** Files may be written by a machine in another time zone. */
    private static final Duration TOLERANCE = Duration.ofDays(1);

    private final SystemFiles files;
    private final Programs programs;
    private final Clock clock;
    private final List<Path> older;

    /**
     * @param older files that were written before now
     */
    ClockCheck(SystemFiles files, Programs programs, Clock clock, List<Path> older) {
        this.files = files;
        this.programs = programs;
        this.clock = clock;
        this.older = List.copyOf(older);
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public Finding look() throws IOException, InterruptedException {
        ZonedDateTime now = ZonedDateTime.now(clock);
        String time = MINUTES.format(now);
        Optional<Boolean> synchronised = synchronised();
        var facts = Facts.of("time", now.truncatedTo(ChronoUnit.SECONDS).toOffsetDateTime().toString())
                .with("zone", now.getZone().getId())
                .with("synchronised", synchronised.map(Object::toString).orElse("unknown"));
        for (Path file : older) {
            if (Files.exists(file)) {
                Instant written = Files.getLastModifiedTime(file).toInstant();
                if (now.toInstant().plus(TOLERANCE).isBefore(written)) {
                    return new Finding.Fault(time + " is before " + file + " was written", SYNCHRONISE, facts);
                }
            }
        }
        if (synchronised.isEmpty()) {
            return new Finding.Warning(time + "; whether it is synchronised is unknown",
                    "apt install systemd-timesyncd or chrony, unless something else sets the clock", facts);
        }
        return synchronised.get()
                ? new Finding.Ok(time + ", synchronised", facts)
                : new Finding.Warning(time + ", not synchronised", SYNCHRONISE, facts);
    }

    private Optional<Boolean> synchronised() throws InterruptedException {
        if (files.exists("run/systemd/timesync/synchronized")) {
            return Optional.of(true);
        }
        // The kernel's own word, whoever sets the clock.
        Optional<Boolean> kernel = programs.answer("timedatectl", "show", "--property=NTPSynchronized", "--value")
                .filter(answer -> answer.matches("yes|no")).map("yes"::equals);
        if (kernel.isPresent()) {
            return kernel;
        }
        return programs.answer("chronyc", "-n", "tracking").filter(answer -> answer.contains("Leap status"))
                .map(answer -> !answer.contains("Not synchronised"));
    }
}
