package mando.device.mqtt;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.SocketFactory;
import mando.device.mqtt.MessageBroker.Delivery;
import mando.device.mqtt.MessageBroker.Message;
import mando.device.mqtt.Outbox.Entry;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.tinylog.Logger;

/**
 * One connection to the broker, by one Paho client that is thrown away with it. Paho's faults (its reconnection loses
 * subscriptions and races, a client can hang in connecting, a callback that subscribes can lock it up) all need a client
 * that lives on or a callback that waits; here there is neither.
 */
final class PahoConnection {

    /** What the owner hears, on Paho's threads: it must not wait. */
    interface Events {
        void arrived(Message message);

        void lost();

        void acknowledged(Entry entry);
    }

    /** Unacknowledged messages that Paho accepts; twice the outbox's window, so that the announcement fits in too. */
    static final int MAX_IN_FLIGHT = 64;
    /** Larger messages are no state and no command. */
    static final int MAX_PAYLOAD_BYTES = 256 * 1024;

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final BrokerSettings settings;
    private final Events events;
    private final MqttAsyncClient client;
    private volatile boolean abandoned;

    PahoConnection(BrokerSettings settings, Events events) throws MqttException {
        this.settings = settings;
        this.events = events;
        this.client = client(settings);
        client.setCallback(new Callback());
    }

    static MqttAsyncClient client(BrokerSettings settings) throws MqttException {
        var scheme = settings.tls().isPresent() ? "ssl" : "tcp";
        var host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return new MqttAsyncClient(scheme + "://" + host + ":" + settings.port(), settings.clientId(),
                new MemoryPersistence());
    }

    /** How every connection is made: with a clean session, by us and not by Paho again. */
    static MqttConnectOptions options(BrokerSettings settings, SocketFactory sockets) {
        var options = new MqttConnectOptions();
        // A session kept by the broker would hand over, after an outage, commands that were given hours ago.
        options.setCleanSession(true);
        options.setAutomaticReconnect(false);
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
        options.setConnectionTimeout((int) Math.max(1, settings.connectTimeout().toSeconds()));
        options.setMaxInflight(MAX_IN_FLIGHT);
        options.setSocketFactory(sockets);
        settings.credentials().ifPresent(login -> {
            options.setUserName(login.username());
            options.setPassword(login.password().toCharArray());
        });
        return options;
    }

    /** How long the answer to an attempt is waited for. */
    static long patienceMillis(BrokerSettings settings) {
        return settings.connectTimeout().plus(GRACE).toMillis();
    }

    /** Connects and says that Mando is online. */
    void connect(SocketFactory sockets) throws MqttException {
        var options = options(settings, sockets);
        options.setWill(settings.statusTopic(), "offline".getBytes(StandardCharsets.UTF_8), 1, true);
        client.connect(options).waitForCompletion(patienceMillis(settings));
        announce("online");
    }

    boolean alive() {
        return client.isConnected();
    }

    void subscribe(String filter) throws MqttException {
        var token = client.subscribe(filter, 1);
        token.waitForCompletion(settings.connectTimeout().toMillis());
        var granted = token.getGrantedQos();
        if (granted.length > 0 && granted[0] == 0x80) {
            Logger.warn("The MQTT broker {} does not allow subscribing to \"{}\".", settings.address(), filter);
        }
    }

    void unsubscribe(String filter) throws MqttException {
        client.unsubscribe(filter).waitForCompletion(settings.connectTimeout().toMillis());
    }

    void send(Entry entry) throws MqttException {
        int qos = entry.delivery == Delivery.AT_LEAST_ONCE ? 1 : 0;
        client.publish(entry.topic, entry.payload, qos, entry.retained, null, new IMqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                events.acknowledged(entry);
            }

            @Override
            public void onFailure(IMqttToken token, Throwable failure) {
                // The connection is lost; the entry stays in flight and will be sent again over the next one.
            }
        });
    }

    private IMqttDeliveryToken announce(String status) throws MqttException {
        return client.publish(settings.statusTopic(), status.getBytes(StandardCharsets.UTF_8), 1, true);
    }

    /** Says that Mando is offline, then disconnects, as a client does that is shut down in order. */
    void leave() {
        try {
            announce("offline").waitForCompletion(GRACE.toMillis());
            client.disconnect(0).waitForCompletion(GRACE.toMillis());
        } catch (MqttException gone) {
            Logger.debug("The MQTT connection ended before Mando said goodbye: {}", gone.getMessage());
        }
        abandon();
    }

    /** Lets go of the connection, whatever state it is in. Paho's own closing may hang, so it is waited for only shortly. */
    void abandon() {
        abandoned = true;
        var closing = Thread.ofPlatform().name("mando-mqtt-close").daemon().start(() -> {
            step(connected -> connected.disconnectForcibly(0, 1, false));
            step(disconnected -> disconnected.close(true));
        });
        try {
            closing.join(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One step of closing. A client that is closed already refuses, or runs into a null of its own: it is closed then. */
    private void step(Closing action) {
        try {
            action.run(client);
        } catch (MqttException | RuntimeException alreadyClosed) {
            Logger.debug("Closing the MQTT connection: {}", alreadyClosed.getMessage());
        }
    }

    private interface Closing {
        void run(MqttAsyncClient client) throws MqttException;
    }

    private final class Callback implements MqttCallback {

        @Override
        public void connectionLost(Throwable cause) {
            events.lost();
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            if (abandoned) {
                return;
            }
            if (message.getPayload().length > MAX_PAYLOAD_BYTES) {
                Logger.warn("Ignored an MQTT message of {} bytes on \"{}\": at most {} are read.",
                        message.getPayload().length, topic, MAX_PAYLOAD_BYTES);
                return;
            }
            events.arrived(new Message(topic, message.getPayload(), message.isRetained()));
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // each message has a listener of its own
        }
    }
}
