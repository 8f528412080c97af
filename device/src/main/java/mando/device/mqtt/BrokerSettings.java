package mando.device.mqtt;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the broker is and how Mando connects to it.
 *
 * @param clientId
 *            must be another one for each Mando at the same broker
 * @param baseTopic
 *            what Mando's own topics begin with, without a slash at the end; {@code baseTopic/status} says {@code online} or
 *            {@code offline}
 * @param keepAlive
 *            whole seconds; a connection that has been silent for about twice as long is given up
 * @param connectTimeout
 *            for one attempt to connect
 * @param firstRetry
 *            the pause after the first failed attempt; it is doubled up to {@code longestRetry}, each time ±25 %
 * @param queueCapacity
 *            how many messages may wait, outgoing and incoming each
 */
public record BrokerSettings(String host, int port, Optional<Credentials> credentials, Optional<Tls> tls,
        String clientId,
        String baseTopic, Duration keepAlive, Duration connectTimeout, Duration firstRetry, Duration longestRetry,
        int queueCapacity) {

    /** A user name and password. */
    public record Credentials(String username, String password) {

        @Override
        public String toString() {
            return username + ":***";
        }
    }

    /**
     * An encrypted connection.
     *
     * @param authority
     *            certificates in PEM that may sign the broker's; empty: those the Java runtime trusts
     * @param certificate
     *            Mando's own certificate in PEM, with {@code key}, where the broker asks for one
     * @param key
     *            its unencrypted private key in PEM (PKCS #8)
     */
    public record Tls(Optional<Path> authority, Optional<Path> certificate, Optional<Path> key) {}

    public BrokerSettings {
        Objects.requireNonNull(host);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("the MQTT port must lie between 1 and 65535, not " + port);
        }
        if (keepAlive.toSeconds() < 1 || queueCapacity < 1 || firstRetry.isZero() || firstRetry.isNegative()) {
            throw new IllegalArgumentException("keep-alive, queue and retry must be positive");
        }
    }

    /** The usual timing: keep-alive 30 s, connecting 10 s, retries from 1 s to 60 s, 1000 messages. */
    public static BrokerSettings of(String host, int port, String clientId, String baseTopic) {
        return new BrokerSettings(host, port, Optional.empty(), Optional.empty(), clientId, baseTopic,
                Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(60), 1000);
    }

    public BrokerSettings withCredentials(Credentials login) {
        return new BrokerSettings(host, port, Optional.of(login), tls, clientId, baseTopic, keepAlive, connectTimeout,
                firstRetry, longestRetry, queueCapacity);
    }

    public BrokerSettings withClientId(String id) {
        return new BrokerSettings(host, port, credentials, tls, id, baseTopic, keepAlive, connectTimeout, firstRetry,
                longestRetry, queueCapacity);
    }

    public BrokerSettings withTls(Tls encryption) {
        return new BrokerSettings(host, port, credentials, Optional.of(encryption), clientId, baseTopic, keepAlive,
                connectTimeout, firstRetry, longestRetry, queueCapacity);
    }

    /** {@code baseTopic/status}: {@code online} or {@code offline}, retained. */
    public String statusTopic() {
        return baseTopic + "/status";
    }

    String address() {
        return host + ":" + port;
    }
}
