package mando.device.mqtt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import mando.device.mqtt.MessageBroker.ConnectionListener;
import mando.device.mqtt.MessageBroker.Message;
import org.tinylog.Logger;

/**
 * Hands messages and changes of the connection over from Paho's threads, which must never wait, to one of our own. When the
 * handlers are too slow, the oldest messages are dropped and counted; of changes of the connection only the last one counts.
 */
final class Inbox implements AutoCloseable {

    private static final long JOIN_MILLIS = 2000;

    private final int capacity;
    private final Consumer<Message> receiver;
    private final List<ConnectionListener> listeners = new CopyOnWriteArrayList<>();
    private final Deque<Message> messages = new ArrayDeque<>();
    private final Deque<ConnectionListener> newcomers = new ArrayDeque<>();
    private final Thread thread;
    private boolean connected;
    private boolean connectionChanged;
    private boolean closed;
    private long dropped;

    Inbox(int capacity, Consumer<Message> receiver) {
        this.capacity = capacity;
        this.receiver = receiver;
        this.thread = Thread.ofPlatform().name("mando-mqtt-inbox").daemon().unstarted(this::deliver);
    }

    void start() {
        thread.start();
    }

    synchronized void offer(Message message) {
        if (messages.size() >= capacity) {
            messages.removeFirst();
            if (dropped++ % capacity == 0) {
                Logger.warn("MQTT messages arrive faster than they are handled: {} dropped so far.", dropped);
            }
        }
        messages.addLast(message);
        notifyAll();
    }

    synchronized void connectionChanged(boolean now) {
        connected = now;
        connectionChanged = true;
        notifyAll();
    }

    synchronized void addListener(ConnectionListener listener) {
        listeners.add(listener);
        if (connected && !connectionChanged) {
            newcomers.add(listener);
            notifyAll();
        }
    }

    boolean onOwnThread() {
        return Thread.currentThread().equals(thread);
    }

    private void deliver() {
        try {
            for (var work = take(); work != null; work = take()) {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    Logger.error(e, "An MQTT message could not be handled.");
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Runnable take() throws InterruptedException {
        while (!closed && !connectionChanged && messages.isEmpty() && newcomers.isEmpty()) {
            wait();
        }
        if (closed) {
            return null;
        }
        if (connectionChanged) {
            connectionChanged = false;
            boolean now = connected;
            return () -> listeners.forEach(listener -> listener.connectionChanged(now));
        }
        if (!newcomers.isEmpty()) {
            var newcomer = newcomers.removeFirst();
            boolean now = connected;
            return () -> newcomer.connectionChanged(now);
        }
        var message = messages.removeFirst();
        return () -> receiver.accept(message);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        if (!onOwnThread()) {
            try {
                thread.join(JOIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
