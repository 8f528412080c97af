package mando.speech;

import java.io.IOException;
import java.io.InputStream;

/** Raw sound from a stream such as standard input: mono, signed 16-bit little-endian, 16 kHz. */
public final class PcmSource implements AudioSource {

    private final InputStream in;
    private final byte[] bytes = new byte[8192];
    private volatile boolean closed;

    public PcmSource(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(short[] samples) {
        if (closed) {
            return -1;
        }
        try {
            // A sample is two bytes: one alone waits for the other, and is left out where the stream ends.
            int wanted = 2 * Math.min(samples.length, bytes.length / 2);
            int length = in.read(bytes, 0, wanted);
            if (length > 0 && length % 2 == 1) {
                length += in.readNBytes(bytes, length, 1);
            }
            if (length < 2) {
                return -1;
            }
            for (int i = 0; i < length / 2; i++) {
                samples[i] = (short) ((bytes[2 * i] & 0xFF) | bytes[2 * i + 1] << 8);
            }
            return length / 2;
        } catch (IOException e) {
            if (closed) {
                return -1;
            }
            throw new AudioException("the sound on the input cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            in.close();
        } catch (IOException e) {
            throw new AudioException("the input cannot be closed: " + e.getMessage(), e);
        }
    }
}
