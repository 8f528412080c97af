package mando.deploy;

import java.time.Duration;
import java.util.function.Consumer;
import mando.speech.AudioSource;
import org.tinylog.Logger;

/**
 * Whether it is listened to what is said, and whether that is known to be meant for Mando: from a wake (a word, a button, a message) until a command
 * was heard or nothing was for some time. Where it always listens, most of what is said is not. Time is counted in sound, so that it stands still
 * where there is none. Thread-safe.
 */
public final class Attention {

    /** What changed. */
    public enum Change {
        WOKE, SLEPT
    }

    /** However long somebody talks. */
    private static final long LONGEST_SAMPLES = 30L * AudioSource.SAMPLE_RATE;

    private final boolean always;
    private final long timeoutSamples;
    private final Consumer<Change> changes;
    private boolean addressed;
    private long idleSamples;
    private long awakeSamples;

    private Attention(boolean always, Duration timeout, Consumer<Change> changes) {
        this.always = always;
        this.timeoutSamples = timeout.toMillis() * AudioSource.SAMPLE_RATE / 1_000;
        this.changes = changes;
    }

    /** Never sleeps, and is not woken. */
    public static Attention always() {
        return always(Duration.ZERO);
    }

    /**
     * Never sleeps.
     *
     * @param timeout without a word, after which what is said is no longer known to be meant for Mando
     */
    public static Attention always(Duration timeout) {
        return new Attention(true, timeout, _ -> {});
    }

    /**
     * Asleep until it is woken.
     *
     * @param timeout without a word, after which it sleeps
     * @param changes hears of each, on the thread that made it; must not wait
     */
    public static Attention onDemand(Duration timeout, Consumer<Change> changes) {
        return new Attention(false, timeout, changes);
    }

    public synchronized boolean awake() {
        return always || addressed;
    }

    /** Whether who speaks now has woken it, or was asked something: then silence would be no answer. */
    public synchronized boolean addressed() {
        return addressed;
    }

    /**
     * Listens for a command from now on.
     *
     * @param cause for the log
     */
    public synchronized void wake(String cause) {
        idleSamples = 0;
        awakeSamples = 0;
        if (!addressed) {
            addressed = true;
            Logger.info("Awake: {}", cause);
            changes.accept(Change.WOKE);
        }
    }

    /** Listens no longer, unless it always does. */
    public synchronized void sleep() {
        if (addressed) {
            addressed = false;
            changes.accept(Change.SLEPT);
        }
    }

    /** Somebody is speaking: the timeout begins anew. */
    synchronized void speech() {
        idleSamples = 0;
    }

    /** Something was said; where an answer is expected, it is waited for. */
    synchronized void utterance(boolean answerExpected) {
        addressed = answerExpected && awake();
        idleSamples = 0;
        awakeSamples = 0;
    }

    /** So much sound went by. */
    synchronized void elapse(int samples) {
        if (!addressed) {
            return;
        }
        idleSamples += samples;
        awakeSamples += samples;
        if (idleSamples >= timeoutSamples || awakeSamples >= Math.max(LONGEST_SAMPLES, timeoutSamples)) {
            if (!always) {
                Logger.info("Asleep: nothing was said");
            }
            sleep();
        }
    }
}
