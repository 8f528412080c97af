package mando.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mando.device.configuration.ConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ConfigurationWatchTest {

    /** So long that only a sign of a change can be what was noticed. */
    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    private Path folder;
    private Path file;
    private final BlockingQueue<ConfigurationWatch.Reading> changes = new LinkedBlockingQueue<>();

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("mando.yaml");
        Files.writeString(file, lamp("lamp"));
    }

    private static String lamp(String name) {
        return "devices: [{name: " + name + ", type: light, gpio: {pin: 17}}]\n";
    }

    private ConfigurationWatch watch(Duration lookEvery) {
        return ConfigurationWatch.start(file, lamp("lamp"), lookEvery, changes::add);
    }

    private ConfigurationWatch.Reading next() throws InterruptedException {
        ConfigurationWatch.Reading next = changes.poll(60, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private static String name(ConfigurationWatch.Reading reading) {
        return reading.read().devices().getFirst().name();
    }

    @Test
    void aFileThatIsWrittenOrPutInItsPlaceIsReadAndTheSameContentIsNot() throws Exception {
        try (var _ = watch(NEVER)) {
            Files.writeString(file, lamp("lamp"));
            Files.writeString(folder.resolve("other.yaml"), "x");
            Files.writeString(file, lamp("desk lamp"));
            assertThat(name(next())).isEqualTo("desk lamp");

            Path edited = folder.resolve("mando.yaml.new");
            Files.writeString(edited, lamp("bed lamp"));
            Files.move(edited, file, StandardCopyOption.REPLACE_EXISTING);
            assertThat(name(next())).isEqualTo("bed lamp");
            assertThat(changes).isEmpty();
        }
    }

    @Test
    void aBrokenFileIsToldOfOnceAndReadAgainWhenItChanges() throws Exception {
        try (var watch = watch(NEVER)) {
            Files.writeString(file, lamp("lamp").replace("type", "tpye"));
            ConfigurationWatch.Reading broken = next();
            assertThatThrownBy(broken::read).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("mando.yaml:1").hasMessageContaining("tpye");
            Files.writeString(file, lamp("desk lamp"));
            assertThat(name(next())).isEqualTo("desk lamp");

            watch.reread();
            assertThat(name(next())).as("asked for, it is read again as it is").isEqualTo("desk lamp");
        }
    }

    @Test
    void aFileThatWasTakenAwayIsMissedAndReadWhenItIsBack() throws Exception {
        try (var _ = watch(NEVER)) {
            Files.delete(file);
            ConfigurationWatch.Reading missing = next();
            assertThatThrownBy(missing::read).isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("does not exist");
            Files.writeString(file, lamp("desk lamp"));
            assertThat(name(next())).isEqualTo("desk lamp");
        }
    }

    @Test
    void aLinkThatIsTurnedElsewhereIsFollowed(@TempDir Path elsewhere) throws Exception {
        // As Kubernetes lays out a volume: the file is a link into a folder that is itself a link.
        Path one = Files.createDirectory(elsewhere.resolve("one"));
        Path two = Files.createDirectory(elsewhere.resolve("two"));
        Files.writeString(one.resolve("mando.yaml"), lamp("lamp"));
        Files.writeString(two.resolve("mando.yaml"), lamp("desk lamp"));
        Path data = Files.createSymbolicLink(elsewhere.resolve("..data"), one);
        Files.delete(file);
        Files.createSymbolicLink(file, data.resolve("mando.yaml"));
        try (var _ = watch(Duration.ofMillis(200))) {
            Path turned = Files.createSymbolicLink(elsewhere.resolve("..data_tmp"), two);
            Files.move(turned, data, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            assertThat(name(next())).isEqualTo("desk lamp");
        }
    }
}
