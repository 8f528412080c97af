package mando.deploy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageCheckTest {

    private static final long MUCH = 8_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    void looksForRoomAndLeavesNothing() throws IOException {
        assertThat(new StorageCheck(folder, _ -> MUCH).look()).isInstanceOfSatisfying(Finding.Ok.class,
                ok -> assertThat(ok.found()).isEqualTo("8.0 GB free for the cache " + folder));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void doesNotMakeTheCache() throws IOException {
        Path cache = folder.resolve("a/mando");

        assertThat(new StorageCheck(cache, _ -> MUCH).look()).isInstanceOf(Finding.Ok.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFullDiskIsAFaultAndAnAlmostFullOneIsWarnedOf() throws IOException {
        assertThat(new StorageCheck(folder, _ -> 5_000_000).look()).isInstanceOf(Finding.Fault.class);
        assertThat(new StorageCheck(folder, _ -> 100_000_000).look()).isInstanceOf(Finding.Warning.class);
    }

    @Test
    void aCacheThatCannotBeWrittenIsAFault() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(new StorageCheck(file.resolve("mando"), _ -> MUCH).look()).isInstanceOfSatisfying(
                Finding.Fault.class, fault -> assertThat(fault.remedy()).contains("XDG_CACHE_HOME"));
    }
}
