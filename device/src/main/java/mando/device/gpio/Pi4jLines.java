package mando.device.gpio;

import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import com.pi4j.library.gpiod.internal.GpioDContext;
import com.pi4j.library.gpiod.internal.GpioDException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import mando.device.gpio.Board.Pull;

/** The lines taken through one Pi4J context: a pin is taken once, and each line is given back once. */
final class Pi4jLines implements AutoCloseable {

    /** What Pi4J names our lines by, before their numbers; the kernel shows it as the consumer. */
    static final String ID = "mando-gpio-";

    private final Context context;
    private final String outputProvider;
    private final String inputProvider;
    private final Map<Integer, AutoCloseable> taken = new HashMap<>();
    private boolean closed;

    Pi4jLines(Context context, String outputProvider, String inputProvider) {
        this.context = context;
        this.outputProvider = outputProvider;
        this.inputProvider = inputProvider;
    }

    synchronized OutputLine output(int pin, boolean activeLow, boolean initiallyOn) {
        requireFree(pin);
        var initial = DigitalState.getState(initiallyOn != activeLow);
        var config = DigitalOutput.newConfigBuilder(context).id(id(pin)).name("GPIO" + pin).address(pin)
                .initial(initial)
                .shutdown(initial).provider(outputProvider).build();
        try {
            var line = new OutputLine(this, context.create(config), pin, activeLow, initiallyOn);
            taken.put(pin, line);
            return line;
        } catch (RuntimeException e) {
            throw refused(pin, e);
        }
    }

    synchronized DigitalInputLine input(int pin, Pull pull, InputLine.Listener listener) {
        requireFree(pin);
        var resistance = switch (pull) {
            case NONE -> PullResistance.OFF;
            case UP -> PullResistance.PULL_UP;
            case DOWN -> PullResistance.PULL_DOWN;
        };
        var config = DigitalInput.newConfigBuilder(context).id(id(pin)).name("GPIO" + pin).address(pin).pull(resistance)
                .provider(inputProvider).build();
        try {
            var input = context.create(config);
            input.addListener(event -> listener.changed(pin, event.state().isHigh()));
            var line = new DigitalInputLine(this, input, pin);
            taken.put(pin, line);
            return line;
        } catch (RuntimeException e) {
            throw refused(pin, e);
        }
    }

    /** Has {@link #close} close this line for the pin: one around the line of Pi4J, or one that is not Pi4J's. */
    synchronized <L extends AutoCloseable> L hold(int pin, L line) {
        taken.put(pin, line);
        return line;
    }

    synchronized void release(int pin) {
        taken.remove(pin);
        try {
            if (context.registry().exists(id(pin))) {
                context.shutdown(id(pin));
            }
        } catch (RuntimeException e) {
            throw new GpioException("GPIO" + pin + " could not be released: " + reason(e) + ".", e);
        }
    }

    /** Checks before anything is touched. */
    synchronized void requireFree(int pin) {
        if (closed) {
            throw new GpioException("GPIO" + pin + " cannot be used: the board is closed.");
        }
        if (pin < 0) {
            throw new GpioException("GPIO" + pin + " is no pin: pins are BCM numbers, such as 17.");
        }
        if (taken.containsKey(pin)) {
            throw new GpioException("GPIO" + pin + " is used twice: give each device a pin of its own.");
        }
    }

    private static String id(int pin) {
        return ID + pin;
    }

    /** Reads the lines' descriptions only: nothing is requested. */
    static Map<Integer, String> holders(GpioHost host, Set<Integer> pins) {
        var holders = new TreeMap<Integer, String>();
        try (var chip = new GpioDContext()) {
            host.onlyChip().ifPresent(chip::setChip);
            chip.initialize();
            for (int pin : pins) {
                var line = chip.getOrOpenLine(pin);
                if (line.isUsed()) {
                    holders.put(pin, Objects.requireNonNullElse(line.getConsumer(), "the kernel"));
                }
            }
        } catch (GpioDException | IllegalStateException | UnsatisfiedLinkError e) {
            throw new GpioException("The GPIO chip cannot be used: " + reason(e) + ".", e);
        }
        return holders;
    }

    static GpioException refused(int pin, RuntimeException cause) {
        var reason = reason(cause);
        var lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("permission denied") || lower.contains("operation not permitted")) {
            return new GpioException("No permission to use GPIO" + pin
                    + ": the user that runs Mando must belong to the group gpio (usermod -aG gpio USER).", cause);
        }
        if (lower.contains("busy")) {
            return new GpioException("GPIO" + pin
                    + " is held by another program or a kernel driver: stop that, or choose another pin.", cause);
        }
        return new GpioException("GPIO" + pin + " cannot be used: " + reason + ".", cause);
    }

    /** The innermost message: Pi4J wraps the one that says why. */
    static String reason(Throwable failure) {
        var innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost.getMessage() == null ? innermost.getClass().getSimpleName() : innermost.getMessage();
    }

    /** Closes all lines, then the context. */
    @Override
    public void close() {
        ArrayList<AutoCloseable> lines;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            lines = new ArrayList<>(taken.values());
        }
        RuntimeException failure = null;
        for (var line : lines) {
            try {
                line.close();
            } catch (Exception e) {
                failure = e instanceof RuntimeException unchecked ? unchecked : new GpioException(reason(e), e);
            }
        }
        try {
            context.shutdown();
        } catch (Pi4JException e) {
            failure = new GpioException("The GPIO chip could not be released: " + reason(e) + ".", e);
        }
        if (failure != null) {
            throw failure;
        }
    }
}
