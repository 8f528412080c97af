package mando.speech;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tinylog.Logger;

/**
 * Speaks with eSpeak NG, a process for each text. The text goes through its standard input, never through a shell or an argument, and without
 * the brackets that eSpeak NG takes for phoneme codes. A text that takes longer than a time limit is cut off.
 */
public final class EspeakSpeaker implements Speaker {

    /** What is longer is cut at a word. */
    static final int MAX_CHARACTERS = 500;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String PROGRAM = "espeak-ng";
    private static final int WORDS_PER_MINUTE = 160;
    private static final int MAX_ERROR_BYTES = 4_096;
    private static final Pattern VOICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+_-]{0,63}");
    private static final Pattern UNSPEAKABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\[\\]\\s]+");

    private final List<String> command;
    private final Duration timeout;
    private final Object turn = new Object();
    private volatile Process running;
    private volatile boolean closed;

    EspeakSpeaker(Path program, String voice, Duration timeout) {
        if (!VOICE.matcher(voice).matches()) {
            throw new IllegalArgumentException(
                    "\"" + voice + "\" is not the name of an eSpeak NG voice; espeak-ng --voices lists them");
        }
        this.command = List.of(program.toString(), "-v", voice, "-s", Integer.toString(WORDS_PER_MINUTE), "-b", "1",
                "--stdin");
        this.timeout = timeout;
    }

    /**
     * Looks for the program.
     *
     * @param path folders as in {@code PATH}
     * @param voice as {@code espeak-ng --voices} names it, such as {@code en-us}
     * @return nothing where it is not installed
     * @throws IllegalArgumentException where that cannot be a voice's name
     */
    public static Optional<EspeakSpeaker> find(String path, String voice) {
        return Stream.of(path.split(File.pathSeparator)).filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, PROGRAM)).filter(Files::isExecutable).findFirst()
                .map(program -> new EspeakSpeaker(program, voice, TIMEOUT));
    }

    @Override
    public void say(String text) {
        String words = speakable(text);
        if (words.isEmpty()) {
            return;
        }
        synchronized (turn) {
            if (closed) {
                return;
            }
            try {
                speak(words);
            } catch (IOException e) {
                if (!closed) {
                    Logger.warn("{} could not say a reply: {}; check the voice and the loudspeaker",
                            command.getFirst(), e.getMessage());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void speak(String words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        running = process;
        try {
            if (closed) {
                return;
            }
            // Shorter than the pipe's buffer, so that this does not wait for a process that does not read.
            try (OutputStream input = process.getOutputStream()) {
                input.write((words + "\n").getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("it did not finish within " + timeout.toMillis() + " ms");
            }
            if (process.exitValue() != 0) {
                throw new IOException("exit code " + process.exitValue() + " " + lastError(process));
            }
        } finally {
            process.destroyForcibly();
            running = null;
        }
    }

    private static String lastError(Process process) throws IOException {
        String said = new String(process.getErrorStream().readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8).strip();
        return said.substring(said.lastIndexOf('\n') + 1);
    }

    /** One line, not too long. */
    static String speakable(String text) {
        String line = UNSPEAKABLE.matcher(text).replaceAll(" ").strip();
        if (line.length() <= MAX_CHARACTERS) {
            return line;
        }
        int space = line.lastIndexOf(' ', MAX_CHARACTERS);
        return line.substring(0, space > 0 ? space : MAX_CHARACTERS);
    }

    @Override
    public void close() {
        closed = true;
        Process process = running;
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
