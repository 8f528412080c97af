package mando.device.mqtt;

import java.util.Map;
import mando.device.ActuationException;
import mando.device.Actuator;
import mando.device.DeviceState;
import mando.device.configuration.Configuration;
import mando.device.mqtt.MessageBroker.Delivery;

/**
 * Drives a device by messages on its command topic. While there is no connection it refuses: a command must not be carried
 * out minutes after it was given.
 */
public final class MqttActuator implements Actuator {

    private final MessageBroker broker;
    private final Configuration.Device device;
    private final String topic;

    /**
     * @param baseTopic
     *            for the command topic {@code baseTopic/device_name/set} where the configuration gives none
     */
    public MqttActuator(MessageBroker broker, Configuration.Device device, String baseTopic) {
        this.broker = broker;
        this.device = device;
        this.topic = DeviceTopics.of(device, baseTopic).command();
    }

    @Override
    public void apply(String verb, Map<String, Object> slots, DeviceState state) {
        if (!broker.connected()) {
            throw new ActuationException("the MQTT broker is not connected", null);
        }
        boolean retain = device.mqtt().map(Configuration.MqttTopics::retain).orElse(false);
        try {
            broker.publish(topic, CommandPayload.of(device, verb, slots), Delivery.AT_LEAST_ONCE, retain);
        } catch (BrokerException e) {
            var sentence = e.getMessage();
            throw new ActuationException(sentence.substring(0, sentence.length() - 1), e);
        }
    }

    @Override
    public void close() {
        // The connection belongs to all devices.
    }
}
