package mando.device.mqtt;

import java.util.Map;
import java.util.function.Consumer;
import mando.device.ActuationException;
import mando.device.Actuator;
import mando.device.DeviceState;
import mando.device.configuration.Configuration;
import mando.device.mqtt.MessageBroker.Delivery;
import mando.device.mqtt.MessageBroker.Message;
import mando.device.mqtt.MessageBroker.Subscription;
import org.tinylog.Logger;

/**
 * Drives a device by messages and reads its state back. While there is no connection it refuses: a command must not be
 * carried out minutes after it was given. What a device says of itself never actuates anything.
 */
public final class MqttActuator implements Actuator {

    private static final int LOG_EVERY = 1000;

    private final Configuration.Device device;
    private final MessageBroker broker;
    private final DeviceTopics topics;
    private final Consumer<Map<String, Object>> states;
    private final Subscription subscription;
    private int ignored;

    /**
     * @param baseTopic
     *            for the topics that the configuration does not give
     * @param states
     *            hears what the device says of itself (such as {@code state=on, brightness=50}), on the broker's thread
     */
    public MqttActuator(Configuration.Device device, MessageBroker broker, String baseTopic,
            Consumer<Map<String, Object>> states) {
        this.device = device;
        this.broker = broker;
        this.topics = DeviceTopics.of(device, baseTopic);
        this.states = states;
        this.subscription = broker.subscribe(topics.state(), this::stateReceived);
    }

    @Override
    public void apply(String verb, Map<String, Object> slots, DeviceState state) {
        if (!broker.connected()) {
            throw new ActuationException("the MQTT broker is not connected", null);
        }
        boolean retain = device.mqtt().map(Configuration.MqttTopics::retain).orElse(false);
        try {
            for (var message : CommandPayload.of(device, topics, verb, slots)) {
                broker.publish(message.topic(), message.payload(), Delivery.AT_LEAST_ONCE, retain);
            }
        } catch (BrokerException e) {
            var sentence = e.getMessage();
            throw new ActuationException(sentence.substring(0, sentence.length() - 1), e);
        }
    }

    private void stateReceived(Message message) {
        if (message.payload().length == 0) {
            return; // how a retained message is deleted
        }
        StatePayload.read(device.type(), message.payload()).ifPresentOrElse(states, () -> {
            if (ignored++ % LOG_EVERY == 0) {
                Logger.warn("Ignored a message on \"{}\": it is no state of a {} ({} bytes; {} ignored so far).",
                        message.topic(), device.type().id(), message.payload().length, ignored);
            }
        });
    }

    @Override
    public void close() {
        subscription.close();
    }
}
