package mando.speech;

/** Where sound comes from: mono, 16-bit, {@value #SAMPLE_RATE} samples a second. Read by one thread; may be closed by another, twice. */
public interface AudioSource extends AutoCloseable {

    /** Samples a second of every source. */
    int SAMPLE_RATE = 16_000;

    /**
     * Reads samples, waiting for at least one.
     *
     * @return how many were read, or -1 where the sound has ended or the source was closed
     * @throws AudioException where the sound cannot be read
     */
    int read(short[] samples);

    @Override
    void close();
}
