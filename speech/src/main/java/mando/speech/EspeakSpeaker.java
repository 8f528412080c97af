package mando.speech;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.tinylog.Logger;

/** Speaks through the {@code espeak-ng} program, one reply at a time. A reply that takes too long is cut off. */
public final class EspeakSpeaker implements Speaker {

    private static final int MOST_CHARACTERS = 500;
    private static final long TIMEOUT_SECONDS = 30;

    private final Path program;
    private final String voice;
    private volatile Process speaking;
    private volatile boolean closed;

    private EspeakSpeaker(Path program, String voice) {
        this.program = program;
        this.voice = voice;
    }

    /**
     * Looks for the program.
     *
     * @param path directories as in {@code PATH}
     * @param voice as espeak-ng names it, such as {@code en-us}
     * @return nothing where it is not installed
     */
    public static Optional<EspeakSpeaker> find(String path, String voice) {
        return Stream.of(path.split(":")).filter(directory -> !directory.isBlank())
                .map(directory -> Path.of(directory, "espeak-ng")).filter(Files::isExecutable).findFirst()
                .map(program -> new EspeakSpeaker(program, voice));
    }

    @Override
    public synchronized void say(String text) {
        if (closed || text.isBlank()) {
            return;
        }
        String said = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
        try {
            // The text goes through standard input: no part of it can be taken for an option.
            Process process = new ProcessBuilder(program.toString(), "-v", voice, "--stdin")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            speaking = process;
            try (var in = process.getOutputStream()) {
                in.write(said.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                Logger.warn("espeak-ng took longer than {} s for a reply and was stopped", TIMEOUT_SECONDS);
            } else if (process.exitValue() != 0 && !closed) {
                Logger.warn("espeak-ng could not speak (exit code {}): is there a loudspeaker?", process.exitValue());
            }
        } catch (IOException e) {
            Logger.warn("espeak-ng could not be started: {}", e.getMessage());
        } catch (InterruptedException e) {
            speaking.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Stops speaking, in the middle of a reply too. */
    @Override
    public void close() {
        closed = true;
        Process process = speaking;
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
