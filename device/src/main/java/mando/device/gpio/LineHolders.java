package mando.device.gpio;

import java.util.Map;
import java.util.Set;

/** Tells who uses GPIO lines, without taking one. */
@FunctionalInterface
public interface LineHolders {

    /** What the names of lines that Mando itself holds begin with. */
    String MANDO = Pi4jLines.ID;

    /**
     * Those of some pins that are in use, each with the name that its holder gave.
     *
     * @param pins
     *            BCM numbers
     * @throws GpioException
     *             where the kernel does not tell
     */
    Map<Integer, String> among(Set<Integer> pins);

    /** What this Raspberry Pi's kernel says. */
    static LineHolders ofThisMachine() {
        return pins -> Pi4jLines.holders(GpioHost.local(), pins);
    }
}
