package mando.deploy.diagnosis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The small files in which the kernel and the system tell of themselves.
 *
 * @param root of the file system
 */
record SystemFiles(Path root) {

    private static final int LARGEST = 1 << 20;

    Path path(String name) {
        return root.resolve(name);
    }

    boolean exists(String name) {
        return Files.exists(path(name));
    }

    /** The text without white space or zeros around it; nothing where it cannot be read. */
    Optional<String> text(String name) {
        try (InputStream input = Files.newInputStream(path(name))) {
            return Optional
                    .of(new String(input.readNBytes(LARGEST), StandardCharsets.ISO_8859_1).replace("\0", "").strip());
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }
}
