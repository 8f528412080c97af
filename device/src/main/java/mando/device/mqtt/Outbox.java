package mando.device.mqtt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import mando.device.mqtt.MessageBroker.Delivery;

/**
 * Messages that wait to be sent or acknowledged, at most {@code capacity} together. Not safe for several threads: the
 * broker's lock guards it.
 */
final class Outbox {

    /** One outgoing message. Two are the same only if they are the same object. */
    static final class Entry {
        final String topic;
        final byte[] payload;
        final Delivery delivery;
        final boolean retained;

        Entry(String topic, byte[] payload, Delivery delivery, boolean retained) {
            this.topic = topic;
            this.payload = payload;
            this.delivery = delivery;
            this.retained = retained;
        }
    }

    private final int capacity;
    private final int window;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private final Set<Entry> inFlight = new LinkedHashSet<>();
    private long dropped;

    /**
     * @param window
     *            how many messages may be sent and not acknowledged
     */
    Outbox(int capacity, int window) {
        this.capacity = capacity;
        this.window = window;
    }

    /**
     * Takes a message; where there is no room, the oldest telemetry makes way, and is this one if there is no other.
     *
     * @return false if the message must not be dropped and there is no room
     */
    boolean add(Entry entry) {
        if (size() >= capacity && !dropOldestTelemetry()) {
            if (entry.delivery == Delivery.AT_MOST_ONCE) {
                dropped++;
                return true;
            }
            return false;
        }
        waiting.addLast(entry);
        return true;
    }

    private boolean dropOldestTelemetry() {
        for (var candidates = waiting.iterator(); candidates.hasNext();) {
            if (candidates.next().delivery == Delivery.AT_MOST_ONCE) {
                candidates.remove();
                dropped++;
                return true;
            }
        }
        return false;
    }

    /** The next message to send, unless too many are unacknowledged. */
    Optional<Entry> next() {
        if (waiting.isEmpty() || inFlight.size() >= window) {
            return Optional.empty();
        }
        var entry = waiting.removeFirst();
        if (entry.delivery == Delivery.AT_LEAST_ONCE) {
            inFlight.add(entry);
        }
        return Optional.of(entry);
    }

    void acknowledged(Entry entry) {
        inFlight.remove(entry);
    }

    /** The connection is gone: what was not acknowledged will be sent again, before all others, in the old order. */
    void requeue() {
        new ArrayList<>(inFlight).reversed().forEach(waiting::addFirst);
        inFlight.clear();
    }

    void countDropped() {
        dropped++;
    }

    /** Telemetry lost so far. */
    long dropped() {
        return dropped;
    }

    int size() {
        return waiting.size() + inFlight.size();
    }

    boolean isEmpty() { return size() == 0; }
}
