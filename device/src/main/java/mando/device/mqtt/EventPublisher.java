package mando.device.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import mando.device.mqtt.MessageBroker.Delivery;
import org.tinylog.Logger;

/** Publishes what happens (heard, interpreted, done, refused, faults) as JSON on {@code baseTopic/events}. */
public final class EventPublisher {

    private final MessageBroker broker;
    private final String topic;

    public EventPublisher(MessageBroker broker, String baseTopic) {
        this.broker = broker;
        this.topic = baseTopic + "/events";
    }

    /** Never fails: events are telemetry, dropped first when the broker's queue is full. */
    public void publish(JsonNode event) {
        try {
            broker.publish(topic, event.toString(), Delivery.AT_MOST_ONCE, false);
        } catch (BrokerException e) {
            Logger.debug("{}", e.getMessage());
        }
    }
}
