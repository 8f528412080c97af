package mando.deploy;

import java.time.Duration;
import java.util.function.Consumer;
import mando.speech.AudioSource;
import org.tinylog.Logger;

/**
 * Whether what is said is meant for Mando: always, or from a wake (a word, a button, a message) until a command was heard or nothing was for some
 * time. Time is counted in sound, so that it stands still where there is none. Thread-safe.
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
    private boolean awake;
    private long idleSamples;
    private long awakeSamples;

    private Attention(boolean always, Duration timeout, Consumer<Change> changes) {
        this.always = always;
        this.timeoutSamples = timeout.toMillis() * AudioSource.SAMPLE_RATE / 1_000;
        this.changes = changes;
        this.awake = always;
    }

    /** Never sleeps. */
    public static Attention always() {
        return new Attention(true, Duration.ZERO, _ -> {});
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
        return awake;
    }

    /**
     * Listens for a command from now on.
     *
     * @param cause for the log
     */
    public synchronized void wake(String cause) {
        idleSamples = 0;
        awakeSamples = 0;
        if (!awake) {
            awake = true;
            Logger.info("Awake: {}", cause);
            changes.accept(Change.WOKE);
        }
    }

    /** Listens no longer, unless it always does. */
    public synchronized void sleep() {
        if (awake && !always) {
            awake = false;
            changes.accept(Change.SLEPT);
        }
    }

    /** Somebody is speaking: the timeout begins anew. */
    synchronized void speech() {
        idleSamples = 0;
    }

    /** Something was said; where an answer is expected, it is waited for. */
    synchronized void utterance(boolean answerExpected) {
        if (answerExpected) {
            idleSamples = 0;
            awakeSamples = 0;
        } else if (awake && !always) {
            awake = false;
        }
    }

    /** So much sound went by. */
    synchronized void elapse(int samples) {
        if (!awake || always) {
            return;
        }
        idleSamples += samples;
        awakeSamples += samples;
        if (idleSamples >= timeoutSamples || awakeSamples >= Math.max(LONGEST_SAMPLES, timeoutSamples)) {
            Logger.info("Asleep: nothing was said");
            sleep();
        }
    }
}
