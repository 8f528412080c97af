package mando.device;

import java.util.Map;

/** Drives one device. Called by one thread at a time. */
public interface Actuator extends AutoCloseable {

    /**
     * Does an action.
     *
     * @param verb the action without its type, as {@code set}
     * @param slots absolute values: relative ones have been worked out
     * @param state the device's state as it shall be afterwards
     * @throws ActuationException where it could not be done
     */
    void apply(String verb, Map<String, Object> slots, DeviceState state);

    @Override
    void close();
}
