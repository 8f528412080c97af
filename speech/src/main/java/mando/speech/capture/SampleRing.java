package mando.speech.capture;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded queue of samples between the thread that captures and the one that reads. The writer never waits: when the reader is late the
 * oldest samples are dropped and counted, since what was said last is what still matters.
 */
final class SampleRing {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final short[] samples;
    private int head;
    private int size;
    private long dropped;
    private boolean closed;

    SampleRing(int capacity) {
        this.samples = new short[capacity];
    }

    void write(short[] source, int count) {
        lock.lock();
        try {
            int kept = Math.min(count, samples.length);
            int excess = Math.max(0, size + kept - samples.length);
            head = (head + excess) % samples.length;
            size -= excess;
            dropped += excess + (count - kept);
            int tail = (head + size) % samples.length;
            int untilWrap = Math.min(kept, samples.length - tail);
            System.arraycopy(source, count - kept, samples, tail, untilWrap);
            System.arraycopy(source, count - kept + untilWrap, samples, 0, kept - untilWrap);
            size += kept;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes samples, waiting for the first.
     *
     * @return their number, 0 where none came in that time, or -1 once closed
     */
    int read(short[] target, Duration timeout) throws InterruptedException {
        lock.lock();
        try {
            long left = timeout.toNanos();
            while (size == 0 && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (closed) {
                return -1;
            }
            int count = Math.min(size, target.length);
            int untilWrap = Math.min(count, samples.length - head);
            System.arraycopy(samples, head, target, 0, untilWrap);
            System.arraycopy(samples, 0, target, untilWrap, count - untilWrap);
            head = (head + count) % samples.length;
            size -= count;
            return count;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }
}
