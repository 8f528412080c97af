package mando.device.mqtt;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.SocketFactory;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.tinylog.Logger;

/** Goes to a broker once. */
final class BrokerVisitor {

    private static final String VERSION_TOPIC = "$SYS/broker/version";
    private static final long ANSWER_MILLIS = 3_000;
    /** A retained message follows its subscription at once. */
    private static final long VERSION_MILLIS = 500;

    private final BrokerSettings settings;
    private final SocketFactory sockets;
    private final MqttAsyncClient client;

    BrokerVisitor(BrokerSettings settings) throws MqttException {
        this.settings = settings;
        this.sockets = settings.tls().map(TlsSockets::factory).orElseGet(SocketFactory::getDefault);
        this.client = PahoConnection.client(settings);
    }

    BrokerVisit.Welcome visit() throws MqttException {
        try {
            long started = System.nanoTime();
            client.connect(PahoConnection.options(settings, sockets))
                    .waitForCompletion(PahoConnection.patienceMillis(settings));
            var connect = Duration.ofNanos(System.nanoTime() - started);
            var version = new CompletableFuture<String>();
            var roundTrip = subscribe(version);
            return new BrokerVisit.Welcome(connect, roundTrip, roundTrip.flatMap(_ -> await(version)));
        } finally {
            leave();
        }
    }

    /** Brokers may forbid it, or throw us out for asking: then that is not known, and nothing is wrong. */
    private Optional<Duration> subscribe(CompletableFuture<String> version) {
        try {
            long started = System.nanoTime();
            client.subscribe(VERSION_TOPIC, 0,
                    (_, message) -> version.complete(new String(message.getPayload(), StandardCharsets.UTF_8)))
                    .waitForCompletion(ANSWER_MILLIS);
            return Optional.of(Duration.ofNanos(System.nanoTime() - started));
        } catch (MqttException e) {
            Logger.debug("The broker does not tell its version: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<String> await(CompletableFuture<String> version) {
        try {
            return Optional.of(version.get(VERSION_MILLIS, TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException none) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void leave() {
        try {
            if (client.isConnected()) {
                client.disconnect(0).waitForCompletion(ANSWER_MILLIS);
            }
            client.close(true);
        } catch (MqttException e) {
            Logger.debug("Leaving the broker: {}", e.getMessage());
        }
    }
}
