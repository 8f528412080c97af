package mando.deploy.evaluation;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import mando.speech.AudioSource;
import mando.speech.WavSource;

/** A recording of noise, to be mixed into other recordings. Thread-safe. */
final class Noise {

    /** Of a recording in memory: cases are utterances, and noise is repeated where it is shorter. */
    private static final int LONGEST_SECONDS = 600;

    private final Path file;
    private final short[] samples;

    private Noise(Path file, short[] samples) {
        this.file = file;
        this.samples = samples;
    }

    /**
     * Reads the noise.
     *
     * @throws mando.speech.AudioException where the file is no WAV file
     * @throws EvaluationException where it is silent or too long
     */
    static Noise read(Path file) {
        short[] samples = samplesOf(file);
        if (power(samples) == 0) {
            throw new EvaluationException(file + " is silent: give a recording of noise", null);
        }
        return new Noise(file, samples);
    }

    /**
     * A recording with this noise behind it, from a random place of it on.
     *
     * @param decibels the ratio of the recording's mean power to the noise's, over the whole recording, pauses included
     */
    AudioSource behind(Path recording, double decibels, RandomGenerator random) {
        short[] speech = samplesOf(recording);
        int start = random.nextInt(samples.length);
        var part = new short[speech.length];
        for (int i = 0; i < part.length; i++) {
            part[i] = samples[(start + i) % samples.length];
        }
        double power = power(part);
        double gain = power == 0 ? 0 : Math.sqrt(power(speech) / power) * Math.pow(10, -decibels / 20);
        for (int i = 0; i < speech.length; i++) {
            speech[i] = (short) Math.clamp(Math.round(speech[i] + gain * part[i]), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return new ArraySource(speech);
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private static double power(short[] samples) {
        double sum = 0;
        for (short sample : samples) {
            sum += (double) sample * sample;
        }
        return samples.length == 0 ? 0 : sum / samples.length;
    }

    private static short[] samplesOf(Path file) {
        try (var source = new WavSource(file)) {
            if (source.durationSeconds() > LONGEST_SECONDS) {
                throw new EvaluationException(
                        file + " is longer than " + LONGEST_SECONDS
                                + " s: noise is mixed in memory, give shorter files",
                        null);
            }
            var samples = new short[(int) ((source.durationSeconds() + 1) * AudioSource.SAMPLE_RATE)];
            int length = 0;
            var block = new short[AudioSource.SAMPLE_RATE];
            for (int count; (count = source.read(block)) > 0; length += count) {
                if (length + count > samples.length) {
                    samples = Arrays.copyOf(samples, length + count);
                }
                System.arraycopy(block, 0, samples, length, count);
            }
            return Arrays.copyOf(samples, length);
        }
    }

    /** Sound in memory. */
    private static final class ArraySource implements AudioSource {

        private final short[] sound;
        private int position;

        ArraySource(short[] sound) {
            this.sound = sound;
        }

        @Override
        public int read(short[] samples) {
            if (position == sound.length) {
                return -1;
            }
            int count = Math.min(samples.length, sound.length - position);
            System.arraycopy(sound, position, samples, 0, count);
            position += count;
            return count;
        }

        @Override
        public void close() {
            position = sound.length;
        }
    }
}
