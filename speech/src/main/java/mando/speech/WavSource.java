package mando.speech;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A RIFF/WAVE file: PCM of 8, 16, 24 or 32 bits or 32-bit float, any rate from 4 to 192 kHz, up to 32 channels, which are averaged. Memory does
 * not grow with the file's length; a file that ends early ends the sound.
 */
public final class WavSource implements AudioSource {

    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final int MAX_SKIPPED_CHUNKS = 1000;

    private final Path file;
    private final DataInputStream in;
    private final int encoding;
    private final int channels;
    private final int bytesPerSample;
    private final byte[] frame;
    private final Resampler resampler;
    private final float[] resampled;
    private long framesLeft;
    private int flushing;
    private int pending;
    private int taken;
    private volatile boolean closed;

    private record Format(int encoding, int channels, int sampleRate, int bitsPerSample) {}

    /**
     * Opens a file.
     *
     * @throws AudioException where there is none, or it is not such a file
     */
    public WavSource(Path file) {
        this.file = file;
        if (!Files.isRegularFile(file)) {
            throw new AudioException(file + " does not exist: give the path of a WAV file");
        }
        try {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        } catch (IOException e) {
            throw new AudioException(file + " cannot be read: " + e.getMessage(), e);
        }
        try {
            Format format = readHeader();
            encoding = format.encoding;
            channels = format.channels;
            bytesPerSample = format.bitsPerSample / 8;
            frame = new byte[channels * bytesPerSample];
            framesLeft /= frame.length;
            resampler = format.sampleRate == SAMPLE_RATE ? null : new Resampler(format.sampleRate, SAMPLE_RATE);
            resampled = new float[SAMPLE_RATE / Math.min(format.sampleRate, SAMPLE_RATE) + 2];
            flushing = resampler == null ? 0 : resampler.delay();
        } catch (EOFException e) {
            close();
            throw new AudioException(file + " is not a WAV file: it ends in its header", e);
        } catch (IOException e) {
            close();
            throw new AudioException(file + " cannot be read: " + e.getMessage(), e);
        } catch (AudioException e) {
            close();
            throw e;
        }
    }

    private Format readHeader() throws IOException {
        if (!tag().equals("RIFF")) {
            throw new AudioException(file + " is not a WAV file: it does not begin with \"RIFF\"");
        }
        in.readInt();
        if (!tag().equals("WAVE")) {
            throw new AudioException(file + " is not a WAV file: it is another kind of RIFF file");
        }
        Format format = null;
        for (int chunk = 0; chunk < MAX_SKIPPED_CHUNKS; chunk++) {
            String tag = tag();
            long length = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
            if (tag.equals("data")) {
                if (format == null) {
                    throw new AudioException(file + " is not a usable WAV file: its sound comes before its format");
                }
                framesLeft = length;
                return format;
            }
            if (tag.equals("fmt ")) {
                format = readFormat(length);
            } else {
                in.skipNBytes(length + length % 2);
            }
        }
        throw new AudioException(file + " is not a usable WAV file: it holds no sound");
    }

    private Format readFormat(long length) throws IOException {
        if (length < 16 || length > 4096) {
            throw new AudioException(file + " is not a usable WAV file: its format takes " + length + " bytes");
        }
        byte[] bytes = in.readNBytes((int) (length + length % 2));
        if (bytes.length < length) {
            throw new EOFException();
        }
        int encoding = u16(bytes, 0);
        if (encoding == EXTENSIBLE && length >= 26) {
            encoding = u16(bytes, 24);
        }
        int channels = u16(bytes, 2);
        int rate = u16(bytes, 4) | u16(bytes, 6) << 16;
        int bits = u16(bytes, 14);
        boolean known = (encoding == PCM && (bits == 8 || bits == 16 || bits == 24 || bits == 32))
                || (encoding == FLOAT && bits == 32);
        if (!known || channels < 1 || channels > 32 || rate < 4000 || rate > 192_000) {
            throw new AudioException(file + " is not a usable WAV file: it has encoding " + encoding + ", " + channels
                    + " channels, " + rate + " Hz and " + bits + " bits; convert it to 16-bit PCM");
        }
        return new Format(encoding, channels, rate, bits);
    }

    private String tag() throws IOException {
        byte[] tag = in.readNBytes(4);
        if (tag.length < 4) {
            throw new EOFException();
        }
        return new String(tag, StandardCharsets.ISO_8859_1);
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
    }

    @Override
    public int read(short[] samples) {
        int count = 0;
        try {
            while (count < samples.length && !closed) {
                if (taken < pending) {
                    samples[count++] = toShort(resampled[taken++]);
                } else if (!advance()) {
                    break;
                }
            }
        } catch (IOException e) {
            throw new AudioException(file + " cannot be read: " + e.getMessage(), e);
        }
        return count == 0 ? -1 : count;
    }

    /** Brings the next input sample through the resampler. */
    private boolean advance() throws IOException {
        float sample;
        if (framesLeft > 0 && in.readNBytes(frame, 0, frame.length) == frame.length) {
            framesLeft--;
            sample = mono();
        } else {
            framesLeft = 0;
            if (flushing-- <= 0) {
                return false;
            }
            sample = 0;
        }
        taken = 0;
        if (resampler == null) {
            resampled[0] = sample;
            pending = 1;
        } else {
            pending = resampler.accept(sample, resampled, 0);
        }
        return true;
    }

    private float mono() {
        float sum = 0;
        for (int channel = 0; channel < channels; channel++) {
            sum += sample(channel * bytesPerSample);
        }
        return sum / channels;
    }

    /** A sample in 16-bit units. */
    private float sample(int at) {
        return switch (bytesPerSample) {
            case 1 -> ((frame[at] & 0xFF) - 128) * 256f;
            case 2 -> (short) u16(frame, at);
            case 3 -> (u16(frame, at) | frame[at + 2] << 16) / 256f;
            default -> {
                int word = u16(frame, at) | u16(frame, at + 2) << 16;
                yield encoding == FLOAT ? finite(Float.intBitsToFloat(word)) * 32768f : word / 65536f;
            }
        };
    }

    private static float finite(float value) {
        return Float.isFinite(value) ? Math.clamp(value, -1f, 1f) : 0;
    }

    private static short toShort(float sample) {
        return (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
    }

    @Override
    public void close() {
        closed = true;
        try {
            in.close();
        } catch (IOException e) {
            throw new AudioException(file + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
