package mando.inference.gguf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads the header of a GGUF file from front to back, never beyond its end. */
final class GgufInput {

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int MAX_STRING_BYTES = 1 << 20;
    /** Of all arrays together: an element of one byte in the file is an object in memory. */
    private static final int MAX_ELEMENTS = 4_000_000;
    private static final int DEEPEST_ARRAY = 4;
    private static final int STRING = 8;
    private static final int ARRAY = 9;

    private final Path path;
    private final MemorySegment file;
    private long position;
    private int elements;

    GgufInput(Path path, MemorySegment file) {
        this.path = path;
        this.file = file;
    }

    long position() {
        return position;
    }

    long remaining() {
        return file.byteSize() - position;
    }

    int int32() {
        int value = file.get(INT, advance(4));
        return value;
    }

    long int64() {
        return file.get(LONG, advance(8));
    }

    /**
     * A count of things to follow.
     *
     * @param leastBytes the fewest bytes that one of them takes: more than fit the rest of the file are not believed
     */
    int count(String what, int most, int leastBytes) {
        long count = int64();
        if (count < 0 || count > most || count * leastBytes > remaining()) {
            throw new GgufException(path, "it claims " + Long.toUnsignedString(count) + " " + what);
        }
        return (int) count;
    }

    String string() {
        int length = count("bytes in a string", MAX_STRING_BYTES, 1);
        byte[] bytes = file.asSlice(advance(length), length).toArray(ValueLayout.JAVA_BYTE);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A metadata value of one of GGUF's types. */
    Object value(int type) {
        return value(type, 0);
    }

    private Object value(int type, int depth) {
        return type == ARRAY ? array(depth) : scalar(type);
    }

    private Object scalar(int type) {
        return switch (type) {
            case 0 -> Byte.toUnsignedInt(file.get(ValueLayout.JAVA_BYTE, advance(1)));
            case 1 -> (int) file.get(ValueLayout.JAVA_BYTE, advance(1));
            case 2 -> Short.toUnsignedInt(file.get(SHORT, advance(2)));
            case 3 -> (int) file.get(SHORT, advance(2));
            case 4 -> Integer.toUnsignedLong(int32());
            case 5 -> int32();
            case 6 -> Float.intBitsToFloat(int32());
            case 7 -> file.get(ValueLayout.JAVA_BYTE, advance(1)) != 0;
            case STRING -> string();
            case 10, 11 -> int64();
            case 12 -> Double.longBitsToDouble(int64());
            default -> throw new GgufException(path, "its metadata has a value of the unknown type " + type);
        };
    }

    private List<Object> array(int depth) {
        int type = int32();
        if (depth == DEEPEST_ARRAY) {
            throw new GgufException(path, "its metadata has arrays nested deeper than " + DEEPEST_ARRAY);
        }
        int count = count("elements in an array", MAX_ELEMENTS - elements, type == STRING ? 8 : type == ARRAY ? 12 : 1);
        elements += count;
        var values = new ArrayList<Object>(Math.min(count, 1 << 16));
        for (int i = 0; i < count; i++) {
            values.add(value(type, depth + 1));
        }
        return Collections.unmodifiableList(values);
    }

    private long advance(long bytes) {
        if (bytes > remaining()) {
            throw new GgufException(path, "it ends in the middle of its header");
        }
        long at = position;
        position += bytes;
        return at;
    }
}
