package mando.deploy.diagnosis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import mando.deploy.Installation;

/**
 * A cache for one check, so that a doctor that is run as root leaves no files in the daemon's cache that the daemon cannot replace.
 */
final class ScratchCache implements AutoCloseable {

    private final Path folder;

    ScratchCache() throws IOException {
        folder = Files.createTempDirectory("mando-doctor-");
    }

    /** An installation with this cache. */
    Installation under(Installation installation) {
        return new Installation(installation.models(), folder, installation.configuration());
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
