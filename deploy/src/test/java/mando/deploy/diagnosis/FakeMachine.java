package mando.deploy.diagnosis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The files and programs of a machine, in a folder.
 *
 * @param root stands for the root of its file system
 */
record FakeMachine(Path root) {

    SystemFiles files() {
        return new SystemFiles(root);
    }

    Programs programs() {
        return new Programs(path());
    }

    String path() {
        return root.resolve("bin").toString();
    }

    FakeMachine with(String file, String text) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FakeMachine withProgram(String name, String script) {
        with("bin/" + name, "#!/bin/sh\n" + script + "\n");
        try {
            Files.setPosixFilePermissions(root.resolve("bin").resolve(name),
                    PosixFilePermissions.fromString("rwxr-xr-x"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
