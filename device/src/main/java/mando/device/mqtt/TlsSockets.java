package mando.device.mqtt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.SocketFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.tinylog.Logger;

/** Sockets for an encrypted connection, from files in PEM. */
final class TlsSockets {

    private static final Pattern PRIVATE_KEY = Pattern
            .compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private TlsSockets() {}

    static SocketFactory factory(BrokerSettings.Tls tls) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keyManagers(tls), trustManagers(tls), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new BrokerException("The TLS certificates of MQTT cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private static TrustManager[] trustManagers(BrokerSettings.Tls tls) throws GeneralSecurityException, IOException {
        if (tls.authority().isEmpty()) {
            return null; // the runtime's own
        }
        var store = emptyStore();
        int number = 0;
        for (var certificate : certificates(tls.authority().get())) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager[] keyManagers(BrokerSettings.Tls tls) throws GeneralSecurityException, IOException {
        if (tls.certificate().isEmpty() && tls.key().isEmpty()) {
            return null;
        }
        if (tls.certificate().isEmpty() || tls.key().isEmpty()) {
            throw new BrokerException("MQTT over TLS needs the certificate and the key, or neither.");
        }
        var store = emptyStore();
        var chain = certificates(tls.certificate().get()).toArray(Certificate[]::new);
        store.setKeyEntry("mando", privateKey(tls.key().get()), new char[0], chain);
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file) {
        try (var in = Files.newInputStream(file)) {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new BrokerException(file + " holds no certificate in PEM.");
            }
            return found;
        } catch (CertificateException e) {
            throw new BrokerException(file + " holds no certificate in PEM.", e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static PrivateKey privateKey(Path file) throws GeneralSecurityException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        var block = PRIVATE_KEY.matcher(text);
        if (!block.find()) {
            throw new BrokerException(
                    file + " holds no unencrypted private key: convert it with openssl pkcs8 -topk8 -nocrypt.");
        }
        var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(block.group(1)));
        for (var algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                Logger.trace("{} is no {} key: {}", file, algorithm, e.getMessage());
            }
        }
        throw new BrokerException(file + " holds a private key of a kind that cannot be used: take RSA, EC or EdDSA.");
    }

    private static BrokerException unreadable(Path file, IOException e) {
        return new BrokerException(e instanceof NoSuchFileException
                ? file + " does not exist: correct the path in the configuration."
                : file + " cannot be read: " + e.getMessage() + ".", e);
    }
}
