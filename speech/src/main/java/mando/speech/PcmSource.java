package mando.speech;

import java.io.IOException;
import java.io.InputStream;

/** Raw sound without a header, signed 16-bit little-endian, such as {@code arecord -t raw -f S16_LE} writes to standard output. */
public final class PcmSource implements AudioSource {

    private final InputStream input;
    private final SampleReader reader;
    private volatile boolean closed;

    /** 16 kHz, one channel; the stream is closed with the source. */
    public PcmSource(InputStream input) {
        this(input, SAMPLE_RATE, 1);
    }

    /**
     * @param input closed with the source
     * @param sampleRateHz 4,000 to 192,000
     * @param channels 1 to 64, averaged to one
     * @throws IllegalArgumentException where the rate or the channels are out of range
     */
    public PcmSource(InputStream input, int sampleRateHz, int channels) {
        PcmFormat format = new PcmFormat(sampleRateHz, channels, PcmFormat.Encoding.SIGNED_16);
        this.input = input;
        this.reader = new SampleReader(new PcmDecoder(input, format), sampleRateHz);
    }

    @Override
    public int read(short[] samples) {
        if (closed) {
            return -1;
        }
        try {
            return reader.read(samples);
        } catch (IOException e) {
            if (closed) {
                return -1;
            }
            throw new AudioException("The sound on the input cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        closed = true;
        Closing.quietly(input);
    }
}
