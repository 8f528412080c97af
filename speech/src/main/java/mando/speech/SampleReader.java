package mando.speech;

import java.io.IOException;

/** Samples of any rate to the 16-bit samples of an {@link AudioSource}. */
final class SampleReader {

    private static final int BLOCK = 1_024;

    private final Samples samples;
    private final float[] block = new float[BLOCK];

    SampleReader(Samples samples, int sampleRateHz) {
        this.samples = sampleRateHz == AudioSource.SAMPLE_RATE
                ? samples
                : new Resampler(samples, sampleRateHz, AudioSource.SAMPLE_RATE);
    }

    int read(short[] buffer) throws IOException {
        int count = samples.read(block, 0, Math.min(buffer.length, BLOCK));
        for (int i = 0; i < count; i++) {
            buffer[i] = (short) Math.clamp(Math.round(block[i] * 32_768f), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return count;
    }
}
