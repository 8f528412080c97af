package mando.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import mando.device.mqtt.BrokerSettings.Tls;
import mando.device.mqtt.MessageBroker.Delivery;
import mando.device.mqtt.MessageBroker.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mosquitto over TLS, with a self-signed certificate that both sides use. */
class TlsTest {

    @TempDir
    private Path directory;

    private static String pem(String kind, byte[] encoded) {
        var body = Base64.getMimeEncoder(64, new byte[]{ '\n'}).encodeToString(encoded);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    private void createCertificate() throws Exception {
        var store = directory.resolve("store.p12");
        var keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "test", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=localhost",
                "-ext", "san=ip:127.0.0.1", "-ext", "bc=ca:true", "-validity", "2", "-storetype", "PKCS12", "-keystore",
                store.toString(), "-storepass", "secret").inheritIO().start();
        assertThat(keytool.waitFor()).isZero();
        var keys = KeyStore.getInstance(store.toFile(), "secret".toCharArray());
        Files.writeString(directory.resolve("certificate.pem"),
                pem("CERTIFICATE", keys.getCertificate("test").getEncoded()));
        Files.writeString(directory.resolve("key.pem"),
                pem("PRIVATE KEY", keys.getKey("test", "secret".toCharArray()).getEncoded()));
    }

    private BrokerSettings settings(int port, Tls tls) {
        return BrokerSettings.of("127.0.0.1", port, "mando", "mando").withTls(tls);
    }

    @Test
    void bothSidesShowTheirCertificates() throws Exception {
        createCertificate();
        var certificate = directory.resolve("certificate.pem");
        var key = directory.resolve("key.pem");
        int port = TestServer.freePort();
        try (var _ = TestServer.mosquitto(port, directory, "allow_anonymous true", "cafile " + certificate,
                "certfile " + certificate, "keyfile " + key, "require_certificate true")) {
            try (var broker = new PahoBroker(
                    settings(port, new Tls(Optional.of(certificate), Optional.of(certificate), Optional.of(key))),
                    new Random(1))) {
                assertThat(broker.connect()).isEmpty();
                var received = new Received<Message>();
                broker.subscribe("t", received::add);
                broker.publish("t", "secret", Delivery.AT_LEAST_ONCE, false);
                assertThat(received.next().text()).isEqualTo("secret");
            }
            try (var broker = new PahoBroker(
                    settings(port, new Tls(Optional.empty(), Optional.empty(), Optional.empty())),
                    new Random(1))) {
                assertThat(broker.connect()).hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("The MQTT broker 127.0.0.1:" + port + " and Mando cannot agree on TLS (")
                        .endsWith("check the certificates in the configuration."));
            }
        }
    }

    @Test
    void filesThatAreNoneAreNamed() throws IOException {
        var junk = Files.write(directory.resolve("junk.pem"), "junk".getBytes(StandardCharsets.US_ASCII));
        var missing = directory.resolve("missing.pem");
        assertThatThrownBy(
                () -> new PahoBroker(settings(1, new Tls(Optional.of(missing), Optional.empty(), Optional.empty())),
                        new Random(1)))
                .isInstanceOf(BrokerException.class)
                .hasMessage(missing + " does not exist: correct the path in the configuration.");
        assertThatThrownBy(
                () -> new PahoBroker(settings(1, new Tls(Optional.of(junk), Optional.empty(), Optional.empty())),
                        new Random(1)))
                .isInstanceOf(BrokerException.class).hasMessage(junk + " holds no certificate in PEM.");
        assertThatThrownBy(
                () -> new PahoBroker(settings(1, new Tls(Optional.empty(), Optional.of(junk), Optional.empty())),
                        new Random(1)))
                .isInstanceOf(BrokerException.class)
                .hasMessage("MQTT over TLS needs the certificate and the key, or neither.");
    }
}
