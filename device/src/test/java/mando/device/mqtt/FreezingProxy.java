package mando.device.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** A TCP proxy whose connections can be made half-open: they stay established and carry nothing any more. */
final class FreezingProxy implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<AtomicBoolean> frozen = new CopyOnWriteArrayList<>();
    private final int target;

    FreezingProxy(int target) throws IOException {
        this.target = target;
        Thread.ofVirtual().name("proxy").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Freezes the connections that exist; later ones are carried. */
    void freeze() {
        frozen.forEach(flag -> flag.set(true));
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                var broker = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.addAll(List.of(client, broker));
                var flag = new AtomicBoolean();
                frozen.add(flag);
                Thread.ofVirtual().start(() -> carry(client, broker, flag));
                Thread.ofVirtual().start(() -> carry(broker, client, flag));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private static void carry(Socket from, Socket to, AtomicBoolean frozen) {
        var buffer = new byte[4096];
        try {
            for (int count = from.getInputStream().read(buffer); count > 0; count = from.getInputStream()
                    .read(buffer)) {
                if (frozen.get()) {
                    return;
                }
                to.getOutputStream().write(buffer, 0, count);
            }
            if (!frozen.get()) {
                to.close();
            }
        } catch (IOException closed) {
            // one side has gone; the other will notice
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
