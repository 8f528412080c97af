package mando.device.gpio;

import com.pi4j.plugin.linuxfs.internal.LinuxPwm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * A PWM channel of the chip, by Pi4J's view of {@code /sys/class/pwm}. Pi4J's own provider stops the channel for every
 * change, which makes a lamp blink while it is dimmed, and knows whole percents only; here just the duty cycle is written.
 */
final class HardwarePwmLine implements PwmLine {

    private static final long UDEV_WAIT_NANOS = 2_000_000_000L;
    private static final long UDEV_POLL_NANOS = 5_000_000L;

    private final Pi4jLines lines;
    private final LinuxPwm channel;
    private final int pin;
    private final long periodNanos;
    private final double initialPercent;
    private double percent;
    private boolean closed;

    HardwarePwmLine(Pi4jLines lines, LinuxPwm channel, int pin, double frequencyHertz, double initialPercent)
            throws IOException {
        this.lines = lines;
        this.channel = channel;
        this.pin = pin;
        this.periodNanos = Math.round(1e9 / frequencyHertz);
        this.initialPercent = initialPercent;
        this.percent = initialPercent;
        if (!channel.isExported()) {
            channel.export();
            awaitPermission(Path.of(channel.pwmPath(), "duty_cycle"));
        }
        // The kernel refuses a period below the duty cycle left over from an earlier owner.
        if (channel.dutyCycle() > periodNanos) {
            channel.dutyCycle(0);
        }
        channel.period(periodNanos);
        channel.dutyCycle(nanosOn(initialPercent));
        channel.enable();
    }

    /** udev gives the freshly exported files to the group gpio a moment after they appear. */
    private static void awaitPermission(Path file) {
        long deadline = System.nanoTime() + UDEV_WAIT_NANOS;
        while (!Files.isWritable(file) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(UDEV_POLL_NANOS);
        }
    }

    private long nanosOn(double duty) {
        return Math.round(periodNanos * duty / 100);
    }

    @Override
    public int pin() {
        return pin;
    }

    @Override
    public synchronized void set(double wanted) {
        if (closed) {
            throw new GpioException("GPIO" + pin + " cannot be set: it was released.");
        }
        PwmRange.require(pin, wanted);
        try {
            channel.dutyCycle(nanosOn(wanted));
        } catch (IOException e) {
            throw new GpioException("GPIO" + pin + " could not be set: " + Pi4jLines.reason(e) + ".", e);
        }
        percent = wanted;
    }

    @Override
    public synchronized double percent() {
        return percent;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        try {
            set(initialPercent);
            if (initialPercent == 0) {
                channel.disable();
                channel.unexport();
            }
        } catch (IOException e) {
            throw new GpioException("GPIO" + pin + " could not be released: " + Pi4jLines.reason(e) + ".", e);
        } finally {
            closed = true;
            lines.release(pin);
        }
    }
}
