package mando.device.mqtt;

import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A real MQTT broker on the loopback interface; the next one may take the same port. */
interface TestServer extends AutoCloseable {

    @Override
    void close();

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Moquette, in this process. */
    static TestServer moquette(int port) {
        var properties = new Properties();
        properties.setProperty(IConfig.HOST_PROPERTY_NAME, InetAddress.getLoopbackAddress().getHostAddress());
        properties.setProperty(IConfig.PORT_PROPERTY_NAME, Integer.toString(port));
        properties.setProperty(IConfig.ALLOW_ANONYMOUS_PROPERTY_NAME, "true");
        properties.setProperty(IConfig.PERSISTENCE_ENABLED_PROPERTY_NAME, "false");
        properties.setProperty(IConfig.ENABLE_TELEMETRY_NAME, "false");
        var server = new Server();
        try {
            server.startServer(new MemoryConfig(properties));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return server::stopServer;
    }

    /**
     * Mosquitto, as a process; it keeps sessions in the directory when it is stopped.
     *
     * @param extra
     *            further lines of its configuration
     */
    static TestServer mosquitto(int port, Path directory, String... extra) {
        var program = Path.of("/usr/sbin/mosquitto");
        if (!Files.isExecutable(program)) {
            var missing = "mosquitto is not installed (apt install mosquitto): tests against it are SKIPPED";
            Assertions.assertNotEquals("true", System.getenv("CI"), missing);
            System.err.println(missing);
            Assumptions.abort(missing);
        }
        try {
            var configuration = directory.resolve("mosquitto.conf");
            Files.writeString(configuration, """
                    listener %d 127.0.0.1
                    user %s
                    persistence true
                    persistence_location %s/
                    max_queued_messages 0
                    %s
                    """.formatted(port, System.getProperty("user.name"), directory,
                    extra.length == 0 ? "allow_anonymous true" : String.join("\n", extra)));
            var process = new ProcessBuilder(program.toString(), "-c", configuration.toString())
                    .redirectErrorStream(true).redirectOutput(directory.resolve("mosquitto.log").toFile()).start();
            awaitListening(port, process);
            return () -> stop(process);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitListening(int port, Process process) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (process.isAlive() && System.nanoTime() < deadline) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return;
            } catch (IOException notYet) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
        throw new AssertionError("mosquitto does not listen on port " + port);
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
