package mando.deploy.diagnosis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the cache's folder can be written and has room. */
final class StorageCheck implements Check {

    /** Room on a folder's disk. */
    @FunctionalInterface
    interface Room {

        /** In bytes. */
        long left(Path folder) throws IOException;
    }

    /** Measured: the graphs of a home are 1.7 MB, those of its wake words 11 MB; four and three of them are kept. */
    private static final long NEEDED = 40_000_000;
    private static final long COMFORTABLE = 200_000_000;

    private final Path cache;
    private final Room room;

    StorageCheck(Path cache, Room room) {
        this.cache = cache;
        this.room = room;
    }

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public Finding look() throws IOException {
        Path existing = cache.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        var facts = Facts.of("cache", cache.toString());
        if (!writable(existing)) {
            return new Finding.Fault("the cache " + cache + " cannot be written",
                    "make it writable for the user that runs Mando, or set XDG_CACHE_HOME; a memory card that has become "
                            + "read-only must be replaced",
                    facts.with("writable", false));
        }
        long left = room.left(existing);
        facts = facts.with("writable", true).with("freeBytes", left);
        String found = Numbers.bytes(left) + " free for the cache " + cache
                + (existing.equals(cache.toAbsolutePath()) ? "" : ", which is made when it is needed");
        if (left < NEEDED) {
            return new Finding.Fault(found, "delete something, such as apt clean does: the graphs of a home need "
                    + Numbers.bytes(NEEDED), facts);
        }
        return left < COMFORTABLE
                ? new Finding.Warning(found, "delete something before the disk is full, such as apt clean does", facts)
                : new Finding.Ok(found, facts);
    }

    /** By writing: permissions say nothing of a file system that is mounted read-only. Only what is there is written to. */
    private static boolean writable(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try {
            Files.delete(Files.createTempFile(folder, ".mando-doctor-", null));
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
