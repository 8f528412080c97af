package mando.device.mqtt;

import java.util.Map;
import mando.device.Actuator;
import mando.device.DeviceState;
import mando.device.configuration.Configuration;
import mando.device.mqtt.MessageBroker.Delivery;
import org.tinylog.Logger;

/** Tells others, by retained messages, the state of a device that Mando drives itself. */
public final class StatePublisher {

    private final Configuration.Device device;
    private final MessageBroker broker;
    private final DeviceTopics topics;

    public StatePublisher(Configuration.Device device, MessageBroker broker, String baseTopic) {
        this.device = device;
        this.broker = broker;
        this.topics = DeviceTopics.of(device, baseTopic);
    }

    /** An actuator that does the same and then publishes the state. */
    public Actuator publishing(Actuator actuator) {
        return new Actuator() {
            @Override
            public void apply(String verb, Map<String, Object> slots, DeviceState state) {
                actuator.apply(verb, slots, state);
                publish(state);
            }

            @Override
            public void close() {
                actuator.close();
            }
        };
    }

    /** Publishes a state. Where that cannot be done it is logged: the device itself did what it was told. */
    public void publish(DeviceState state) {
        try {
            StatePayload.write(device.type(), state).ifPresent(
                    payload -> broker.publish(topics.state(), payload, Delivery.AT_LEAST_ONCE, true));
        } catch (BrokerException e) {
            Logger.warn("{}", e.getMessage());
        }
    }
}
