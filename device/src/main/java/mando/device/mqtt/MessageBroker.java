package mando.device.mqtt;

import java.nio.charset.StandardCharsets;

/**
 * An MQTT broker as Mando sees it: messages out, messages in, and whether there is a connection. Methods may be called from
 * any thread and from any handler; none waits for the network.
 */
public interface MessageBroker extends AutoCloseable {

    /** How much a message matters. */
    enum Delivery {
        /** QoS 0: telemetry. When the outgoing queue is full, the oldest of these are dropped and counted. */
        AT_MOST_ONCE,
        /** QoS 1: kept until the broker has acknowledged it, over reconnections, in the order of publishing. */
        AT_LEAST_ONCE
    }

    /** A message that arrived. The payload is the receiver's own. */
    record Message(String topic, byte[] payload, boolean retained) {

        /** The payload as UTF-8; what is not UTF-8 becomes the replacement character. */
        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    /** Receives the messages of one subscription, one after the other, on a thread of the broker's own. */
    @FunctionalInterface
    interface MessageHandler {
        void received(Message message);
    }

    /** Hears of connections made and lost, on the same thread as the messages. */
    @FunctionalInterface
    interface ConnectionListener {
        void connectionChanged(boolean connected);
    }

    /** One subscription; closing it ends it, closing it again does nothing. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Queues a message. A message published after {@link #subscribe} returned reaches that subscription if its topic fits.
     *
     * @throws BrokerException
     *             if the queue is full of messages that may not be dropped, the topic is not valid or the broker is closed
     */
    void publish(String topic, byte[] payload, Delivery delivery, boolean retained);

    /** {@link #publish(String, byte[], Delivery, boolean)} with a text in UTF-8. */
    default void publish(String topic, String payload, Delivery delivery, boolean retained) {
        publish(topic, payload.getBytes(StandardCharsets.UTF_8), delivery, retained);
    }

    /**
     * Subscribes now or when the connection is made, and again at every reconnection.
     *
     * @param filter
     *            an MQTT topic filter, with {@code +} and {@code #}
     */
    Subscription subscribe(String filter, MessageHandler handler);

    boolean connected();

    /** The listener is called at each change, and once soon after this call if there is a connection already. */
    void addConnectionListener(ConnectionListener listener);

    /** Sends what is queued if that is soon done, says that Mando is offline and disconnects. Closing again does nothing. */
    @Override
    void close();
}
