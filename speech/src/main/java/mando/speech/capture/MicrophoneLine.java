package mando.speech.capture;

import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;
import mando.speech.AudioException;
import mando.speech.AudioSource;
import mando.speech.PcmSource;

/**
 * An open microphone of Java Sound (on Linux: ALSA), in the first format that it has, 16 kHz one channel before all others; what it has instead
 * is converted. It ends with the device: {@link MicrophoneSource} opens the next.
 */
final class MicrophoneLine implements AudioSource {

    /** Of these a microphone has at least one, or none that can be used. */
    private static final List<AudioFormat> FORMATS = List.of(format(SAMPLE_RATE, 1), format(48_000, 1),
            format(48_000, 2), format(44_100, 1), format(44_100, 2), format(32_000, 1), format(32_000, 2),
            format(SAMPLE_RATE, 2), format(96_000, 2), format(8_000, 1));
    /** How much sound the device may keep: 200 ms. */
    private static final int LINE_DIVISOR = 5;

    private final String name;
    private final TargetDataLine line;
    private final PcmSource samples;
    private volatile boolean closed;

    private MicrophoneLine(String name, TargetDataLine line) {
        this.name = name;
        this.line = line;
        AudioFormat format = line.getFormat();
        this.samples = new PcmSource(new LineInput(), (int) format.getSampleRate(), format.getChannels());
    }

    private static AudioFormat format(int sampleRate, int channels) {
        return new AudioFormat(sampleRate, Short.SIZE, channels, true, false);
    }

    /**
     * @param device {@value MicrophoneSource#DEFAULT} or a name as {@link #devices()} lists it, with or without the part in brackets, which
     *         changes with the socket
     * @throws AudioException where there is no such microphone or it cannot be opened
     */
    static MicrophoneLine open(String device) {
        Mixer.Info mixer = device.equals(MicrophoneSource.DEFAULT) ? null : named(device);
        String reason = "it records in no format that can be used";
        for (AudioFormat format : FORMATS) {
            var info = new DataLine.Info(TargetDataLine.class, format);
            try {
                TargetDataLine line = (TargetDataLine) (mixer == null
                        ? AudioSystem.getLine(info)
                        : AudioSystem.getMixer(mixer).getLine(info));
                line.open(format, (int) format.getSampleRate() / LINE_DIVISOR * format.getFrameSize());
                line.start();
                return new MicrophoneLine(device, line);
            } catch (IllegalArgumentException e) {
                if (mixer == null && devices().isEmpty()) {
                    throw new AudioException("There is no microphone; " + found(), e);
                }
            } catch (LineUnavailableException | SecurityException e) {
                reason = e.getMessage();
            }
        }
        throw new AudioException("The microphone \"" + device + "\" cannot be opened (" + reason
                + "); close what else uses it, and see that the user is in the group audio");
    }

    int sampleRateHz() {
        return (int) line.getFormat().getSampleRate();
    }

    int channels() {
        return line.getFormat().getChannels();
    }

    static List<String> devices() {
        return Arrays.stream(AudioSystem.getMixerInfo()).filter(MicrophoneLine::captures).map(Mixer.Info::getName)
                .toList();
    }

    private static Mixer.Info named(String device) {
        return Arrays.stream(AudioSystem.getMixerInfo()).filter(info -> isNamed(info.getName(), device))
                .filter(MicrophoneLine::captures).findFirst()
                .orElseThrow(() -> new AudioException("There is no microphone \"" + device + "\"; " + found()));
    }

    /** Java Sound's names end in ALSA's, such as {@code [plughw:1,0]}: the card's number is another after the next start. */
    static boolean isNamed(String mixer, String wanted) {
        int bracket = mixer.lastIndexOf(" [");
        String plain = bracket > 0 ? mixer.substring(0, bracket) : mixer;
        return mixer.equalsIgnoreCase(wanted) || plain.equalsIgnoreCase(wanted);
    }

    private static boolean captures(Mixer.Info info) {
        Mixer mixer = AudioSystem.getMixer(info);
        return FORMATS.stream()
                .anyMatch(format -> mixer.isLineSupported(new DataLine.Info(TargetDataLine.class, format)));
    }

    private static String found() {
        List<String> devices = devices();
        return devices.isEmpty()
                ? "none was found, so check its plug and that the user is in the group audio"
                : "found: " + String.join(", ", devices);
    }

    /** {@inheritDoc} It ends with an exception where the device has gone, and with -1 only once closed. */
    @Override
    public int read(short[] buffer) {
        int count = samples.read(buffer);
        if (count < 0 && !closed) {
            throw new AudioException("The microphone \"" + name + "\" has stopped; check its plug");
        }
        return count;
    }

    @Override
    public void close() {
        closed = true;
        line.close();
    }

    /** Bytes as the device gives them. */
    private final class LineInput extends InputStream {

        @Override
        public int read() {
            throw new UnsupportedOperationException("whole frames only");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int frame = line.getFormat().getFrameSize();
            // A line whose device was unplugged returns early; Java Sound says nothing more.
            int count = line.read(bytes, offset, Math.max(frame, length - length % frame));
            return count <= 0 ? -1 : count;
        }
    }
}
