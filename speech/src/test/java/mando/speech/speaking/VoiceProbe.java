package mando.speech.speaking;

/** The program of {@link VoiceTest}'s child process: says a text at a volume, plays a tone, and is quiet. */
final class VoiceProbe {

    private VoiceProbe() {}

    /** @param arguments the volume, whether it is quiet, and a text */
    public static void main(String[] arguments) {
        boolean quiet = Boolean.parseBoolean(arguments[1]);
        try (var voice = new Voice(Synthesizer.espeak(System.getenv("PATH"), "en-us"), Integer.parseInt(arguments[0]),
                () -> quiet)) {
            voice.play(Earcon.WAKE);
            long first = said(voice, arguments[2]);
            long second = said(voice, arguments[2]);
            System.out.println("first=" + first + " second=" + second);
        }
    }

    private static long said(Voice voice, String text) {
        long started = System.nanoTime();
        voice.say(text);
        return (System.nanoTime() - started) / 1_000_000;
    }
}
