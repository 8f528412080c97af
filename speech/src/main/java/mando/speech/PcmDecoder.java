package mando.speech;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes to samples, the channels of a frame averaged to one. A last frame that is not whole is left out. */
final class PcmDecoder implements Samples {

    private static final int BLOCK_FRAMES = 1_024;

    private final InputStream input;
    private final PcmFormat format;
    private final ByteBuffer bytes;

    PcmDecoder(InputStream input, PcmFormat format) {
        this.input = input;
        this.format = format;
        this.bytes = ByteBuffer.allocate(BLOCK_FRAMES * format.frameBytes()).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    }

    @Override
    public int read(float[] buffer, int offset, int length) throws IOException {
        while (bytes.remaining() < format.frameBytes()) {
            bytes.compact();
            int count = input.read(bytes.array(), bytes.position(), bytes.remaining());
            bytes.position(bytes.position() + Math.max(count, 0)).flip();
            if (count < 0) {
                return -1;
            }
        }
        int frames = Math.min(length, bytes.remaining() / format.frameBytes());
        for (int frame = 0; frame < frames; frame++) {
            float sum = 0;
            for (int channel = 0; channel < format.channels(); channel++) {
                sum += format.encoding().read(bytes);
            }
            buffer[offset + frame] = sum / format.channels();
        }
        return frames;
    }
}
