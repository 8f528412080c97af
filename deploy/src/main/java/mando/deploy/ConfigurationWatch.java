package mando.deploy;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mando.device.configuration.Configuration;
import mando.device.configuration.ConfigurationException;
import mando.device.configuration.ConfigurationReader;
import org.tinylog.Logger;

/**
 * Watches a configuration file and tells of each change of what stands in it, on a thread of its own, {@code mando-configuration}. Its folder is
 * watched, since editors put another file in its place; where it is a link to elsewhere, as of Kubernetes or NixOS, the file is looked at from time to
 * time as well.
 */
public final class ConfigurationWatch implements AutoCloseable {

    /** How often the file is looked at without a sign of a change. */
    public static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /** So long a file must stay as it is to have been written to its end. */
    private static final long SETTLED_MILLIS = 100;
    private static final int MOST_LOOKS = 20;
    private static final long JOIN_MILLIS = 3_000;

    private final Path file;
    private final Duration lookEvery;
    private final Consumer<Reading> changes;
    private final WatchService service;
    private final Thread thread;
    private Content seen;
    private volatile boolean closed;

    /** A changed file. */
    public interface Reading {

        /**
         * Reads it.
         *
         * @throws ConfigurationException with all that is wrong with it
         */
        Configuration read();
    }

    /**
     * @param text what stands in it, or why it cannot be read
     */
    private record Content(String text, boolean readable) {}

    private ConfigurationWatch(Path file, String text, Duration lookEvery, Consumer<Reading> changes)
            throws IOException {
        this.file = file;
        this.seen = new Content(text, true);
        this.lookEvery = lookEvery;
        this.changes = changes;
        this.service = file.getFileSystem().newWatchService();
        this.thread = Thread.ofPlatform().name("mando-configuration").daemon().unstarted(this::run);
    }

    /**
     * Begins to watch.
     *
     * @param text what stood in the file when it was read last
     * @param lookEvery usually {@link #LOOK_EVERY}
     * @param changes hears of one change after the other; those that come meanwhile are told of as one
     * @throws UsageException where this machine has no more watches to give
     */
    public static ConfigurationWatch start(Path file, String text, Duration lookEvery, Consumer<Reading> changes) {
        try {
            var watch = new ConfigurationWatch(file.toAbsolutePath(), text, lookEvery, changes);
            watch.register();
            watch.thread.start();
            return watch;
        } catch (IOException e) {
            throw new UsageException("the configuration " + file + " cannot be watched (" + e.getMessage()
                    + "): raise fs.inotify.max_user_instances", e);
        }
    }

    private void register() {
        try {
            file.getParent().register(service, StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException e) {
            Logger.debug(e, "{} cannot be watched now; it is looked at every {}", file.getParent(), lookEvery);
        }
    }

    private void run() {
        try {
            while (!closed) {
                WatchKey key = service.poll(lookEvery.toMillis(), TimeUnit.MILLISECONDS);
                if (key == null) {
                    // Where the folder was replaced, it is another that has to be watched.
                    register();
                } else {
                    key.pollEvents();
                    key.reset();
                }
                look(false);
                // A folder in which much is written costs no more than this.
                Thread.sleep(SETTLED_MILLIS);
            }
        } catch (ClosedWatchServiceException e) {
            Logger.debug("{} is watched no longer", file);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells of the file as it is now, changed or not. Returns when it has been told of. */
    public void reread() {
        try {
            look(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look(boolean asked) throws InterruptedException {
        Content now = content();
        if (closed || (!asked && now.equals(seen))) {
            return;
        }
        now = settled(now);
        if (asked || !now.equals(seen)) {
            seen = now;
            String text = now.text();
            changes.accept(now.readable()
                    ? () -> ConfigurationReader.parse(text, file.toString(), ConfigurationReader.Drivers.REQUIRED)
                    : () -> ConfigurationReader.read(file, ConfigurationReader.Drivers.REQUIRED));
        }
    }

    private Content settled(Content first) throws InterruptedException {
        Content last = first;
        for (int i = 0; i < MOST_LOOKS; i++) {
            Thread.sleep(SETTLED_MILLIS);
            Content next = content();
            if (next.equals(last)) {
                break;
            }
            last = next;
        }
        return last;
    }

    private Content content() {
        try {
            return new Content(ConfigurationReader.text(file), true);
        } catch (ConfigurationException e) {
            return new Content(e.getMessage(), false);
        }
    }

    /** Tells of nothing more; what is being told of is not waited for longer than some seconds. */
    @Override
    public void close() {
        closed = true;
        try {
            service.close();
            thread.join(JOIN_MILLIS);
        } catch (IOException e) {
            Logger.debug(e, "The watch of {} could not be closed", file);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
