package mando.device.gpio;

import com.pi4j.Pi4J;
import com.pi4j.library.gpiod.internal.GpioDException;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import com.pi4j.plugin.linuxfs.internal.LinuxPwm;
import com.pi4j.plugin.raspberrypi.platform.RaspberryPiPlatform;
import java.io.IOException;
import java.util.OptionalInt;
import org.tinylog.Logger;

/** The pins of a Raspberry Pi: digital lines through libgpiod, PWM through the kernel's PWM driver or a thread. */
final class Pi4jBoard implements Board {

    private final GpioHost host;
    private final Pi4jLines lines;

    Pi4jBoard(GpioHost host) {
        this.host = host;
        host.forbiddenChip().ifPresent(chip -> {
            throw new GpioException("No permission to use " + chip
                    + ": the user that runs Mando must belong to the group gpio (usermod -aG gpio USER).");
        });
        var builder = Pi4J.newContextBuilder().noAutoDetect().disableShutdownHook().add(new RaspberryPiPlatform())
                .add(GpioDDigitalOutputProvider.newInstance(), GpioDDigitalInputProvider.newInstance());
        host.onlyChip().ifPresent(builder::setGpioChipName);
        try {
            this.lines = new Pi4jLines(builder.build(), GpioDDigitalOutputProvider.ID, GpioDDigitalInputProvider.ID);
        } catch (GpioDException | IllegalStateException | UnsatisfiedLinkError e) {
            throw new GpioException("The GPIO chip cannot be used: " + Pi4jLines.reason(e) + ".", e);
        }
    }

    @Override
    public Line output(int pin, boolean activeLow, boolean initiallyOn) {
        return lines.output(pin, activeLow, initiallyOn);
    }

    @Override
    public InputLine input(int pin, Pull pull, InputLine.Listener listener) {
        return lines.input(pin, pull, listener);
    }

    @Override
    public PwmLine pwm(int pin, double frequencyHertz, double initialPercent) {
        PwmRange.requireFrequency(pin, frequencyHertz);
        PwmRange.require(pin, initialPercent);
        lines.requireFree(pin);
        var chip = host.pwmChip();
        var channel = chip.isPresent() ? host.pwmChannel(pin) : OptionalInt.empty();
        if (channel.isPresent()) {
            try {
                var pwm = new LinuxPwm(host.pwmDirectory().toString(), chip.getAsInt(), channel.getAsInt());
                return lines.hold(pin, new HardwarePwmLine(lines, pwm, pin, frequencyHertz, initialPercent));
            } catch (IOException e) {
                Logger.warn("GPIO{}: the PWM channel {} cannot be used ({}); a thread switches the pin instead.", pin,
                        channel.getAsInt(), Pi4jLines.reason(e));
            }
        }
        return lines.hold(pin,
                new SoftwarePwmLine(lines.output(pin, false, initialPercent >= 50), frequencyHertz, initialPercent));
    }

    @Override
    public boolean simulated() {
        return false;
    }

    @Override
    public void close() {
        lines.close();
    }
}
