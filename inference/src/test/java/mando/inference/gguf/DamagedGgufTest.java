package mando.inference.gguf;

import static mando.inference.gguf.GgufFileTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are damaged or lie: one sentence, and nothing worse. */
class DamagedGgufTest {

    private static final byte[] HONEST = new GgufWriter()
            .metadata("general.architecture", "llama")
            .metadata("llama.block_count", 2)
            .metadata("epsilon", 1e-5f)
            .metadata("tokens", List.of("a", "bc", "def"))
            .metadata("types", List.of(1L, 1L, 3L))
            .metadata("flag", true)
            .tensor("norm", EncodedTensor.of(TensorType.F32, new float[8]), 8)
            .tensor("weight", EncodedTensor.of(TensorType.Q8_0, new float[64]), 32, 2)
            .bytes();

    @TempDir
    private Path folder;

    @Test
    void cutOffAnywhere() throws IOException {
        Path file = folder.resolve("cut.gguf");
        for (int length = 0; length < HONEST.length; length++) {
            Files.write(file, Arrays.copyOf(HONEST, length));
            assertThatThrownBy(() -> GgufFile.open(file)).as("the first %d bytes", length)
                    .isInstanceOf(GgufException.class).hasMessageStartingWith(file + " is not a usable GGUF model: ");
        }
        Files.write(file, HONEST);
        GgufFile.open(file).close();
    }

    @Test
    void anyBitWrong() throws IOException {
        Path file = folder.resolve("flipped.gguf");
        int refused = 0;
        for (int bit = 0; bit < HONEST.length * 8; bit++) {
            byte[] flipped = HONEST.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped);
            try (GgufFile gguf = GgufFile.open(file)) {
                for (GgufTensor tensor : gguf.tensors().values()) {
                    assertThat(tensor.data().byteSize())
                            .isEqualTo((long) tensor.rows() * tensor.columns() / tensor.type().blockElements()
                                    * tensor.type().blockBytes());
                }
            } catch (GgufException e) {
                assertThat(e).hasMessageStartingWith(file + " is not a usable GGUF model: ");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    @Test
    void noGgufAtAll() throws IOException {
        assertProblem(() -> GgufFile.open(folder.resolve("absent.gguf")), folder.resolve("absent.gguf"),
                "no such file");
        assertProblem(() -> GgufFile.open(folder), folder, "no such file");
        Path text = Files.writeString(folder.resolve("text.gguf"), "GGML is older than this, and this is longer");
        assertProblem(() -> GgufFile.open(text), text, "does not begin with \"GGUF\"");
        Path empty = Files.createFile(folder.resolve("empty.gguf"));
        assertProblem(() -> GgufFile.open(empty), empty, "does not begin with \"GGUF\"");
        Path old = new GgufWriter().version(1).write(folder.resolve("old.gguf"));
        assertProblem(() -> GgufFile.open(old), old, "version 1 is not 2 or 3");
        Path bigEndian = new GgufWriter().version(Integer.reverseBytes(3)).write(folder.resolve("big.gguf"));
        assertProblem(() -> GgufFile.open(bigEndian), bigEndian, "version");
    }

    @ParameterizedTest
    @ValueSource(longs = { -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, 1L << 61, 65_537, 1000})
    void countsThatTheFileCannotHold(long count) throws IOException {
        byte[] tensors = HONEST.clone();
        System.arraycopy(GgufWriter.int64(count), 0, tensors, 8, 8);
        Path file = Files.write(folder.resolve("count.gguf"), tensors);
        assertProblem(() -> GgufFile.open(file), file, " tensors");
        byte[] metadata = HONEST.clone();
        System.arraycopy(GgufWriter.int64(count), 0, metadata, 16, 8);
        Files.write(file, metadata);
        assertProblem(() -> GgufFile.open(file), file, " metadata entries");
        Path string = new GgufWriter().metadata("k", 8, GgufWriter.int64(count)).write(folder.resolve("string.gguf"));
        assertProblem(() -> GgufFile.open(string), string, " bytes in a string");
        var array = new ByteArrayOutputStream();
        array.writeBytes(GgufWriter.int32(8));
        array.writeBytes(GgufWriter.int64(count));
        Path list = new GgufWriter().metadata("k", 9, array.toByteArray()).write(folder.resolve("array.gguf"));
        assertProblem(() -> GgufFile.open(list), list, " elements in an array");
    }

    @Test
    void arraysInArraysAndUnknownTypes() {
        Path shallow = new GgufWriter().metadata("k", List.of(List.of(1L))).write(folder.resolve("shallow.gguf"));
        try (GgufFile file = GgufFile.open(shallow)) {
            assertThat(file.metadata("k")).contains(List.of(List.of(1L)));
        }
        Path nested = new GgufWriter().metadata("k", List.of(List.of(List.of(List.of(List.of(1))))))
                .write(folder.resolve("nested.gguf"));
        assertProblem(() -> GgufFile.open(nested), nested, "nested deeper than 4");
        Path unknown = new GgufWriter().metadata("k", 13, new byte[64]).write(folder.resolve("unknown.gguf"));
        assertProblem(() -> GgufFile.open(unknown), unknown, "unknown type 13");
    }

    @ParameterizedTest
    @ValueSource(longs = { 0, -1, Long.MAX_VALUE, 1L << 31, 64})
    void dimensionsThatCannotBe(long dimension) {
        Path file = new GgufWriter().tensor("huge", 0, new long[]{ dimension}, new byte[4])
                .write(folder.resolve("dimension.gguf"));
        assertProblem(() -> GgufFile.open(file), file, "huge");
    }

    @Test
    void shapesWhoseSizeOverflows() {
        long[] most = { Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
        Path file = new GgufWriter().tensor("huge", 0, most, new byte[4]).write(folder.resolve("overflow.gguf"));
        assertProblem(() -> GgufFile.open(file), file, "huge");
        Path dimensionless = new GgufWriter().tensor("none", 0, new long[0], new byte[4])
                .write(folder.resolve("dimensionless.gguf"));
        assertProblem(() -> GgufFile.open(dimensionless), dimensionless, "none has 0 dimensions");
        Path many = new GgufWriter().tensor("many", 0, new long[]{ 1, 1, 1, 1, 1}, new byte[4])
                .write(folder.resolve("many.gguf"));
        assertProblem(() -> GgufFile.open(many), many, "many has 5 dimensions");
    }

    @Test
    void offsetsOutsideTheFile() throws IOException {
        byte[] bytes = new GgufWriter().tensor("t", EncodedTensor.of(TensorType.F32, new float[8]), 8).bytes();
        int offsetAt = 24 + 8 + 1 + 4 + 8 + 4;
        Path file = folder.resolve("offset.gguf");
        for (long offset : new long[]{ -32, Long.MIN_VALUE, Long.MAX_VALUE - 31, 32, 1}) {
            byte[] lying = bytes.clone();
            System.arraycopy(GgufWriter.int64(offset), 0, lying, offsetAt, 8);
            Files.write(file, lying);
            assertProblem(() -> GgufFile.open(file), file, "tensor t lies outside the file");
        }
    }

    @Test
    void encodingsNotReadYetAreNamed() {
        Path file = new GgufWriter().tensor("blk.0.ffn_up.weight", 10, new long[]{ 256}, new byte[84])
                .write(folder.resolve("q2k.gguf"));
        assertProblem(() -> GgufFile.open(file), file, "tensor blk.0.ffn_up.weight has ggml's type 10");
        Path ragged = new GgufWriter().tensor("ragged", 8, new long[]{ 33}, new byte[68])
                .write(folder.resolve("ragged.gguf"));
        assertProblem(() -> GgufFile.open(ragged), ragged, "ragged has rows of 33");
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 3, 33, 8192, -1})
    void alignmentsThatAreNone(int alignment) {
        Path file = new GgufWriter().metadata("general.alignment", alignment).write(folder.resolve("alignment.gguf"));
        assertProblem(() -> GgufFile.open(file), file, "alignment");
    }

    @Test
    void namesGivenTwice() throws IOException {
        var metadata = new ByteArrayOutputStream();
        metadata.writeBytes(new GgufWriter().metadata("k", 1).bytes());
        metadata.write(metadata.toByteArray(), 24, metadata.size() - 24);
        byte[] twice = metadata.toByteArray();
        twice[16] = 2;
        Path file = Files.write(folder.resolve("twice.gguf"), twice);
        assertProblem(() -> GgufFile.open(file), file, "names k twice");
    }

    @Test
    void manyLongArraysDoNotFillTheMemory() {
        var array = new byte[12 + 4_000_000];
        System.arraycopy(GgufWriter.int32(0), 0, array, 0, 4);
        System.arraycopy(GgufWriter.int64(4_000_000), 0, array, 4, 8);
        Arrays.fill(array, 12, array.length, (byte) 200);
        var writer = new GgufWriter();
        for (int i = 0; i < 24; i++) {
            writer.metadata("k" + i, 9, array);
        }
        Path file = writer.write(folder.resolve("arrays.gguf"));
        assertProblem(() -> GgufFile.open(file), file, " elements in an array");
    }

    @Test
    void moreElementsThanAnArrayHolds() throws IOException {
        for (long[] shape : new long[][]{ { 1, Integer.MAX_VALUE, 2}, { 1 << 16, 1 << 16}}) {
            Path file = new GgufWriter().tensor("endless", 1, shape, new byte[2]).write(folder.resolve("endless.gguf"));
            try (var holes = new RandomAccessFile(file.toFile(), "rw")) {
                holes.setLength(9L << 30);
            }
            assertProblem(() -> GgufFile.open(file), file, "tensor endless");
        }
    }

    @Test
    void namesThatWouldBreakTheSentence() {
        Path file = new GgufWriter()
                .tensor("a\nERROR all is lost" + "x".repeat(100_000), 99, new long[]{ 1}, new byte[4])
                .write(folder.resolve("names.gguf"));
        assertProblem(() -> GgufFile.open(file), file, "a?ERROR all is lost");
        assertThatThrownBy(() -> GgufFile.open(file)).message().hasSizeLessThan(1000);
    }
}
