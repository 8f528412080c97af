package mando.speech;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A WAV file in memory, to be right or wrong in any field. */
final class WavBytes {

    static final int PCM = 1;
    static final int FLOAT = 3;

    private int code = PCM;
    private int channels = 1;
    private int sampleRate = 16_000;
    private int bits = 16;
    private boolean extensible;
    private long dataLength = -1;
    private byte[] data = new byte[0];
    private byte[] before = new byte[0];

    WavBytes code(int value) {
        code = value;
        return this;
    }

    WavBytes channels(int value) {
        channels = value;
        return this;
    }

    WavBytes sampleRate(int value) {
        sampleRate = value;
        return this;
    }

    WavBytes bits(int value) {
        bits = value;
        return this;
    }

    WavBytes extensible() {
        extensible = true;
        return this;
    }

    /** What the header says of the data's length, whatever it is. */
    WavBytes dataLength(long value) {
        dataLength = value;
        return this;
    }

    WavBytes chunkBefore(String name, int length) {
        before = ByteBuffer.allocate(8 + length + length % 2).order(ByteOrder.LITTLE_ENDIAN)
                .put(name.getBytes(StandardCharsets.US_ASCII)).putInt(length).array();
        return this;
    }

    /** The same samples in every channel, in this format's coding. */
    WavBytes samples(float... samples) {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * channels * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : samples) {
            for (int channel = 0; channel < channels; channel++) {
                put(bytes, sample);
            }
        }
        data = bytes.array();
        return this;
    }

    private void put(ByteBuffer bytes, float sample) {
        switch (bits) {
            case 8 -> bytes.put((byte) (Math.round(sample * 128) + 128));
            case 16 -> bytes.putShort((short) Math.round(sample * 32_768));
            case 24 -> {
                int value = Math.round(sample * 8_388_608);
                bytes.putShort((short) value).put((byte) (value >> 16));
            }
            case 32 -> bytes.putInt(code == FLOAT ? Float.floatToIntBits(sample) : (int) Math.round(sample * 0x1p31));
            default -> throw new IllegalArgumentException(bits + " bits");
        }
    }

    byte[] bytes() {
        int formatLength = extensible ? 40 : 16;
        ByteBuffer file = ByteBuffer.allocate(12 + 8 + formatLength + before.length + 8 + data.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(file.capacity() - 8)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(formatLength);
        int frameBytes = channels * bits / 8;
        file.putShort((short) (extensible ? 0xfffe : code)).putShort((short) channels).putInt(sampleRate)
                .putInt(sampleRate * frameBytes).putShort((short) frameBytes).putShort((short) bits);
        if (extensible) {
            file.putShort((short) 22).putShort((short) bits).putInt(0).putShort((short) code)
                    .put(new byte[]{ 0, 0, 0, 0,
                            0x10, 0, (byte) 0x80, 0, 0, (byte) 0xaa, 0, 0x38, (byte) 0x9b, 0x71});
        }
        file.put(before).put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) (dataLength < 0 ? data.length : dataLength)).put(data);
        return file.array();
    }
}
