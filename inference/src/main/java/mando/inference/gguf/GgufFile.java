package mando.inference.gguf;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A GGUF file (version 2 or 3, little-endian), mapped into memory: its metadata and where its tensors are. Every count, length and offset is
 * checked against the file's size before it is believed, so a damaged or hostile file gives a {@link GgufException} and no more.
 *
 * <p>Immutable; may be read by many threads until it is closed. The format is described in ggml's {@code docs/gguf.md}.
 */
public final class GgufFile implements AutoCloseable {

    private static final int MAGIC = 0x46554747;
    private static final int DEFAULT_ALIGNMENT = 32;
    private static final int MAX_METADATA = 65_536;
    private static final int MAX_TENSORS = 65_536;
    private static final int MAX_DIMENSIONS = 4;

    private final Path path;
    private final Arena arena;
    private final Map<String, Object> metadata;
    private final Map<String, GgufTensor> tensors;

    private GgufFile(Path path, Arena arena, Map<String, Object> metadata, Map<String, GgufTensor> tensors) {
        this.path = path;
        this.arena = arena;
        this.metadata = metadata;
        this.tensors = tensors;
    }

    /**
     * Maps a file and reads its header.
     *
     * @throws GgufException where the file is missing, damaged or holds what is not supported
     */
    public static GgufFile open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new GgufException(path, "there is no such file");
        }
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return read(path, arena, file);
        } catch (IOException e) {
            arena.close();
            throw new GgufException(path, "it cannot be read (" + e.getMessage() + ")", e);
        } catch (GgufException e) {
            arena.close();
            throw e;
        }
    }

    private static GgufFile read(Path path, Arena arena, MemorySegment file) {
        var in = new GgufInput(path, file);
        if (in.remaining() < 24 || in.int32() != MAGIC) {
            throw new GgufException(path, "it does not begin with \"GGUF\"");
        }
        int version = in.int32();
        if (version != 2 && version != 3) {
            throw new GgufException(path, "its version " + version + " is not 2 or 3");
        }
        int tensorCount = in.count("tensors", MAX_TENSORS, 24);
        int metadataCount = in.count("metadata entries", MAX_METADATA, 12);
        var metadata = new LinkedHashMap<String, Object>();
        for (int i = 0; i < metadataCount; i++) {
            String key = in.string();
            if (metadata.putIfAbsent(key, in.value(in.int32())) != null) {
                throw new GgufException(path, "its metadata names " + key + " twice");
            }
        }
        int alignment = alignment(path, metadata);
        var headers = new LinkedHashMap<String, TensorHeader>();
        for (int i = 0; i < tensorCount; i++) {
            TensorHeader header = tensorHeader(path, in);
            if (headers.putIfAbsent(header.name, header) != null) {
                throw new GgufException(path, "it holds the tensor " + header.name + " twice");
            }
        }
        long data = Math.ceilDiv(in.position(), (long) alignment) * alignment;
        var tensors = new LinkedHashMap<String, GgufTensor>();
        for (TensorHeader header : headers.values()) {
            tensors.put(header.name, header.within(path, file, data, alignment));
        }
        return new GgufFile(path, arena, Collections.unmodifiableMap(metadata), Collections.unmodifiableMap(tensors));
    }

    private static int alignment(Path path, Map<String, Object> metadata) {
        Object value = metadata.getOrDefault("general.alignment", DEFAULT_ALIGNMENT);
        if (value instanceof Number number && Long.bitCount(number.longValue()) == 1 && number.longValue() >= 1
                && number.longValue() <= 4096) {
            return number.intValue();
        }
        throw new GgufException(path, "its alignment " + value + " is not a power of two up to 4096");
    }

    private static TensorHeader tensorHeader(Path path, GgufInput in) {
        String name = in.string();
        int dimensions = in.int32();
        if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
            throw new GgufException(path, "tensor " + name + " has " + dimensions + " dimensions");
        }
        var shape = new long[dimensions];
        for (int d = 0; d < dimensions; d++) {
            shape[d] = in.int64();
            if (shape[d] < 1 || shape[d] > Integer.MAX_VALUE) {
                throw new GgufException(path, "tensor " + name + " has a dimension of " + shape[d]);
            }
        }
        int type = in.int32();
        long offset = in.int64();
        TensorType tensorType = TensorType.ofGgml(type).orElseThrow(
                () -> new GgufException(path,
                        "tensor " + name + " has ggml's type " + type + ", which is not supported yet"));
        return new TensorHeader(name, shape, tensorType, offset);
    }

    private record TensorHeader(String name, long[] shape, TensorType type, long offset) {

        GgufTensor within(Path path, MemorySegment file, long data, int alignment) {
            if (shape[0] % type.blockElements() != 0) {
                throw new GgufException(path, "tensor " + name + " has rows of " + shape[0] + ", no multiple of the "
                        + type.blockElements() + " that " + type + " needs");
            }
            long bytes;
            try {
                bytes = Math.multiplyExact(shape[0] / type.blockElements(), type.blockBytes());
                for (int d = 1; d < shape.length; d++) {
                    bytes = Math.multiplyExact(bytes, shape[d]);
                }
            } catch (ArithmeticException e) {
                throw new GgufException(path, "tensor " + name + " is larger than any memory", e);
            }
            long available = file.byteSize() - data;
            if (offset < 0 || offset % alignment != 0 || bytes > available || offset > available - bytes) {
                throw new GgufException(path, "tensor " + name + " lies outside the file, which may be cut off");
            }
            long elements = bytes / type.blockBytes() * type.blockElements();
            if (elements > Integer.MAX_VALUE) {
                throw new GgufException(path,
                        "tensor " + name + " has " + elements + " elements, more than are supported");
            }
            return new GgufTensor(name, type, (int) shape[0], (int) (elements / shape[0]),
                    file.asSlice(data + offset, bytes));
        }
    }

    public Path path() {
        return path;
    }

    public Map<String, GgufTensor> tensors() {
        return tensors;
    }

    /**
     * @throws GgufException where there is no such tensor
     */
    public GgufTensor tensor(String name) {
        return Optional.ofNullable(tensors.get(name))
                .orElseThrow(() -> new GgufException(path, "it lacks the tensor " + name));
    }

    /** A metadata value: a boxed number, Boolean, String, or a List of these. */
    public Optional<Object> metadata(String key) {
        return Optional.ofNullable(metadata.get(key));
    }

    public String string(String key) {
        return typed(key, String.class);
    }

    /** A whole number within a range, which the caller knows to be sensible. */
    public int integer(String key, int least, int most) {
        Object value = metadata.get(key);
        if (value instanceof Number number && !(value instanceof Float) && !(value instanceof Double)
                && number.longValue() >= least && number.longValue() <= most) {
            return number.intValue();
        }
        throw new GgufException(path,
                "its " + key + " is " + value + ", expected a number from " + least + " to " + most);
    }

    public float floating(String key) {
        Object value = metadata.get(key);
        if (value instanceof Number number && Float.isFinite(number.floatValue())) {
            return number.floatValue();
        }
        throw new GgufException(path, "its " + key + " is " + value + ", expected a number");
    }

    /** The same, or another value where the file says nothing. */
    public int integer(String key, int least, int most, int otherwise) {
        return metadata.containsKey(key) ? integer(key, least, most) : otherwise;
    }

    public float floating(String key, float otherwise) {
        return metadata.containsKey(key) ? floating(key) : otherwise;
    }

    public String string(String key, String otherwise) {
        return metadata.containsKey(key) ? string(key) : otherwise;
    }

    /** A list of values of one type. */
    public <T> List<T> list(String key, Class<T> element) {
        List<?> list = typed(key, List.class);
        if (!list.isEmpty() && !element.isInstance(list.getFirst())) {
            throw new GgufException(path, "its " + key + " holds other values than expected");
        }
        return list.stream().map(element::cast).toList();
    }

    private <T> T typed(String key, Class<T> type) {
        Object value = metadata.get(key);
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        throw new GgufException(path,
                value == null ? "it lacks " + key : "its " + key + " is no " + type.getSimpleName());
    }

    /** Unmaps the file; tensors must not be read afterwards. May be called twice. */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
