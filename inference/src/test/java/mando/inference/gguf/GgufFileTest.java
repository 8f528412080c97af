package mando.inference.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GgufFileTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = { 2, 3})
    void readsWhatWasWritten(int version) {
        Path file = new GgufWriter().version(version)
                .metadata("text", "größer")
                .metadata("signed8", (byte) -3).metadata("unsigned8", 0, new byte[]{ (byte) 200})
                .metadata("signed16", (short) -300).metadata("unsigned16", 2, new byte[]{ (byte) 0xFF, (byte) 0xFF})
                .metadata("signed32", 5, GgufWriter.int32(-70_000)).metadata("unsigned32", -1)
                .metadata("signed64", -5_000_000_000L).metadata("unsigned64", 10, GgufWriter.int64(7))
                .metadata("float", 1.5f).metadata("double", 2.5)
                .metadata("yes", true).metadata("no", false)
                .metadata("texts", List.of("a", "", "c")).metadata("numbers", List.of(1L, 2L))
                .metadata("nothing", List.of())
                .tensor("matrix", EncodedTensor.of(TensorType.F32, new float[]{ 1, 2, 3, 4, 5, 6}), 3, 2)
                .tensor("stacked", EncodedTensor.of(TensorType.F16, new float[8]), 2, 2, 2)
                .write(folder.resolve("all.gguf"));
        try (GgufFile gguf = GgufFile.open(file)) {
            assertThat(gguf.string("text")).isEqualTo("größer");
            assertThat(gguf.metadata("signed8")).contains(-3);
            assertThat(gguf.metadata("unsigned8")).contains(200);
            assertThat(gguf.metadata("signed16")).contains(-300);
            assertThat(gguf.metadata("unsigned16")).contains(65_535);
            assertThat(gguf.integer("signed32", -100_000, 0)).isEqualTo(-70_000);
            assertThat(gguf.metadata("unsigned32")).contains(4_294_967_295L);
            assertThat(gguf.metadata("signed64")).contains(-5_000_000_000L);
            assertThat(gguf.integer("unsigned64", 0, 10)).isEqualTo(7);
            assertThat(gguf.floating("float")).isEqualTo(1.5f);
            assertThat(gguf.floating("double")).isEqualTo(2.5f);
            assertThat(gguf.metadata("yes")).contains(true);
            assertThat(gguf.metadata("no")).contains(false);
            assertThat(gguf.list("texts", String.class)).containsExactly("a", "", "c");
            assertThat(gguf.list("numbers", Number.class)).containsExactly(1L, 2L);
            assertThat(gguf.list("nothing", String.class)).isEmpty();
            assertThat(gguf.metadata("absent")).isEmpty();
            GgufTensor matrix = gguf.tensor("matrix");
            assertThat(matrix.columns()).isEqualTo(3);
            assertThat(matrix.rows()).isEqualTo(2);
            assertThat(matrix.data().toArray(ValueLayout.JAVA_FLOAT_UNALIGNED)).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(gguf.tensor("stacked").rows()).isEqualTo(4);
            assertThat(gguf.tensors()).containsOnlyKeys("matrix", "stacked");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 2, 3})
    void arraysMayBeOfAnyType(int version) {
        var writer = new GgufWriter().version(version);
        Object[] elements = { (byte) 200, (byte) -2, (short) 300, (short) -4, 5, 6, 7.5f, true, "nine", List.of(1), 10L,
                -11L, 12.5};
        Object[] read = { 200, -2, 300, -4, 5L, 6, 7.5f, true, "nine", List.of(1L), 10L, -11L, 12.5};
        for (int type = 0; type < elements.length; type++) {
            writer.array("of" + type, type, elements[type], elements[type]);
        }
        try (GgufFile gguf = GgufFile.open(writer.write(folder.resolve("arrays.gguf")))) {
            for (int type = 0; type < elements.length; type++) {
                assertThat(gguf.metadata("of" + type)).as("type %d", type)
                        .contains(List.of(read[type], read[type]));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 8, 32, 4096})
    void tensorsLieWhereTheAlignmentPutsThem(int alignment) {
        Path file = new GgufWriter().alignment(alignment)
                .tensor("first", EncodedTensor.of(TensorType.F32, new float[]{ 7}), 1)
                .tensor("second", EncodedTensor.of(TensorType.F32, new float[]{ 9}), 1)
                .write(folder.resolve("aligned.gguf"));
        try (GgufFile gguf = GgufFile.open(file)) {
            assertThat(gguf.tensor("first").data().get(ValueLayout.JAVA_FLOAT_UNALIGNED, 0)).isEqualTo(7);
            assertThat(gguf.tensor("second").data().get(ValueLayout.JAVA_FLOAT_UNALIGNED, 0)).isEqualTo(9);
        }
    }

    @Test
    void whatIsNotThereOrOfAnotherKindIsNamed() {
        Path file = new GgufWriter().metadata("text", "t").metadata("number", 70_000).metadata("nan", Float.NaN)
                .metadata("fraction", 1.5f).metadata("texts", List.of("a")).write(folder.resolve("kinds.gguf"));
        try (GgufFile gguf = GgufFile.open(file)) {
            assertProblem(() -> gguf.tensor("blk.0.attn_q.weight"), file, "blk.0.attn_q.weight");
            assertProblem(() -> gguf.string("absent"), file, "absent");
            assertProblem(() -> gguf.string("number"), file, "number");
            assertProblem(() -> gguf.integer("number", 1, 4096), file, "number is 70000, expected");
            assertProblem(() -> gguf.integer("text", 1, 4096), file, "text");
            assertProblem(() -> gguf.integer("fraction", 1, 4096), file, "fraction");
            assertProblem(() -> gguf.integer("absent", 1, 4096), file, "absent");
            assertProblem(() -> gguf.floating("nan"), file, "nan");
            assertProblem(() -> gguf.list("texts", Number.class), file, "texts");
            assertProblem(() -> gguf.list("text", String.class), file, "text");
        }
    }

    @Test
    void closesTwiceAndReadsNoMore() {
        Path file = new GgufWriter().tensor("t", EncodedTensor.of(TensorType.F32, new float[]{ 1}), 1)
                .write(folder.resolve("closed.gguf"));
        GgufFile gguf = GgufFile.open(file);
        GgufTensor tensor = gguf.tensor("t");
        gguf.close();
        gguf.close();
        assertThatThrownBy(() -> tensor.data().get(ValueLayout.JAVA_BYTE, 0)).isInstanceOf(IllegalStateException.class);
    }

    static void assertProblem(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Path file, String problem) {
        assertThatThrownBy(call).isInstanceOf(GgufException.class)
                .hasMessageStartingWith(file + " is not a usable GGUF model: ")
                .hasMessageContaining(problem)
                .message().doesNotContainPattern("\\R");
    }
}
