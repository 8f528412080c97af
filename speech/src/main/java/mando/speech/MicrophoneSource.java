package mando.speech;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;
import org.tinylog.Logger;

/**
 * A microphone, through Java Sound (on Linux: ALSA). A thread of its own, {@code mando-capture}, does nothing but move samples to a ring of two
 * seconds, so that slow recognition never stops the capture: what does not fit is dropped, oldest first, counted and logged.
 */
public final class MicrophoneSource implements AudioSource {

    /** The name that stands for the system's choice. */
    public static final String DEFAULT = "default";

    private static final int BLOCK_SAMPLES = SAMPLE_RATE / 50;
    private static final int LINE_SAMPLES = SAMPLE_RATE / 5;
    private static final int RING_SAMPLES = 2 * SAMPLE_RATE;
    /** A working microphone gives samples every few milliseconds, silence included. */
    private static final Duration STALL = Duration.ofSeconds(3);
    private static final Duration STOP = Duration.ofSeconds(1);
    private static final AudioFormat FORMAT = new AudioFormat(SAMPLE_RATE, Short.SIZE, 1, true, false);
    private static final DataLine.Info LINE = new DataLine.Info(TargetDataLine.class, FORMAT);

    private final String name;
    private final TargetDataLine line;
    private final SampleRing ring = new SampleRing(RING_SAMPLES);
    private final Thread capture;
    private volatile boolean closed;

    /**
     * Opens a microphone and begins to listen.
     *
     * @param device {@value #DEFAULT}, or exactly one of {@link #devices()}
     * @throws AudioException where there is no such microphone or it cannot be opened
     */
    public MicrophoneSource(String device) {
        this.name = device;
        this.line = open(device);
        this.capture = Thread.ofPlatform().name("mando-capture").daemon().unstarted(this::capture);
        line.start();
        capture.start();
    }

    /** The names of the microphones that Java Sound finds now. */
    public static List<String> devices() {
        return Arrays.stream(AudioSystem.getMixerInfo()).filter(MicrophoneSource::captures).map(Mixer.Info::getName)
                .toList();
    }

    /** How many samples were lost since the beginning because they were not read in time. */
    public long dropped() {
        return ring.dropped();
    }

    /**
     * {@inheritDoc}
     *
     * @throws AudioException also where no sound has come for three seconds: the microphone has gone or hangs
     */
    @Override
    public int read(short[] samples) {
        try {
            int count = ring.read(samples, STALL);
            if (count == 0 && samples.length > 0) {
                throw new AudioException("The microphone \"" + name + "\" has given no sound for " + STALL.toSeconds()
                        + " s; check its plug and run mando doctor");
            }
            return count;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    @Override
    public void close() {
        closed = true;
        // The reader first: closing the line may wait for a driver that hangs.
        ring.close();
        line.close();
        try {
            if (!capture.join(STOP)) {
                Logger.warn("The capture thread of the microphone \"{}\" did not stop", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void capture() {
        byte[] bytes = new byte[BLOCK_SAMPLES * Short.BYTES];
        short[] samples = new short[BLOCK_SAMPLES];
        long reported = 0;
        while (!closed) {
            int count = line.read(bytes, 0, bytes.length) / Short.BYTES;
            if (count <= 0) {
                // A line whose device was unplugged returns early; Java Sound says nothing more.
                ring.fail("The microphone \"" + name + "\" has stopped; check its plug and run mando doctor");
                return;
            }
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples, 0, count);
            ring.write(samples, count);
            reported = report(ring.dropped(), reported);
        }
    }

    /** Logs the first loss and then whenever the total has doubled: enough to be seen, too little to fill the journal. */
    private long report(long dropped, long reported) {
        if (dropped == 0 || dropped < 2 * reported) {
            return reported;
        }
        Logger.warn("Recognition is late: {} ms of the microphone \"{}\" were dropped so far",
                dropped * 1_000 / SAMPLE_RATE, name);
        return dropped;
    }

    private static TargetDataLine open(String device) {
        try {
            TargetDataLine line = device.equals(DEFAULT)
                    ? AudioSystem.getTargetDataLine(FORMAT)
                    : AudioSystem.getTargetDataLine(FORMAT, named(device));
            line.open(FORMAT, LINE_SAMPLES * Short.BYTES);
            return line;
        } catch (IllegalArgumentException e) {
            throw new AudioException("There is no microphone that records at 16 kHz; " + found(), e);
        } catch (LineUnavailableException | SecurityException e) {
            throw new AudioException("The microphone \"" + device + "\" cannot be opened (" + e.getMessage()
                    + "); close what else uses it, and see that the user is in the group audio", e);
        }
    }

    private static Mixer.Info named(String device) {
        return Arrays.stream(AudioSystem.getMixerInfo()).filter(info -> info.getName().equals(device))
                .filter(MicrophoneSource::captures).findFirst()
                .orElseThrow(() -> new AudioException("There is no microphone \"" + device + "\"; " + found()));
    }

    private static boolean captures(Mixer.Info info) {
        return AudioSystem.getMixer(info).isLineSupported(LINE);
    }

    private static String found() {
        List<String> devices = devices();
        return devices.isEmpty()
                ? "none was found, so check its plug and that the user is in the group audio"
                : "found: " + String.join(", ", devices);
    }
}
