package mando.device.mqtt;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What arrived, to be waited for. */
final class Received<T> {

    private static final long TIMEOUT_SECONDS = 15;

    private final BlockingQueue<T> queue = new LinkedBlockingQueue<>();

    void add(T value) {
        queue.add(value);
    }

    /** The next that fits; those before it are thrown away. */
    T await(Predicate<? super T> wanted) {
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
            while (true) {
                var next = queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    throw new AssertionError("nothing that fits arrived in " + TIMEOUT_SECONDS + " s");
                }
                if (wanted.test(next)) {
                    return next;
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    T next() {
        return await(_ -> true);
    }

    boolean isEmpty() { return queue.isEmpty(); }
}
