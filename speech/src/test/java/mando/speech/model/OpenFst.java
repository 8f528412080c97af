package mando.speech.model;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** OpenFst's programs, as Debian's libfst-tools has them. */
final class OpenFst {

    private final Path folder;
    private final Optional<Path> plugins;

    private OpenFst(Path folder, Optional<Path> plugins) {
        this.folder = folder;
        this.plugins = plugins;
    }

    /** Skips the test where they are missing; in CI, where they are installed, that is a failure. */
    static OpenFst installed(Path folder) throws IOException {
        if (!Files.isExecutable(Path.of("/usr/bin/fstcompile"))) {
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                throw new AssertionError("libfst-tools is missing: apt install libfst-tools");
            }
            abort("libfst-tools is missing, so files of FSTs are not held against OpenFst: apt install libfst-tools");
        }
        try (Stream<Path> files = Files.find(Path.of("/usr/lib"), 4,
                (file, _) -> file.endsWith("olabel_lookahead-fst.so"))) {
            return new OpenFst(folder, files.map(Path::getParent).findFirst());
        }
    }

    /** Skips the test where the FST type of lookahead is missing, which Debian has in a package of its own; in CI it must be there. */
    void needLookahead() {
        if (plugins.isEmpty()) {
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError("CI lacks libfst22-plugins-base");
            }
            abort("OpenFst's lookahead is missing, so HCLr.fst is not held against it: apt install libfst22-plugins-base");
        }
    }

    /** Runs a line of shell in the folder. */
    void run(String command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("bash", "-o", "pipefail", "-c", command).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile());
        plugins.ifPresent(path -> builder.environment().put("LD_LIBRARY_PATH", path.toString()));
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("does not end: " + command);
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(command + ": " + Files.readString(folder.resolve("output")));
        }
    }

    /** An FST as fstcompile reads it. */
    static String text(Fst fst) {
        var text = new StringBuilder();
        for (int state = 0; state < fst.states(); state++) {
            for (Fst.Arc arc : fst.arcs(state)) {
                text.append("%d %d %d %d %s%n".formatted(state, arc.next(), arc.input(), arc.output(), arc.weight()));
            }
            if (fst.isFinal(state)) {
                text.append("%d %s%n".formatted(state, fst.finalWeight(state)));
            }
        }
        return text.toString();
    }
}
