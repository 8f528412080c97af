package mando.device.mqtt;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import javax.net.SocketFactory;
import mando.device.mqtt.Outbox.Entry;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttTopic;
import org.tinylog.Logger;

/**
 * The broker by Eclipse Paho, which only carries single connections ({@link PahoConnection}); connecting again, subscribing
 * again and sending again are done here, by the one thread {@code mando-mqtt}. Handlers and listeners run on
 * {@code mando-mqtt-inbox}.
 *
 * <p>A lost connection is tried again after {@code firstRetry}, doubled up to {@code longestRetry}, each time ±25 %. Two
 * filters that overlap may bring a message twice, as the broker likes.
 */
public final class PahoBroker implements MessageBroker {

    private static final int WINDOW = PahoConnection.MAX_IN_FLIGHT / 2;
    /** How long closing waits for what is still queued. */
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** Paho has been seen not to tell of a lost connection, so it is asked as well. */
    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final BrokerSettings settings;
    private final SocketFactory sockets;
    private final Backoff backoff;
    private final Inbox inbox;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Outbox outbox;
    private final Map<String, List<MessageHandler>> handlers = new LinkedHashMap<>();
    private final Deque<Work> subscriptionWork = new ArrayDeque<>();
    private Optional<ConnectProblem> problem = Optional.empty();
    private boolean attempted;
    private boolean connected;
    private boolean everConnected;
    private boolean started;
    private boolean closed;
    private long drainDeadline;
    private long connectedSince;

    /** What the connection's thread has to do next. */
    private sealed interface Work {
        record Subscribe(String filter) implements Work {}

        record Unsubscribe(String filter) implements Work {}

        record Send(Entry entry) implements Work {}

        record Leave() implements Work {}

        record Reconnect() implements Work {}
    }

    /**
     * Nothing is connected yet.
     *
     * @throws BrokerException
     *             if the certificates or the key cannot be read
     */
    public PahoBroker(BrokerSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.sockets = settings.tls().map(TlsSockets::factory).orElseGet(SocketFactory::getDefault);
        this.backoff = new Backoff(settings.firstRetry(), settings.longestRetry(), random);
        this.outbox = new Outbox(settings.queueCapacity(), WINDOW);
        this.inbox = new Inbox(settings.queueCapacity(), this::dispatch);
        this.thread = Thread.ofPlatform().name("mando-mqtt").daemon().unstarted(this::run);
    }

    /**
     * Begins to connect and waits for the first attempt.
     *
     * @return empty if there is a connection; else one sentence that says why not, and attempts go on
     * @throws BrokerException
     *             if the broker refuses the credentials: then no further attempt is made
     */
    public Optional<String> connect() {
        lock.lock();
        try {
            if (closed) {
                throw new BrokerException("The MQTT connection to " + settings.address() + " is closed.");
            }
            if (!started) {
                started = true;
                inbox.start();
                thread.start();
            }
            while (!attempted && !closed) {
                changed.awaitUninterruptibly();
            }
            problem.filter(ConnectProblem::credentialsRefused).ifPresent(refused -> {
                throw new BrokerException(refused.sentence());
            });
            return problem.map(ConnectProblem::sentence);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void publish(String topic, byte[] payload, Delivery delivery, boolean retained) {
        try {
            MqttTopic.validate(topic, false);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new BrokerException("\"" + topic + "\" is not a topic to publish to: " + e.getMessage(), e);
        }
        if (payload.length > PahoConnection.MAX_PAYLOAD_BYTES) {
            throw new BrokerException("The message for \"" + topic + "\" has " + payload.length + " bytes: at most "
                    + PahoConnection.MAX_PAYLOAD_BYTES + " can be sent.");
        }
        lock.lock();
        try {
            if (closed) {
                throw new BrokerException("\"" + topic + "\" cannot be published: the MQTT connection is closed.");
            }
            long droppedBefore = outbox.dropped();
            if (!outbox.add(new Entry(topic, payload.clone(), delivery, retained))) {
                throw new BrokerException("\"" + topic + "\" cannot be published: " + outbox.size()
                        + " messages already wait for the MQTT broker " + settings.address() + ".");
            }
            if (outbox.dropped() > droppedBefore && droppedBefore % settings.queueCapacity() == 0) {
                Logger.warn("Telemetry is dropped: {} messages wait for the MQTT broker {}.", outbox.size(),
                        settings.address());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Subscription subscribe(String filter, MessageHandler handler) {
        try {
            MqttTopic.validate(filter, true);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new BrokerException("\"" + filter + "\" is not a topic to subscribe to: " + e.getMessage(), e);
        }
        lock.lock();
        try {
            handlers.computeIfAbsent(filter, _ -> new ArrayList<>()).add(handler);
            if (connected) {
                subscriptionWork.add(new Work.Subscribe(filter));
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        return () -> unsubscribe(filter, handler);
    }

    private void unsubscribe(String filter, MessageHandler handler) {
        lock.lock();
        try {
            var rest = handlers.get(filter);
            if (rest != null && rest.remove(handler) && rest.isEmpty()) {
                handlers.remove(filter);
                if (connected) {
                    subscriptionWork.add(new Work.Unsubscribe(filter));
                    changed.signalAll();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean connected() {
        lock.lock();
        try {
            return connected;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void addConnectionListener(ConnectionListener listener) {
        inbox.addListener(listener);
    }

    /** Messages of {@link Delivery#AT_MOST_ONCE} that were dropped for want of room or a connection. */
    public long droppedTelemetry() {
        lock.lock();
        try {
            return outbox.dropped();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            drainDeadline = System.nanoTime() + DRAIN_NANOS;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (started) {
            try {
                thread.join(Duration.ofNanos(DRAIN_NANOS).plus(settings.connectTimeout()).plusSeconds(8));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        inbox.close();
    }

    private void dispatch(Message message) {
        List<MessageHandler> receivers = new ArrayList<>();
        lock.lock();
        try {
            handlers.forEach((filter, list) -> {
                if (MqttTopic.isMatched(filter, message.topic())) {
                    receivers.addAll(list);
                }
            });
        } finally {
            lock.unlock();
        }
        for (var receiver : receivers) {
            receiver.received(message);
        }
    }

    private void run() {
        while (attemptWanted()) {
            var session = new Session();
            try {
                var connection = new PahoConnection(settings, session);
                try {
                    connection.connect(sockets);
                    established();
                    serve(connection, session);
                } finally {
                    connection.abandon();
                }
            } catch (MqttException e) {
                failed(e);
            } catch (RuntimeException e) {
                // Paho throws these, too; the thread that keeps Mando connected must outlive them.
                Logger.error(e, "The MQTT client failed.");
                failed(new MqttException(e));
            }
            ended();
            pause();
        }
    }

    private boolean attemptWanted() {
        lock.lock();
        try {
            boolean refusedAtStart = !everConnected && problem.map(ConnectProblem::credentialsRefused).orElse(false);
            return !closed && !refusedAtStart;
        } finally {
            lock.unlock();
        }
    }

    private void established() {
        lock.lock();
        try {
            connected = true;
            everConnected = true;
            attempted = true;
            connectedSince = System.nanoTime();
            problem = Optional.empty();
            subscriptionWork.clear();
            handlers.keySet().forEach(filter -> subscriptionWork.add(new Work.Subscribe(filter)));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        Logger.info("Connected to the MQTT broker {}.", settings.address());
        inbox.connectionChanged(true);
    }

    private void failed(MqttException failure) {
        var now = ConnectProblem.of(settings, failure);
        boolean news;
        lock.lock();
        try {
            if (connected) {
                Logger.debug("MQTT: {}", failure.getMessage());
                return;
            }
            news = !problem.equals(Optional.of(now));
            problem = Optional.of(now);
            attempted = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (news) {
            Logger.warn("{}", now.sentence());
        }
    }

    private void ended() {
        boolean was;
        boolean byUs;
        lock.lock();
        try {
            was = connected;
            byUs = closed;
            connected = false;
            outbox.requeue();
            // A broker that accepts and at once drops us must not be tried every second for ever.
            if (was && System.nanoTime() - connectedSince > backoff.upcoming().toNanos()) {
                backoff.reset();
            }
        } finally {
            lock.unlock();
        }
        if (was) {
            inbox.connectionChanged(false);
            if (!byUs) {
                Logger.warn("The connection to the MQTT broker {} is lost; trying again.", settings.address());
            }
        }
    }

    private void pause() {
        lock.lock();
        try {
            long left = backoff.next().toNanos();
            while (left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Works for one connection until it is lost or not wanted any more. */
    private void serve(PahoConnection connection, Session session) throws MqttException {
        while (true) {
            switch (nextWork(connection, session)) {
                case Work.Subscribe(var filter) -> connection.subscribe(filter);
                case Work.Unsubscribe(var filter) -> connection.unsubscribe(filter);
                case Work.Send(var entry) -> send(connection, entry);
                case Work.Leave() -> {
                    connection.leave();
                    return;
                }
                case Work.Reconnect() -> {
                    return;
                }
            }
        }
    }

    private void send(PahoConnection connection, Entry entry) throws MqttException {
        try {
            connection.send(entry);
        } catch (MqttException e) {
            if (entry.delivery == Delivery.AT_MOST_ONCE) {
                lock.lock();
                try {
                    outbox.countDropped();
                } finally {
                    lock.unlock();
                }
            }
            throw e;
        }
    }

    private Work nextWork(PahoConnection connection, Session session) {
        lock.lock();
        try {
            while (true) {
                if (session.lost || !connection.alive()) {
                    return new Work.Reconnect();
                }
                if (!subscriptionWork.isEmpty()) {
                    return subscriptionWork.removeFirst();
                }
                var entry = outbox.next();
                if (entry.isPresent()) {
                    return new Work.Send(entry.get());
                }
                if (closed && (outbox.isEmpty() || System.nanoTime() - drainDeadline >= 0)) {
                    return new Work.Leave();
                }
                changed.awaitNanos(closed ? Math.max(1, drainDeadline - System.nanoTime()) : CHECK_NANOS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
            return new Work.Leave();
        } finally {
            lock.unlock();
        }
    }

    /** What one connection tells; a late word from an earlier one must not end the present. */
    private final class Session implements PahoConnection.Events {

        private boolean lost;

        @Override
        public void arrived(Message message) {
            inbox.offer(message);
        }

        @Override
        public void lost() {
            lock.lock();
            try {
                lost = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void acknowledged(Entry entry) {
            lock.lock();
            try {
                outbox.acknowledged(entry);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
