package mando.speech;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The sound of a WAV file: PCM of 8, 16, 24 or 32 bits or 32-bit float, 4 to 192 kHz, up to 64 channels (averaged to one), plain or
 * {@code WAVE_FORMAT_EXTENSIBLE}. The file is streamed: memory does not grow with its length.
 */
public final class WavSource implements AudioSource {

    private final Path file;
    private final WavHeader header;
    private final InputStream input;
    private final SampleReader reader;
    private volatile boolean closed;
    private long remainingBytes;

    /**
     * Opens a file and reads its header.
     *
     * @throws AudioException where the file is missing, is not a WAV file, is cut short, or holds what is not supported
     */
    public WavSource(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new AudioException(file + " cannot be read: there is no such file");
        }
        this.file = file;
        InputStream stream = null;
        try {
            stream = new BufferedInputStream(Files.newInputStream(file));
            this.header = WavHeader.read(stream, Files.size(file));
        } catch (WavHeader.InvalidException e) {
            Closing.quietly(stream);
            throw new AudioException(file + " is not a WAV file that can be read: " + e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new AudioException(file + " cannot be read: there is no such file", e);
        } catch (IOException e) {
            if (stream != null) {
                Closing.quietly(stream);
            }
            throw new AudioException(file + " cannot be read: " + e.getMessage(), e);
        }
        this.input = stream;
        this.remainingBytes = header.dataBytes();
        this.reader = new SampleReader(new PcmDecoder(new Data(), header.format()), header.format().sampleRateHz());
    }

    /** The length of the sound, known before it is read. */
    public double durationSeconds() {
        long frames = header.dataBytes() / header.format().frameBytes();
        return (double) frames / header.format().sampleRateHz();
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
            throw new AudioException(file + " cannot be read to its end: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        closed = true;
        Closing.quietly(input);
    }

    /** The bytes of the data chunk: what follows it in the file is not sound. */
    private final class Data extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (remainingBytes == 0) {
                return -1;
            }
            int count = input.read(bytes, offset, (int) Math.min(length, remainingBytes));
            if (count < 0) {
                throw new EOFException("it became shorter while it was read");
            }
            remainingBytes -= count;
            return count;
        }
    }
}
