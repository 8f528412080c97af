package mando.speech;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import mando.speech.PcmFormat.Encoding;

/**
 * What a WAV file says before its sound (Microsoft and IBM, "Multimedia Programming Interface and Data Specifications 1.0", 1991, and
 * {@code WAVEFORMATEXTENSIBLE}). No length in it is believed before it is held against the file's.
 *
 * @param dataBytes the length of the sound, which is in the file
 */
record WavHeader(PcmFormat format, long dataBytes) {

    private static final int PCM = 1;
    private static final int IEEE_FLOAT = 3;
    private static final int EXTENSIBLE = 0xfffe;
    private static final int MIN_FORMAT_BYTES = 16;
    private static final int EXTENSIBLE_FORMAT_BYTES = 40;
    /** Programs that write to a pipe, and so cannot come back to enter the length, put something from here on up. */
    private static final long UNKNOWN_LENGTH = 0x7fff_0000L;
    /** The bytes 2 to 15 of the sub-formats that are plain format codes. */
    private static final byte[] SUBFORMAT_TAIL = { 0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xaa, 0, 0x38,
            (byte) 0x9b, 0x71};

    /** A header that is none; the message is the part of a sentence after a colon. */
    static final class InvalidException extends IOException {

        private static final long serialVersionUID = 1L;

        InvalidException(String problem) {
            super(problem);
        }
    }

    /**
     * Reads up to the first byte of the sound.
     *
     * @throws InvalidException where the bytes are not such a header
     */
    static WavHeader read(InputStream input, long fileBytes) throws IOException {
        ByteBuffer riff = bytes(input, 12);
        String form = tag(riff);
        riff.getInt();
        if (!form.equals("RIFF") || !tag(riff).equals("WAVE")) {
            throw new InvalidException("it does not begin with RIFF and WAVE");
        }
        PcmFormat format = null;
        long position = 12;
        while (true) {
            if (fileBytes - position < 8) {
                throw new InvalidException(format == null ? "it has no format chunk" : "it has no data chunk");
            }
            ByteBuffer chunk = bytes(input, 8);
            String name = tag(chunk);
            long length = Integer.toUnsignedLong(chunk.getInt());
            position += 8;
            long left = fileBytes - position;
            if (name.equals("data")) {
                if (format == null) {
                    throw new InvalidException("its data comes before its format");
                }
                return new WavHeader(format, dataBytes(length, left));
            }
            if (length > left) {
                throw new InvalidException("it ends inside its chunk \"" + printable(name) + "\"");
            }
            if (name.equals("fmt ")) {
                format = format(input, length);
            } else {
                input.skipNBytes(length);
            }
            // Chunks lie on even bytes; the last one's padding may be missing.
            long padding = Math.min(length & 1, left - length);
            input.skipNBytes(padding);
            position += length + padding;
        }
    }

    private static long dataBytes(long length, long left) throws InvalidException {
        if (length <= left) {
            return length;
        }
        if (length >= UNKNOWN_LENGTH) {
            return left;
        }
        throw new InvalidException(
                "it is cut short: its sound is to have " + length + " bytes, and " + left + " are there");
    }

    private static PcmFormat format(InputStream input, long length) throws IOException {
        if (length < MIN_FORMAT_BYTES) {
            throw new InvalidException(
                    "its format chunk has " + length + " bytes, and the least is " + MIN_FORMAT_BYTES);
        }
        int kept = (int) Math.min(length, EXTENSIBLE_FORMAT_BYTES);
        ByteBuffer fields = bytes(input, kept);
        input.skipNBytes(length - kept);
        int code = Short.toUnsignedInt(fields.getShort());
        int channels = Short.toUnsignedInt(fields.getShort());
        int sampleRateHz = fields.getInt();
        fields.getInt();
        int frameBytes = Short.toUnsignedInt(fields.getShort());
        int bits = Short.toUnsignedInt(fields.getShort());
        if (code == EXTENSIBLE) {
            code = subformat(fields, kept);
        }
        Encoding encoding = encoding(code, bits);
        PcmFormat format;
        try {
            format = new PcmFormat(sampleRateHz, channels, encoding);
        } catch (IllegalArgumentException e) {
            throw new InvalidException(e.getMessage());
        }
        if (frameBytes != format.frameBytes()) {
            throw new InvalidException(
                    "its frames are to have " + frameBytes + " bytes, and " + channels + " channels of " + bits
                            + " bits make " + format.frameBytes());
        }
        return format;
    }

    private static int subformat(ByteBuffer fields, int length) throws InvalidException {
        if (length < EXTENSIBLE_FORMAT_BYTES) {
            throw new InvalidException(
                    "its extensible format chunk has " + length + " bytes in place of " + EXTENSIBLE_FORMAT_BYTES);
        }
        byte[] tail = new byte[SUBFORMAT_TAIL.length];
        fields.get(26, tail);
        if (!Arrays.equals(tail, SUBFORMAT_TAIL)) {
            throw new InvalidException("its extensible format is of an unknown kind");
        }
        return Short.toUnsignedInt(fields.getShort(24));
    }

    private static Encoding encoding(int code, int bits) throws InvalidException {
        if (code == PCM && bits == 8) {
            return Encoding.UNSIGNED_8;
        }
        if (code == PCM && bits == 16) {
            return Encoding.SIGNED_16;
        }
        if (code == PCM && bits == 24) {
            return Encoding.SIGNED_24;
        }
        if (code == PCM && bits == 32) {
            return Encoding.SIGNED_32;
        }
        if (code == IEEE_FLOAT && bits == 32) {
            return Encoding.FLOAT_32;
        }
        String coding = switch (code) {
            case PCM -> "PCM";
            case IEEE_FLOAT -> "float";
            case 6 -> "A-law";
            case 7 -> "µ-law";
            default -> String.format(Locale.ROOT, "coding 0x%04x", code);
        };
        throw new InvalidException(
                "its samples are " + coding + " of " + bits
                        + " bits; convert it to 16-bit PCM, for example with sox or ffmpeg");
    }

    private static ByteBuffer bytes(InputStream input, int length) throws IOException {
        byte[] bytes = input.readNBytes(length);
        if (bytes.length < length) {
            throw new InvalidException("it ends inside its header");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String tag(ByteBuffer bytes) {
        byte[] name = new byte[4];
        bytes.get(name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    private static String printable(String name) {
        return name.replaceAll("[^ -~]", "?");
    }
}
