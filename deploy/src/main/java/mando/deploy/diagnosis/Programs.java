package mando.deploy.diagnosis;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Programs of the system that know what no file tells.
 *
 * @param path folders as in {@code PATH}
 */
record Programs(String path) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST = 1 << 16;

    /** What a program prints; nothing where it is not installed, fails, or takes longer than 5 s. */
    Optional<String> answer(String name, String... arguments) throws InterruptedException {
        Optional<Path> program = Stream.of(path.split(File.pathSeparator)).filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst();
        if (program.isEmpty()) {
            return Optional.empty();
        }
        var command = new ArrayList<>(List.of(program.get().toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try {
                // Such answers are shorter than a pipe's buffer, so that waiting before reading is safe.
                return process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0
                        ? Optional.of(new String(process.getInputStream().readNBytes(LONGEST), StandardCharsets.UTF_8)
                                .strip())
                        : Optional.empty();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException cannotBeRun) {
            return Optional.empty();
        }
    }
}
