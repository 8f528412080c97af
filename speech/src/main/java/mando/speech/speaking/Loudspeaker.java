package mando.speech.speaking;

import java.util.concurrent.atomic.AtomicBoolean;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;

/** The system's loudspeaker, through Java Sound; opened for each clip, so that an idle daemon holds no device. */
final class Loudspeaker {

    /** What is written at once: 50 ms, so that a cut is heard at once. */
    private static final int BLOCKS_A_SECOND = 20;

    private final float gain;

    /**
     * @param volume 0 to 100, on a scale of 40 dB as the ear takes it
     */
    Loudspeaker(int volume) {
        this.gain = volume == 0 ? 0 : (float) Math.pow(10, (volume - 100) / 50.0);
    }

    /**
     * Plays and returns at the end.
     *
     * @param cut ends it at once when set
     * @throws LineUnavailableException where there is no loudspeaker or something else uses it
     */
    void play(Clip clip, AtomicBoolean cut) throws LineUnavailableException {
        var format = new AudioFormat(clip.sampleRateHz(), Short.SIZE, 1, true, false);
        try (SourceDataLine line = AudioSystem.getSourceDataLine(format)) {
            int block = clip.sampleRateHz() / BLOCKS_A_SECOND;
            line.open(format, 4 * block * Short.BYTES);
            line.start();
            var bytes = new byte[block * Short.BYTES];
            for (int at = 0; at < clip.samples().length && !cut.get(); at += block) {
                int count = Math.min(block, clip.samples().length - at);
                for (int i = 0; i < count; i++) {
                    int sample = Math.round(clip.samples()[at + i] * gain);
                    bytes[2 * i] = (byte) sample;
                    bytes[2 * i + 1] = (byte) (sample >> Byte.SIZE);
                }
                line.write(bytes, 0, count * Short.BYTES);
            }
            if (cut.get()) {
                line.flush();
            } else {
                line.drain();
            }
        } catch (IllegalArgumentException e) {
            throw (LineUnavailableException) new LineUnavailableException("there is no loudspeaker").initCause(e);
        }
    }
}
