package mando.speech;

/**
 * Where sound comes from: a stream of 16-bit samples, one channel, {@value #SAMPLE_RATE} a second, whatever the file or device behind it has.
 * One thread reads; any thread may close, and may close twice.
 */
public interface AudioSource extends AutoCloseable {

    /** Samples a second of every source, which is what the speech models are made for. */
    int SAMPLE_RATE = 16_000;

    /**
     * Fills the buffer from its beginning, waiting for at least one sample.
     *
     * @return how many were read, from 1 to the buffer's length, or -1 where the sound has ended or the source was closed
     * @throws AudioException where the sound is damaged or the device has gone
     */
    int read(short[] samples);

    @Override
    void close();
}
