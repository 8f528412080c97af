package mando.speech.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Kaldi's binary form of models and matrices: tokens with a space after them, and numbers in little-endian order with their size in front. Not
 * thread-safe.
 */
final class KaldiWriter {

    private final OutputStream out;

    /** Begins a file. */
    KaldiWriter(OutputStream out) throws IOException {
        this.out = out;
        out.write(0);
        out.write('B');
    }

    KaldiWriter token(String token) throws IOException {
        return text(token + " ");
    }

    KaldiWriter text(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    KaldiWriter flag(boolean value) throws IOException {
        out.write(value ? 'T' : 'F');
        return this;
    }

    KaldiWriter int32(int value) throws IOException {
        out.write(Integer.BYTES);
        out.write(buffer(Integer.BYTES).putInt(value).array());
        return this;
    }

    KaldiWriter float32(double value) throws IOException {
        out.write(Float.BYTES);
        out.write(buffer(Float.BYTES).putFloat((float) value).array());
        return this;
    }

    KaldiWriter float64(double value) throws IOException {
        out.write(Double.BYTES);
        out.write(buffer(Double.BYTES).putDouble(value).array());
        return this;
    }

    /** A list of numbers, which has one size in front of all. */
    KaldiWriter int32s(int... values) throws IOException {
        int32(values.length);
        ByteBuffer bytes = buffer(values.length * Integer.BYTES);
        bytes.asIntBuffer().put(values);
        return bytes(bytes);
    }

    KaldiWriter vector(float... values) throws IOException {
        token("FV").int32(values.length);
        return floats(values);
    }

    KaldiWriter matrix(float[][] rows) throws IOException {
        token("FM").int32(rows.length).int32(rows[0].length);
        for (float[] row : rows) {
            floats(row);
        }
        return this;
    }

    KaldiWriter matrix(double[][] rows) throws IOException {
        token("DM").int32(rows.length).int32(rows[0].length);
        for (double[] row : rows) {
            ByteBuffer bytes = buffer(row.length * Double.BYTES);
            bytes.asDoubleBuffer().put(row);
            bytes(bytes);
        }
        return this;
    }

    private KaldiWriter floats(float[] values) throws IOException {
        ByteBuffer bytes = buffer(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return bytes(bytes);
    }

    /** All of a buffer that was filled through a view, whose position is not this one's. */
    private KaldiWriter bytes(ByteBuffer bytes) throws IOException {
        var array = new byte[bytes.remaining()];
        bytes.get(array);
        out.write(array);
        return this;
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
