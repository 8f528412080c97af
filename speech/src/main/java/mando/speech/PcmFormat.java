package mando.speech;

import java.nio.ByteBuffer;

/**
 * How samples lie in bytes: little-endian, the channels of a frame one after the other.
 *
 * @param sampleRateHz {@value #MIN_RATE_HZ} to {@value #MAX_RATE_HZ}
 * @param channels 1 to {@value #MAX_CHANNELS}
 */
record PcmFormat(int sampleRateHz, int channels, Encoding encoding) {

    static final int MIN_RATE_HZ = 4_000;
    static final int MAX_RATE_HZ = 192_000;
    static final int MAX_CHANNELS = 64;

    PcmFormat {
        if (sampleRateHz < MIN_RATE_HZ || sampleRateHz > MAX_RATE_HZ) {
            throw new IllegalArgumentException(
                    "a sample rate of " + Integer.toUnsignedLong(sampleRateHz) + " Hz is not within "
                            + MIN_RATE_HZ + " to " + MAX_RATE_HZ + " Hz");
        }
        if (channels < 1 || channels > MAX_CHANNELS) {
            throw new IllegalArgumentException(channels + " channels are not within 1 to " + MAX_CHANNELS);
        }
    }

    int frameBytes() {
        return channels * encoding.bytes;
    }

    /** A sample's coding; {@link #read} gives it in the range −1 to 1. */
    enum Encoding {
        UNSIGNED_8(1) {
            @Override
            float read(ByteBuffer bytes) {
                return ((bytes.get() & 0xff) - 128) / 128f;
            }
        },
        SIGNED_16(2) {
            @Override
            float read(ByteBuffer bytes) {
                return bytes.getShort() / 32_768f;
            }
        },
        SIGNED_24(3) {
            @Override
            float read(ByteBuffer bytes) {
                int low = bytes.getShort() & 0xffff;
                return (bytes.get() << 16 | low) / 0x1p23f;
            }
        },
        SIGNED_32(4) {
            @Override
            float read(ByteBuffer bytes) {
                return bytes.getInt() / 0x1p31f;
            }
        },
        FLOAT_32(4) {
            @Override
            float read(ByteBuffer bytes) {
                float value = bytes.getFloat();
                // One NaN would otherwise spread over a whole filter length.
                return Float.isNaN(value) ? 0 : Math.clamp(value, -1f, 1f);
            }
        };

        private final int bytes;

        Encoding(int bytes) {
            this.bytes = bytes;
        }

        abstract float read(ByteBuffer bytes);
    }
}
