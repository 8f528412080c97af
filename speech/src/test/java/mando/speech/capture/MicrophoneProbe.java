package mando.speech.capture;

import mando.speech.AudioException;

/** The program of {@link MicrophoneSourceTest}'s child process: reads a microphone and prints what it found. */
final class MicrophoneProbe {

    private MicrophoneProbe() {}

    /** @param arguments the microphone's name, and how many samples to read: 0 for a {@link MicrophoneSample} */
    public static void main(String[] arguments) {
        int wanted = Integer.parseInt(arguments[1]);
        try {
            if (wanted == 0) {
                System.out.println(MicrophoneSample.take(arguments[0]));
            } else {
                probe(MicrophoneSource.open(arguments[0], event -> System.err.println(event)), wanted);
            }
        } catch (AudioException e) {
            System.out.println("refused: " + e.getMessage());
        }
    }

    private static void probe(MicrophoneSource microphone, int wanted) {
        short[] samples = new short[wanted];
        short[] block = new short[500];
        for (int size = 0; size < wanted;) {
            int count = Math.min(microphone.read(block), wanted - size);
            System.arraycopy(block, 0, samples, size, count);
            size += count;
        }
        boolean capturing = isCapturing();
        microphone.close();
        microphone.close();
        System.out.println(
                "first=" + samples[0] + " jumps=" + jumps(samples) + " lost=" + microphone.dropped() + " capturing="
                        + capturing + " after=" + isCapturing() + " end=" + microphone.read(block));
    }

    private static boolean isCapturing() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("mando-capture"));
    }

    /** How often the next sample is not the one above. */
    private static int jumps(short[] samples) {
        int jumps = 0;
        for (int i = 1; i < samples.length; i++) {
            if (samples[i] != samples[i - 1] + 1) {
                jumps++;
            }
        }
        return jumps;
    }
}
