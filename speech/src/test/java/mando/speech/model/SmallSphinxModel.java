package mando.speech.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A made-up acoustic model in the files of Sphinx: noise, the phones A and B and silence, each with three senones of its own (0 to 11), and four
 * triphones with further ones. Its Gaussians are all alike.
 */
final class SmallSphinxModel {

    static final int SENONES = 18;

    private static final List<String> PHONES = List.of("+NN+", "A", "B", "SIL");
    private static final int A = 1;
    private static final int B = 2;
    private static final int SIL = 3;
    /** Sequence of senones, place, phone, left, right. */
    private static final int[][] TRIPHONES = { { 4, 1, A, SIL, B}, { 5, 2, B, A, SIL}, { 5, 2, B, A, A},
            { 4, 0, A, B, B}};
    private static final int[][] SEQUENCES = { { 0, 1, 2}, { 3, 4, 5}, { 6, 7, 8}, { 9, 10, 11}, { 12, 13, 14},
            { 15, 16, 17}};

    private SmallSphinxModel() {}

    static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("mdef"), mdef());
        Files.write(folder.resolve("means"), gaussians(0.5F));
        Files.write(folder.resolve("variances"), gaussians(2));
        Files.write(folder.resolve("sendump"), weights());
        Files.writeString(folder.resolve("feat.params"), """
                -lowerf 130
                -upperf 6800
                -nfilt 25
                -transform dct
                -lifter 22
                -feat 1s_c_d_dd
                -svspec 0-12/13-25/26-38
                -agc none
                -cmn batch
                -varnorm no
                -model ptm
                """);
        Files.writeString(folder.resolve("dictionary"), "ab A B\nba B A\n");
        Files.writeString(folder.resolve("copyright"), "Redistribution is permitted.\n");
        return folder;
    }

    static byte[] mdef() {
        var file = new Bytes();
        file.text("BMDF").int32(1).int32(4).text("note");
        file.int32(PHONES.size()).int32(PHONES.size() + TRIPHONES.length).int32(3).int32(12).int32(SENONES).int32(4)
                .int32(SEQUENCES.length).int32(3).int32(1).int32(SIL);
        PHONES.forEach(phone -> file.text(phone + "\0"));
        file.text("\0\0\0").int32(0).int32(0);
        for (int phone = 0; phone < PHONES.size(); phone++) {
            file.int32(phone).int32(phone).int32(0);
        }
        for (int[] triphone : TRIPHONES) {
            file.int32(triphone[0]).int32(triphone[2]);
            for (int i = 1; i < triphone.length; i++) {
                file.int8(triphone[i]);
            }
        }
        file.int32(SEQUENCES.length * 3);
        for (int[] sequence : SEQUENCES) {
            for (int senone : sequence) {
                file.int8(senone).int8(0);
            }
        }
        return file.out.toByteArray();
    }

    private static byte[] gaussians(float value) {
        var file = new Bytes();
        file.text("s3\nversion 1.0\n      endhdr\n").int32(0x11223344).int32(PHONES.size()).int32(3).int32(128)
                .int32(13).int32(13).int32(13).int32(PHONES.size() * 3 * 128 * 13);
        for (int i = 0; i < PHONES.size() * 3 * 128 * 13; i++) {
            file.int32(Float.floatToRawIntBits(value));
        }
        return file.out.toByteArray();
    }

    private static byte[] weights() {
        var file = new Bytes();
        for (String line : List.of("BEGIN\0", "cluster_count 0\0", "feature_count 3\0")) {
            file.int32(line.length()).text(line);
        }
        file.int32(0).int32(128).int32(SENONES);
        for (int i = 0; i < 3 * 128 * SENONES; i++) {
            file.int8(i % SENONES);
        }
        return file.out.toByteArray();
    }

    private static final class Bytes {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Bytes int32(int value) {
            out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
            return this;
        }

        Bytes int8(int value) {
            out.write(value);
            return this;
        }

        Bytes text(String text) {
            out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
            return this;
        }
    }
}
