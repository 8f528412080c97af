package mando.speech;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads through the arcs of an OpenFst file and holds every position, count and state number in it against the others. OpenFst itself believes
 * them, and ends the process with a segmentation fault where they are wrong. The layouts are those of OpenFst's {@code fst.h},
 * {@code const-fst.h}, {@code vector-fst.h} and {@code add-on.h}; other types, symbol tables and very large files are taken as they are.
 */
final class FstArcs {

    private static final int MAGIC = 2_125_659_606;
    private static final int ADD_ON_MAGIC = 446_681_434;
    private static final int SYMBOL_TABLES = 0x3;
    private static final int ALIGNED = 0x4;
    private static final int ALIGNMENT = 16;
    private static final int CONST_STATE_BYTES = 20;
    private static final int ARC_BYTES = 16;
    private static final int MAX_NAME = 64;
    /** Above this, reading every arc would take longer than it is worth. */
    private static final long MAX_READ_BYTES = 128L << 20;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** What an arc takes and gives; 0 is nothing. */
    @FunctionalInterface
    interface Visitor {
        void arc(int inputLabel, int outputLabel);
    }

    /** What is wrong with a file; the message is the part of a sentence after a colon. */
    static final class DamagedException extends IOException {

        private static final long serialVersionUID = 1L;

        DamagedException(String problem) {
            super(problem);
        }
    }

    private record Header(String type, int flags, long start, long states, long arcs) {}

    private final MemorySegment file;
    private final Visitor visitor;
    private long at;

    private FstArcs(MemorySegment file, Visitor visitor) {
        this.file = file;
        this.visitor = visitor;
    }

    /**
     * Visits the arcs.
     *
     * @throws DamagedException where the file contradicts itself
     */
    static void visit(Path path, Visitor visitor) throws IOException {
        try (Arena arena = Arena.ofConfined(); FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            new FstArcs(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena), visitor).read();
        } catch (IndexOutOfBoundsException e) {
            DamagedException damaged = new DamagedException("it is cut short");
            damaged.initCause(e);
            throw damaged;
        }
    }

    private void read() throws DamagedException {
        Header header = header();
        if (header.type.endsWith("lookahead")) {
            if (int32() != ADD_ON_MAGIC) {
                throw new DamagedException("its look-ahead part is not one");
            }
            header = header();
        }
        if ((header.flags & SYMBOL_TABLES) != 0 || file.byteSize() > MAX_READ_BYTES) {
            return;
        }
        switch (header.type) {
            case "const" -> constant(header);
            case "vector" -> vector(header);
            default -> {
                // Another kind of FST, such as "ngram": libvosk knows its layout, and this class does not.
            }
        }
    }

    private Header header() throws DamagedException {
        if (file.byteSize() < Integer.BYTES || int32() != MAGIC) {
            throw new DamagedException("it is not an OpenFst file");
        }
        String type = string();
        if (!string().equals("standard")) {
            throw new DamagedException("its arcs are not of the type \"standard\"");
        }
        at += Integer.BYTES;
        int flags = int32();
        at += Long.BYTES;
        return new Header(type, flags, int64(), int64(), int64());
    }

    private void constant(Header header) throws DamagedException {
        checkStart(header.start, header.states);
        align(header.flags);
        long states = at;
        if (header.states > (file.byteSize() - at) / CONST_STATE_BYTES) {
            throw new DamagedException("it is cut short");
        }
        at += header.states * CONST_STATE_BYTES;
        align(header.flags);
        if (header.arcs < 0 || header.arcs > (file.byteSize() - at) / ARC_BYTES) {
            throw new DamagedException("it is cut short");
        }
        long next = 0;
        for (long state = 0; state < header.states; state++) {
            long position = Integer.toUnsignedLong(file.get(INT, states + state * CONST_STATE_BYTES + 4));
            long count = Integer.toUnsignedLong(file.get(INT, states + state * CONST_STATE_BYTES + 8));
            if (position != next || count > header.arcs - next) {
                throw new DamagedException("the arcs of its state " + state + " are misplaced");
            }
            next += count;
        }
        if (next != header.arcs) {
            throw new DamagedException("it has arcs without a state");
        }
        arcs(header.arcs, header.states);
    }

    private void vector(Header header) throws DamagedException {
        checkStart(header.start, header.states);
        for (long state = 0; state < header.states; state++) {
            at += Float.BYTES;
            long count = int64();
            if (count < 0 || count > (file.byteSize() - at) / ARC_BYTES) {
                throw new DamagedException("its state " + state + " has an impossible number of arcs");
            }
            arcs(count, header.states);
        }
    }

    private void arcs(long count, long states) throws DamagedException {
        for (long arc = 0; arc < count; arc++, at += ARC_BYTES) {
            int input = file.get(INT, at);
            int output = file.get(INT, at + 4);
            int target = file.get(INT, at + 12);
            if (input < 0 || output < 0 || target < 0 || target >= states) {
                throw new DamagedException("one of its arcs leads nowhere");
            }
            visitor.arc(input, output);
        }
    }

    private static void checkStart(long start, long states) throws DamagedException {
        if (states < 1 || start < 0 || start >= states) {
            throw new DamagedException("it has no start");
        }
    }

    private void align(int flags) {
        if ((flags & ALIGNED) != 0) {
            at = (at + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
    }

    private String string() throws DamagedException {
        int length = int32();
        if (length < 0 || length > MAX_NAME) {
            throw new DamagedException("it is not an OpenFst file");
        }
        byte[] bytes = file.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE);
        at += length;
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private int int32() {
        at += Integer.BYTES;
        return file.get(INT, at - Integer.BYTES);
    }

    private long int64() {
        at += Long.BYTES;
        return file.get(LONG, at - Long.BYTES);
    }
}
