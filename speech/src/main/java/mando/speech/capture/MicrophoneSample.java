package mando.speech.capture;

import mando.speech.AudioException;
import mando.speech.AudioSource;

/**
 * What half a second of a microphone tells of it.
 *
 * @param sampleRateHz what the device itself records at
 * @param channels of the device
 * @param levelDbfs the root mean square without a direct current, in dB; a square wave at full scale is 0, and nothing is less than
 *        {@link ConditionedSource#SILENCE_DBFS}
 * @param still whether it is digital silence: the samples hardly move, which those of a working converter do even in a quiet room
 * @param clippedRuns how often some samples side by side were at the limit
 */
public record MicrophoneSample(int sampleRateHz, int channels, double levelDbfs, boolean still, int clippedRuns) {

    /** Converters need a moment before what they give is sound. */
    private static final int SETTLING_SAMPLES = AudioSource.SAMPLE_RATE / 5;
    private static final int SAMPLES = AudioSource.SAMPLE_RATE / 2;

    /**
     * Opens a microphone, listens for 0.7 s, of which the last 0.5 s count, and closes it. A driver that hangs makes this hang.
     *
     * @param device {@value MicrophoneSource#DEFAULT}, or one of {@link MicrophoneSource#devices()}
     * @throws AudioException where there is no such microphone, or it cannot be opened or stops
     */
    public static MicrophoneSample take(String device) {
        try (MicrophoneLine line = MicrophoneLine.open(device)) {
            read(line, SETTLING_SAMPLES);
            return of(read(line, SAMPLES), line.sampleRateHz(), line.channels());
        }
    }

    private static short[] read(AudioSource source, int wanted) {
        var samples = new short[wanted];
        var block = new short[AudioSource.SAMPLE_RATE / 50];
        for (int size = 0; size < wanted;) {
            int count = source.read(block);
            if (count < 0) {
                throw new AudioException("The microphone was closed");
            }
            int kept = Math.min(count, wanted - size);
            System.arraycopy(block, 0, samples, size, kept);
            size += kept;
        }
        return samples;
    }

    static MicrophoneSample of(short[] samples, int sampleRateHz, int channels) {
        int lowest = Integer.MAX_VALUE;
        int highest = Integer.MIN_VALUE;
        int run = 0;
        int runs = 0;
        double sum = 0;
        double squares = 0;
        for (short sample : samples) {
            lowest = Math.min(lowest, sample);
            highest = Math.max(highest, sample);
            run = Math.abs(sample) >= ConditionedSource.CLIPPED ? run + 1 : 0;
            if (run == ConditionedSource.CLIPPED_RUN) {
                runs++;
            }
            sum += sample;
            squares += (double) sample * sample;
        }
        double mean = sum / samples.length;
        double rms = Math.sqrt(Math.max(0, squares / samples.length - mean * mean)) / 32_768;
        double level = Math.max(ConditionedSource.SILENCE_DBFS, 20 * Math.log10(Math.max(rms, 1e-9)));
        return new MicrophoneSample(sampleRateHz, channels, level, highest - lowest <= ConditionedSource.STILL, runs);
    }
}
