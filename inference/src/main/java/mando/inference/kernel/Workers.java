package mando.inference.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A few threads that share the rows of a matrix with the caller. Between two pieces of work they spin for some microseconds, because the next matrix
 * follows at once, then they park: idle they cost nothing. What is computed does not depend on how many there are, because nobody's rows depend on
 * another's.
 *
 * <p>Thread-safe: where two callers come at once, the second works alone.
 */
public final class Workers implements AutoCloseable {

    /** The system property with the number of threads that compute, the caller's included. */
    public static final String PROPERTY = "mando.threads";

    private static final int SPINS = 5_000;
    private static final int MOST = 64;

    /** Work in numbered pieces that can be done in any order. */
    public interface Work {
        void piece(int index);
    }

    private final Thread[] threads;
    private final ReentrantLock busy = new ReentrantLock();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicInteger round = new AtomicInteger();
    private volatile boolean closed;
    private Work work = _ -> {};
    private int pieces;
    private volatile Thread caller = Thread.currentThread();
    private volatile Throwable failure;

    /**
     * @param count threads that compute, the caller's included: 1 starts none
     */
    public Workers(int count) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("the number of threads is " + count + ", expected 1 to " + MOST);
        }
        threads = new Thread[count - 1];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = Thread.ofPlatform().daemon().name("inference-" + (i + 1)).unstarted(this::serve);
        }
        for (Thread thread : threads) {
            thread.start();
        }
    }

    /** As many as {@value #PROPERTY} says; without it all processors but one, which speech recognition needs. */
    public static Workers choose() {
        int spare = Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, 4);
        return new Workers(Integer.getInteger(PROPERTY, spare));
    }

    /** How many threads compute, the caller's included. */
    public int count() {
        return threads.length + 1;
    }

    /** Does all pieces and returns when all are done. */
    public void run(Work work, int pieces) {
        if (threads.length == 0 || pieces < 2 || !busy.tryLock()) {
            alone(work, pieces);
            return;
        }
        try {
            if (closed) {
                alone(work, pieces);
                return;
            }
            this.work = work;
            this.pieces = pieces;
            caller = Thread.currentThread();
            failure = null;
            working.set(threads.length);
            next.set(0);
            round.incrementAndGet();
            for (Thread thread : threads) {
                LockSupport.unpark(thread);
            }
            try {
                takePieces();
            } finally {
                awaitOthers();
            }
            if (failure != null) {
                throw new IllegalStateException("an inference thread failed", failure);
            }
        } finally {
            busy.unlock();
        }
    }

    private static void alone(Work work, int pieces) {
        for (int i = 0; i < pieces; i++) {
            work.piece(i);
        }
    }

    private void takePieces() {
        for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
            work.piece(piece);
        }
    }

    private void awaitOthers() {
        for (int spins = 0; working.get() > 0; spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
    }

    private void serve() {
        int done = 0;
        while (true) {
            for (int spins = 0; round.get() == done; spins++) {
                if (closed) {
                    return;
                }
                if (spins < SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
            done = round.get();
            try {
                takePieces();
            } catch (RuntimeException | Error e) {
                failure = e;
            } finally {
                if (working.decrementAndGet() == 0) {
                    LockSupport.unpark(caller);
                }
            }
        }
    }

    /** Ends the threads once they have done what they are at; later work is done by its caller. May be called twice. */
    @Override
    public void close() {
        busy.lock();
        try {
            closed = true;
        } finally {
            busy.unlock();
        }
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
    }
}
