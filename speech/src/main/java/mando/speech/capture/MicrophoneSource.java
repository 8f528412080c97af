package mando.speech.capture;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import mando.speech.AudioException;
import mando.speech.AudioSource;

/**
 * A microphone that is there for good. A thread of its own, {@code mando-capture}, does nothing but move samples to a ring of two seconds, so that
 * slow recognition never stops the capture: what does not fit is dropped, oldest first, and told once a burst. A microphone that is unplugged, hangs
 * or gives errors is opened again: after 0.5 s, doubled up to 10 s, for as long as it takes.
 */
public final class MicrophoneSource implements AudioSource {

    /** The name that stands for the system's choice. */
    public static final String DEFAULT = "default";

    private static final int BLOCK_SAMPLES = SAMPLE_RATE / 50;
    private static final int RING_SAMPLES = 2 * SAMPLE_RATE;
    private static final Duration STOP = Duration.ofSeconds(1);

    /**
     * How long what is waited for.
     *
     * @param stall a working microphone gives samples every few milliseconds, silence included
     * @param firstRetry after a loss; doubled at each failure
     * @param burst drops that lie closer together are told of together
     */
    record Patience(Duration stall, Duration firstRetry, Duration lastRetry, Duration burst) {

        static final Patience USUAL = new Patience(Duration.ofSeconds(3), Duration.ofMillis(500),
                Duration.ofSeconds(10), Duration.ofSeconds(1));
    }

    /** How often a driver may hang at closing before this gives up, so that a new process can try. */
    private static final int MAX_HANGS = 10;

    private final String name;
    private final Supplier<AudioSource> opener;
    private final Consumer<CaptureEvent> events;
    private final Patience patience;
    private final SampleRing ring = new SampleRing(RING_SAMPLES);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread capture;
    private volatile AudioSource line;
    private volatile boolean lost;
    private int hangs;

    /**
     * Opens a microphone and begins to listen.
     *
     * @param device {@value #DEFAULT}, or one of {@link #devices()}, with or without the part in brackets
     * @param events hears, on the capture thread or the reader's, what the owner should know
     * @throws AudioException where there is no such microphone or it cannot be opened
     */
    public static MicrophoneSource open(String device, Consumer<CaptureEvent> events) {
        Supplier<AudioSource> opener = () -> MicrophoneLine.open(device);
        return new MicrophoneSource(device, opener, opener.get(), events, Patience.USUAL);
    }

    /** As {@link #open}, but where the microphone is not there yet, that is an event, and it is waited for. */
    public static MicrophoneSource await(String device, Consumer<CaptureEvent> events) {
        return new MicrophoneSource(device, () -> MicrophoneLine.open(device), null, events, Patience.USUAL);
    }

    /**
     * @param opener opens the device, or throws {@link AudioException}
     * @param first a line that is open already, or null
     */
    MicrophoneSource(String name, Supplier<AudioSource> opener, AudioSource first, Consumer<CaptureEvent> events,
            Patience patience) {
        this.name = name;
        this.opener = opener;
        this.events = events;
        this.patience = patience;
        this.line = first;
        this.capture = Thread.ofPlatform().name("mando-capture").daemon().unstarted(this::capture);
        capture.start();
    }

    /** The names of the microphones that Java Sound finds now. */
    public static List<String> devices() {
        return MicrophoneLine.devices();
    }

    /** How many samples were lost since the beginning because they were not read in time. */
    public long dropped() {
        return ring.dropped();
    }

    /**
     * {@inheritDoc} While the microphone is lost it waits.
     *
     * @throws AudioException only where the sound driver hangs again and again, so that nothing but a new process can help
     */
    @Override
    public int read(short[] samples) {
        try {
            while (true) {
                int count = ring.read(samples, patience.stall);
                if (count != 0 || samples.length == 0) {
                    return count;
                }
                unblock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** Closes a line that gives nothing, which ends the wait of the capture thread; elsewhere, since closing may hang too. */
    private void unblock() {
        AudioSource stalled = line;
        if (stalled == null) {
            return;
        }
        if (++hangs > MAX_HANGS) {
            throw new AudioException("The driver of the microphone \"" + name
                    + "\" hangs and cannot be closed; unplug the microphone or restart the machine");
        }
        tellLost("The microphone \"" + name + "\" has given no sound for " + patience.stall.toMillis()
                + " ms; check its plug. Mando opens it again");
        Thread.ofPlatform().name("mando-capture-close").daemon().start(stalled::close);
    }

    @Override
    public void close() {
        closing.countDown();
        // The reader first: closing the line may wait for a driver that hangs.
        ring.close();
        AudioSource open = line;
        if (open != null) {
            Thread.ofPlatform().name("mando-capture-close").daemon().start(open::close);
        }
        try {
            if (!capture.join(STOP)) {
                capture.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }

    private void capture() {
        Duration wait = patience.firstRetry;
        try {
            while (!closed()) {
                try {
                    if (line == null) {
                        line = opener.get();
                    }
                    if (pump(line)) {
                        wait = patience.firstRetry;
                    }
                } catch (AudioException e) {
                    tellLost(e.getMessage());
                }
                closeLine();
                if (closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                wait = wait.multipliedBy(2).compareTo(patience.lastRetry) < 0
                        ? wait.multipliedBy(2)
                        : patience.lastRetry;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeLine();
        }
    }

    private void closeLine() {
        AudioSource open = line;
        line = null;
        if (open != null) {
            open.close();
        }
    }

    /**
     * Moves samples until the line ends.
     *
     * @return whether there were any
     */
    private boolean pump(AudioSource from) {
        var drops = new Drops();
        short[] samples = new short[BLOCK_SAMPLES];
        boolean any = false;
        try {
            int count;
            while (!closed() && (count = from.read(samples)) >= 0) {
                any = true;
                hangs = 0;
                if (lost) {
                    lost = false;
                    events.accept(new CaptureEvent(CaptureEvent.Kind.RECOVERED,
                            "The microphone \"" + name + "\" gives sound again"));
                }
                ring.write(samples, count);
                drops.look();
            }
        } catch (AudioException e) {
            tellLost(e.getMessage());
        }
        return any;
    }

    /** Once for each loss, however often the opening fails. */
    private synchronized void tellLost(String why) {
        if (!lost && !closed()) {
            lost = true;
            events.accept(new CaptureEvent(CaptureEvent.Kind.LOST, why));
        }
    }

    /** Tells of a burst of drops at its end, and of one that does not end every 30 s of lost sound. */
    private final class Drops {

        private long seen = ring.dropped();
        private long told = seen;
        private long lastNanos;

        void look() {
            long now = System.nanoTime();
            long dropped = ring.dropped();
            if (dropped > seen) {
                seen = dropped;
                lastNanos = now;
            }
            boolean over = seen > told && now - lastNanos > patience.burst.toNanos();
            if (over || seen - told > 30L * SAMPLE_RATE) {
                events.accept(new CaptureEvent(CaptureEvent.Kind.DROPPED,
                        "Recognition was late: " + (seen - told) * 1_000 / SAMPLE_RATE + " ms of the microphone \""
                                + name + "\" were dropped; something else uses the processor"));
                told = seen;
            }
        }
    }
}
