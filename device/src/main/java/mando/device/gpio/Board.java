package mando.device.gpio;

import org.tinylog.Logger;

/**
 * The GPIO lines of one board. Pins are BCM numbers (GPIO17 is 17), as printed on every pin-out of a Raspberry Pi. A pin
 * can be held by one line at a time. Methods may be called from any thread; they do not wait for anything but the kernel.
 * Every method throws {@link GpioException}, whose message is one sentence that names the pin and what to do.
 */
public interface Board extends AutoCloseable {

    /** The resistor inside the chip that holds an input when nothing drives it. */
    enum Pull {
        NONE,
        UP,
        DOWN
    }

    /**
     * Takes a pin as an output. The line is requested with its initial level, so a relay does not click.
     *
     * @param activeLow
     *            whether "on" is the low level, as on most relay boards
     */
    Line output(int pin, boolean activeLow, boolean initiallyOn);

    /** Takes a pin as an input; the listener is called on a thread of the board at each change of level. */
    InputLine input(int pin, Pull pull, InputLine.Listener listener);

    /**
     * Takes a pin for pulse-width modulation: by the hardware where this pin has it, otherwise by a thread.
     *
     * @param frequencyHertz
     *            above 0; a thread keeps a steady light up to some hundred hertz
     * @param initialPercent
     *            the duty cycle at first and after {@link PwmLine#close}, 0–100
     */
    PwmLine pwm(int pin, double frequencyHertz, double initialPercent);

    /** Whether the lines exist in memory only. */
    boolean simulated();

    /** Returns every line to its initial level and releases it. Closing again does nothing. */
    @Override
    void close();

    /** The board of this machine; where there is none, a virtual one and a line in the log that says so. */
    static Board open() {
        var host = GpioHost.local();
        if (host.raspberryPi() && host.hasChip()) {
            return new Pi4jBoard(host);
        }
        Logger.info("{}: GPIO devices work on a virtual board.",
                host.raspberryPi() ? "This Raspberry Pi has no /dev/gpiochip*" : "This machine is not a Raspberry Pi");
        return new VirtualBoard();
    }
}
