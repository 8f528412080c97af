package mando.deploy.diagnosis;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A check that was made.
 *
 * @param took what of the check's limit it needed
 */
public record Examination(String check, Finding finding, Duration took) {

    /** Makes a check, on a thread of its own; whatever happens to it becomes a finding. */
    public static Examination of(Check check) throws InterruptedException {
        var task = new FutureTask<>(check::look);
        long started = System.nanoTime();
        // A driver may hang where no interrupt reaches: such a thread must not keep the process alive.
        var thread = Thread.ofPlatform().daemon().name("mando-doctor-" + check.name()).start(task);
        Finding finding;
        try {
            finding = task.get(check.limit().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            thread.interrupt();
            finding = new Finding.Fault("gave no answer within " + Numbers.seconds(check.limit()),
                    "see with top whether the machine is overloaded; if it is not, restart it, and if this stays, look with dmesg "
                            + "for the driver that hangs",
                    Facts.of("hangs", true));
        } catch (ExecutionException e) {
            finding = new Finding.Fault("could not be looked at: " + e.getCause(),
                    "send this line to Mando's developers", Facts.NONE);
        }
        return new Examination(check.name(), finding, Duration.ofNanos(System.nanoTime() - started));
    }
}
