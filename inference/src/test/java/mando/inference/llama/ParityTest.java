package mando.inference.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import mando.inference.gguf.GgufTensor;
import mando.inference.gguf.TensorType;
import mando.inference.kernel.Kernels;
import mando.inference.kernel.ScalarKernels;
import mando.inference.kernel.VectorKernels;
import mando.inference.kernel.Workers;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every architecture and every encoding, held against llama.cpp's answers. */
class ParityTest {

    /**
     * In units of the logits' standard deviation. llama.cpp rounds queries and attention weights to half precision (2^-11 each) where this engine does
     * not, and both round keys and values; where activations are quantised, a difference in the last bit may move one by a step of 1/127.
     */
    private static final double BOUND = 0.01;
    private static final double BOUND_OF_QUANTISED = 0.03;

    @TempDir
    private Path folder;

    static Stream<Arguments> modelsAndKernels() {
        return GoldenModel.all().flatMap(model -> Stream.of(Arguments.of(model, new ScalarKernels()),
                Arguments.of(model, new VectorKernels())));
    }

    @ParameterizedTest
    @MethodSource("modelsAndKernels")
    void saysWhatLlamaCppSays(GoldenModel golden, Kernels kernels) {
        LlamaModel model = golden.load(folder, kernels, new Workers(1));
        Session session = model.newSession(golden.prompt().length + golden.tokens().length);
        session.append(golden.prompt());
        var logits = new float[golden.logits().length];
        session.logits(logits);
        double deviation = deviation(golden.logits());
        double bound = deviation * (golden.name().matches("(lora-)?q\\d_.") ? BOUND_OF_QUANTISED : BOUND);
        for (int i = 0; i < logits.length; i++) {
            assertThat((double) logits[i]).as("token %d", i).isCloseTo(golden.logits()[i], within(bound));
        }
        for (int i = 0; i < golden.tokens().length; i++) {
            session.logits(logits);
            assertThat(argmax(logits)).as("step %d", i).isEqualTo(golden.tokens()[i]);
            session.append(golden.tokens()[i]);
        }
    }

    @ParameterizedTest
    @EnumSource(value = TensorType.class, names = { "F32", "F16", "BF16"}, mode = EnumSource.Mode.EXCLUDE)
    void decodesLikeGgml(TensorType type) throws IOException {
        JsonNode json = new JsonMapper()
                .readTree(Path.of("src/test/resources/mando/inference/llama/encodings", type + ".json").toFile());
        byte[] bytes = HexFormat.of().parseHex(json.get("bytes").asText());
        ByteBuffer expected = ByteBuffer.wrap(HexFormat.of().parseHex(json.get("floats").asText()))
                .order(ByteOrder.LITTLE_ENDIAN);
        int columns = json.get("columns").asInt();
        float[] decoded = TensorReader
                .floats(new GgufTensor("t", type, columns, 1, MemorySegment.ofArray(bytes)));
        assertThat(decoded).hasSize(columns);
        for (float value : decoded) {
            assertThat(value).isEqualTo(expected.getFloat());
        }
    }

    private static double deviation(float[] logits) {
        double sum = 0;
        double squares = 0;
        for (float logit : logits) {
            sum += logit;
            squares += (double) logit * logit;
        }
        double mean = sum / logits.length;
        return Math.sqrt(squares / logits.length - mean * mean);
    }

    private static int argmax(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }
}
