package mando.inference.gguf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes small GGUF files, honest ones and others: nothing is checked. Written from ggml's description, not from the reader. */
public final class GgufWriter {

    private record Value(int type, byte[] bytes) {}

    private record Tensor(int type, long[] shape, byte[] data) {}

    private final Map<String, Value> metadata = new LinkedHashMap<>();
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private int version = 3;
    private int alignment = 32;

    public GgufWriter version(int version) {
        this.version = version;
        return this;
    }

    /** Sets what tensors are aligned to and says so in the metadata. */
    public GgufWriter alignment(int alignment) {
        this.alignment = alignment;
        return metadata("general.alignment", alignment);
    }

    /** A value by its Java type: Integer is written as uint32, Long as int64, a List as an array of its first element's type. */
    public GgufWriter metadata(String key, Object value) {
        return metadata(key, type(value), encode(value));
    }

    /** A value of one of GGUF's types, as it lies in the file. */
    public GgufWriter metadata(String key, int type, byte[] bytes) {
        metadata.put(key, new Value(type, bytes));
        return this;
    }

    /** An array of one of GGUF's types. */
    GgufWriter array(String key, int type, Object... elements) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(int32(type));
        out.writeBytes(int64(elements.length));
        for (Object element : elements) {
            out.writeBytes(encode(element));
        }
        return metadata(key, 9, out.toByteArray());
    }

    public GgufWriter without(String name) {
        metadata.remove(name);
        tensors.remove(name);
        return this;
    }

    /** A tensor: ggml's number of its type, its dimensions with the contiguous one first, its bytes. */
    public GgufWriter tensor(String name, int type, long[] shape, byte[] data) {
        tensors.put(name, new Tensor(type, shape, data));
        return this;
    }

    public GgufWriter tensor(String name, EncodedTensor encoded, long... shape) {
        return tensor(name, encoded.ggmlType(), shape, encoded.bytes());
    }

    public Path write(Path file) {
        try {
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole file; it ends with the last tensor's last byte. */
    public byte[] bytes() {
        var out = new ByteArrayOutputStream();
        out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(int32(version));
        out.writeBytes(int64(tensors.size()));
        out.writeBytes(int64(metadata.size()));
        metadata.forEach((key, value) -> {
            out.writeBytes(encode(key));
            out.writeBytes(int32(value.type));
            out.writeBytes(value.bytes);
        });
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            out.writeBytes(encode(entry.getKey()));
            out.writeBytes(int32(tensor.shape.length));
            for (long dimension : tensor.shape) {
                out.writeBytes(int64(dimension));
            }
            out.writeBytes(int32(tensor.type));
            out.writeBytes(int64(offset));
            offset = Math.ceilDiv(offset + tensor.data.length, (long) alignment) * alignment;
        }
        for (Tensor tensor : tensors.values()) {
            out.writeBytes(new byte[Math.floorMod(-out.size(), alignment)]);
            out.writeBytes(tensor.data);
        }
        return out.toByteArray();
    }

    private static int type(Object value) {
        return switch (value) {
            case Byte _ -> 1;
            case Short _ -> 3;
            case Integer _ -> 4;
            case Float _ -> 6;
            case Boolean _ -> 7;
            case String _ -> 8;
            case List<?> _ -> 9;
            case Long _ -> 11;
            case Double _ -> 12;
            default -> throw new IllegalArgumentException("GGUF has no " + value.getClass());
        };
    }

    private static byte[] encode(Object value) {
        return switch (value) {
            case Byte b -> new byte[]{ b};
            case Short s -> little(2).putShort(s).array();
            case Integer i -> int32(i);
            case Float f -> little(4).putFloat(f).array();
            case Boolean b -> new byte[]{ (byte) (b ? 1 : 0)};
            case String s -> string(s.getBytes(StandardCharsets.UTF_8));
            case Long l -> int64(l);
            case Double d -> little(8).putDouble(d).array();
            case List<?> list -> {
                var out = new ByteArrayOutputStream();
                out.writeBytes(int32(list.isEmpty() ? 4 : type(list.getFirst())));
                out.writeBytes(int64(list.size()));
                list.forEach(element -> out.writeBytes(encode(element)));
                yield out.toByteArray();
            }
            default -> throw new IllegalArgumentException("GGUF has no " + value.getClass());
        };
    }

    static byte[] string(byte[] utf8) {
        return little(8 + utf8.length).putLong(utf8.length).put(utf8).array();
    }

    static byte[] int32(int value) {
        return little(4).putInt(value).array();
    }

    static byte[] int64(long value) {
        return little(8).putLong(value).array();
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
