package mando.inference.tokenizer;

import java.util.Arrays;

/** GPT-2's one-to-one map of bytes to printable characters: printable Latin-1 stays, the rest moves to U+0100 and up. */
final class ByteCharacters {

    private static final char[] CHARACTERS = new char[256];
    private static final short[] BYTES = new short[512];

    static {
        Arrays.fill(BYTES, (short) -1);
        int moved = 0;
        for (int value = 0; value < 256; value++) {
            boolean printable = (value >= '!' && value <= '~') || (value >= 0xA1 && value <= 0xAC) || value >= 0xAE;
            CHARACTERS[value] = (char) (printable ? value : 256 + moved++);
            BYTES[CHARACTERS[value]] = (short) value;
        }
    }

    private ByteCharacters() {}

    static String of(byte value) {
        return String.valueOf(CHARACTERS[value & 0xFF]);
    }

    /** The bytes of a token; characters that stand for no byte are left out. */
    static byte[] bytes(String token) {
        var bytes = new byte[token.length()];
        int count = 0;
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c < BYTES.length && BYTES[c] >= 0) {
                bytes[count++] = (byte) BYTES[c];
            }
        }
        return Arrays.copyOf(bytes, count);
    }
}
