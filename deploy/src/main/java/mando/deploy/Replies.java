package mando.deploy;

import java.util.ArrayDeque;
import java.util.Deque;
import mando.speech.speaking.Earcon;
import mando.speech.speaking.Speaker;
import org.tinylog.Logger;

/**
 * What Mando says, on a thread of its own, {@code mando-voice}, so that nobody waits for it. Of more than a few replies the oldest are let go.
 * Thread-safe.
 */
public final class Replies implements AutoCloseable {

    private static final int MOST = 8;
    /** A room still sounds after the last word. */
    private static final long ECHO_NANOS = 300_000_000;

    /**
     * @param words whether it is speech, which Mando must not take for somebody else's
     */
    private record Sound(boolean words, Runnable output) {}

    private volatile Speaker speaker;
    private final Deque<Sound> waiting = new ArrayDeque<>();
    private final Thread thread;
    /** What is heard now; null where nothing is. */
    private Sound current;
    private long lastWordNanos = System.nanoTime() - ECHO_NANOS;
    private boolean closed;

    /**
     * @param speaker closed with this
     */
    public Replies(Speaker speaker) {
        this.speaker = speaker;
        this.thread = Thread.ofPlatform().name("mando-voice").daemon().start(this::run);
    }

    /**
     * Speaks with another speaker from now on.
     *
     * @param replacement closed with this; the one before is closed now, which cuts short what it says
     */
    void use(Speaker replacement) {
        Speaker before;
        synchronized (this) {
            before = speaker;
            speaker = replacement;
        }
        before.close();
    }

    /** Says a text after what is being said; an empty one is nothing. */
    public void say(String text) {
        if (!text.isEmpty()) {
            add(new Sound(true, () -> speaker.say(text)));
        }
    }

    /** Plays a tone; it counts as no speech. */
    public void play(Earcon earcon) {
        add(new Sound(false, () -> speaker.play(earcon)));
    }

    private synchronized void add(Sound sound) {
        if (closed) {
            return;
        }
        if (waiting.size() == MOST) {
            Logger.warn("More is to be said than there is time for: a reply was left out");
            waiting.removeFirst();
        }
        waiting.add(sound);
        notifyAll();
    }

    /** Whether Mando is speaking or about to, or the room still sounds of it. */
    public synchronized boolean speaking() {
        return (current != null && current.words()) || waiting.stream().anyMatch(Sound::words)
                || System.nanoTime() - lastWordNanos < ECHO_NANOS;
    }

    /** Cuts short what is being said, and forgets what was to be said. */
    public synchronized void hush() {
        waiting.clear();
        speaker.hush();
    }

    /** Waits until all has been said. */
    public synchronized void await() throws InterruptedException {
        while ((current != null || !waiting.isEmpty()) && !closed) {
            wait();
        }
    }

    private void run() {
        try {
            while (true) {
                next().output().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Sound next() throws InterruptedException {
        if (current != null && current.words()) {
            lastWordNanos = System.nanoTime();
        }
        current = null;
        notifyAll();
        while (waiting.isEmpty()) {
            wait();
        }
        current = waiting.removeFirst();
        return current;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            waiting.clear();
            notifyAll();
        }
        speaker.close();
        thread.interrupt();
    }
}
