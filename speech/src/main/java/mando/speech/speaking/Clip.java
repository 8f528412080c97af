package mando.speech.speaking;

/**
 * Sound to be played, one channel.
 *
 * @param samples 16 bits; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record Clip(short[] samples, int sampleRateHz) {}
