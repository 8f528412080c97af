package mando.deploy.diagnosis;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A model's weights, so that it can be told which model it is.
 *
 * @param bytes the size
 * @param hash the first twelve digits of the SHA-256
 */
record ModelFile(long bytes, String hash) {

    private static final int HASH_BYTES = 6;

    static ModelFile of(Path file) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            try (var input = new DigestInputStream(Files.newInputStream(file), digest)) {
                long bytes = input.transferTo(OutputStream.nullOutputStream());
                return new ModelFile(bytes, HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES));
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    String describe() {
        return Numbers.bytes(bytes) + ", " + hash;
    }
}
