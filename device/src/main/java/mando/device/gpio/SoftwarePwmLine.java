package mando.device.gpio;

import java.util.concurrent.locks.LockSupport;
import org.tinylog.Logger;

/** Pulse-width modulation of an ordinary output by a thread, which sleeps while the duty cycle is 0 or 100 %. */
final class SoftwarePwmLine implements PwmLine {

    private static final long JOIN_MILLIS = 1000;

    private final Line line;
    private final double periodNanos;
    private final Thread thread;
    private volatile double percent;
    private volatile boolean closed;

    /**
     * @param line
     *            owned by this line from now on; it is on initially if {@code initialPercent} is at least 50
     */
    SoftwarePwmLine(Line line, double frequencyHertz, double initialPercent) {
        this.line = line;
        this.periodNanos = 1e9 / frequencyHertz;
        this.percent = initialPercent;
        this.thread = Thread.ofPlatform().name("mando-pwm-" + line.pin()).daemon().unstarted(this::modulate);
        thread.start();
    }

    @Override
    public int pin() {
        return line.pin();
    }

    @Override
    public void set(double wanted) {
        if (closed) {
            throw new GpioException("GPIO" + pin() + " cannot be set: it was released.");
        }
        percent = PwmRange.require(pin(), wanted);
        LockSupport.unpark(thread);
    }

    @Override
    public double percent() {
        return percent;
    }

    private void modulate() {
        try {
            long next = System.nanoTime();
            while (!closed) {
                double duty = percent;
                if (duty <= 0 || duty >= 100) {
                    line.set(duty >= 100);
                    if (duty == percent && !closed) {
                        LockSupport.park(this);
                    }
                    next = System.nanoTime();
                    continue;
                }
                long start = next;
                line.set(true);
                sleepUntil(start + (long) (periodNanos * duty / 100));
                line.set(false);
                // Late by more than a period: the pulses that were missed are not made up for.
                next = Math.max(start + (long) periodNanos, System.nanoTime() - (long) periodNanos);
                sleepUntil(next);
            }
        } catch (GpioException e) {
            closed = true;
            Logger.error("{}", e.getMessage());
        }
    }

    private void sleepUntil(long deadlineNanos) {
        for (long left = deadlineNanos - System.nanoTime(); left > 0
                && !closed; left = deadlineNanos - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        line.close();
    }
}
