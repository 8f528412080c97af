package mando.speech;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;
import org.tinylog.Logger;

/**
 * A microphone through Java Sound (ALSA on Linux). A thread of its own, {@code mando-capture}, takes the sound off the device into a bounded
 * buffer of two seconds; where the reader falls behind, sound is dropped and counted, never waited for.
 */
public final class MicrophoneSource implements AudioSource {

    /** The device's name that stands for the system's choice. */
    public static final String DEFAULT = "default";

    private static final AudioFormat FORMAT = new AudioFormat(SAMPLE_RATE, 16, 1, true, false);
    private static final int CHUNK_SAMPLES = SAMPLE_RATE / 20;
    private static final int CHUNKS = 40;
    private static final long STALLED_SECONDS = 5;

    private final String device;
    private final TargetDataLine line;
    private final BlockingQueue<short[]> chunks = new ArrayBlockingQueue<>(CHUNKS);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread capture;
    private volatile boolean closed;
    private volatile boolean ended;
    private short[] current = new short[0];
    private int taken;

    /**
     * Opens a device and begins to listen.
     *
     * @param device {@value #DEFAULT}, or a mixer's exact name as Java Sound lists it
     * @throws AudioException where there is no such device, or it gives no 16 kHz sound
     */
    public MicrophoneSource(String device) {
        this.device = device;
        try {
            line = open(device);
            line.open(FORMAT, CHUNK_SAMPLES * 2 * 4);
        } catch (LineUnavailableException | IllegalArgumentException e) {
            throw new AudioException("the microphone \"" + device + "\" cannot be opened (" + e.getMessage()
                    + "): check that it is plugged in and that you are in the group audio", e);
        }
        line.start();
        capture = Thread.ofPlatform().name("mando-capture").daemon().start(this::capture);
    }

    private static TargetDataLine open(String device) throws LineUnavailableException {
        if (device.equals(DEFAULT)) {
            return AudioSystem.getTargetDataLine(FORMAT);
        }
        for (Mixer.Info info : AudioSystem.getMixerInfo()) {
            if (info.getName().equals(device)) {
                return AudioSystem.getTargetDataLine(FORMAT, info);
            }
        }
        throw new AudioException("there is no microphone called \"" + device + "\"; there are: "
                + Arrays.stream(AudioSystem.getMixerInfo()).map(info -> "\"" + info.getName() + "\"")
                        .collect(Collectors.joining(", ")));
    }

    private void capture() {
        var bytes = new byte[CHUNK_SAMPLES * 2];
        while (!closed) {
            int length = line.read(bytes, 0, bytes.length);
            if (length <= 0) {
                break;
            }
            var samples = new short[length / 2];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) ((bytes[2 * i] & 0xFF) | bytes[2 * i + 1] << 8);
            }
            if (!chunks.offer(samples)) {
                long total = dropped.addAndGet(samples.length);
                if (total == samples.length || total % (SAMPLE_RATE * 10L) < samples.length) {
                    Logger.warn("The recogniser falls behind: {} ms of sound dropped so far",
                            total * 1000 / SAMPLE_RATE);
                }
            }
        }
        ended = true;
    }

    /** How many samples were dropped because the reader fell behind. */
    public long dropped() {
        return dropped.get();
    }

    @Override
    public int read(short[] samples) {
        try {
            long waitedSince = System.nanoTime();
            while (taken == current.length) {
                if (closed) {
                    return -1;
                }
                short[] next = chunks.poll(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    current = next;
                    taken = 0;
                } else if (ended || System.nanoTime() - waitedSince > TimeUnit.SECONDS.toNanos(STALLED_SECONDS)) {
                    throw new AudioException(
                            "the microphone \"" + device + "\" gives no more sound: was it unplugged?");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
        int count = Math.min(samples.length, current.length - taken);
        System.arraycopy(current, taken, samples, 0, count);
        taken += count;
        return count;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            line.stop();
            line.close();
            try {
                capture.join(Duration.ofSeconds(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
