package mando.inference.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import mando.inference.gguf.EncodedTensor;
import mando.inference.gguf.GgufException;
import mando.inference.gguf.GgufFile;
import mando.inference.gguf.GgufWriter;
import mando.inference.gguf.TensorType;
import mando.inference.kernel.ScalarKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LlamaModelTest {

    private static final RandomLlama.Shape SMALL = new RandomLlama.Shape(32, 1, 2, 1, 32, 16, true);

    @TempDir
    private Path folder;

    @Test
    void knowsItsShape() {
        LlamaConfig config = random().load(folder, new ScalarKernels()).config();
        assertThat(config.width()).isEqualTo(32);
        assertThat(config.layers()).isEqualTo(1);
        assertThat(config.heads()).isEqualTo(2);
        assertThat(config.keyValueHeads()).isEqualTo(1);
        assertThat(config.headWidth()).isEqualTo(16);
        assertThat(config.feedForwardWidth()).isEqualTo(32);
        assertThat(config.vocabulary()).isEqualTo(16);
        assertThat(config.contextLength()).isEqualTo(RandomLlama.CONTEXT);
        assertThat(config.normEpsilon()).isEqualTo(RandomLlama.EPSILON);
        assertThat(config.rotary().frequencies()[1])
                .isEqualTo((float) Math.pow(RandomLlama.ROPE_BASE, -2.0 / 16));
    }

    @Test
    void takesTheUsualValuesWhereTheFileIsSilent() {
        RandomLlama.Shape shape = new RandomLlama.Shape(32, 1, 2, 2, 32, 16, true);
        var random = new RandomLlama(shape, TensorType.Q8_0, 1);
        random.writer().without("llama.attention.head_count_kv").without("llama.rope.freq_base");
        LlamaConfig config = random.load(folder, new ScalarKernels()).config();
        assertThat(config.keyValueHeads()).isEqualTo(2);
        assertThat(config.rotary().frequencies()[1]).isEqualTo((float) Math.pow(10_000, -2.0 / 16));
    }

    @Test
    void otherModelsAreRefused() {
        assertRefused(writer().metadata("general.architecture", "mamba"), "architecture is \"mamba\"");
        assertRefused(writer().without("general.architecture"), "lacks general.architecture");
        assertRefused(writer().without("llama.block_count"), "llama.block_count");
        assertRefused(writer().metadata("llama.block_count", -1), "llama.block_count");
        assertRefused(writer().metadata("llama.block_count", 2), "lacks the tensor blk.1.attn_norm.weight");
        assertRefused(writer().metadata("llama.embedding_length", 1 << 30), "llama.embedding_length");
        assertRefused(writer().metadata("llama.attention.head_count", 3), "do not divide into 3 heads");
        assertRefused(writer().metadata("llama.attention.head_count", 32), "32 heads");
        assertRefused(writer().metadata("llama.attention.head_count_kv", 0), "head_count_kv");
        assertRefused(writer().metadata("llama.context_length", 0), "llama.context_length");
        assertRefused(writer().metadata("llama.rope.dimension_count", 7), "rotary embedding");
        assertRefused(writer().metadata("llama.rope.dimension_count", 18), "llama.rope.dimension_count");
        assertRefused(writer().metadata("llama.attention.layer_norm_rms_epsilon", "small"), "epsilon");
        assertRefused(writer().metadata("llama.attention.layer_norm_rms_epsilon", -1f), "epsilon");
        assertRefused(writer().metadata("llama.rope.freq_base", 0f), "llama.rope.freq_base");
        assertRefused(writer().metadata("llama.rope.scaling.type", "longrope"),
                "llama.rope.scaling.type is \"longrope\"");
        assertRefused(writer().tensor("rope_freqs.weight", EncodedTensor.of(TensorType.F32, new float[9]), 9),
                "rope_freqs.weight");
        assertRefused(writer().tensor("blk.0.attn_sinks.weight", EncodedTensor.of(TensorType.F32, new float[32]), 32),
                "blk.0.attn_sinks.weight");
        assertRefused(writer().without("blk.0.ffn_up.weight"), "lacks the tensor blk.0.ffn_up.weight");
        assertRefused(writer().tensor("output_norm.weight", EncodedTensor.of(TensorType.F32, new float[31]), 31),
                "output_norm.weight is 1 × 31 where 1 × 32 was expected");
        assertRefused(writer().tensor("blk.0.attn_q.weight", EncodedTensor.of(TensorType.Q8_0, new float[64]), 32, 2),
                "blk.0.attn_q.weight is 2 × 32 where 32 × 32 was expected");
    }

    /** What a damaged file may be: refused, or another model that computes something. */
    @Test
    void damageIsRefusedOrHarmless() throws IOException {
        byte[] honest = writer().bytes();
        Path file = folder.resolve("damaged.gguf");
        var random = new Random(2);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = honest.clone();
            int reach = i % 4 == 0 ? honest.length : 1200;
            for (int flips = 0; flips < 1 + i % 3; flips++) {
                damaged[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, damaged);
            try (GgufFile gguf = GgufFile.open(file)) {
                LlamaModel model = LlamaModel.load(gguf, new ScalarKernels());
                Session session = model.newSession(1);
                session.append(0);
                session.logits(new float[model.config().vocabulary()]);
            } catch (GgufException e) {
                assertThat(e).hasMessageStartingWith(file + " is not a usable GGUF model: ");
                refused++;
            }
        }
        assertThat(refused).isBetween(1000, 2900);
    }

    /** No comparison with a threshold notices a probability that is not a number. */
    @Test
    void weightsThatAreNoNumbersAreRefused() {
        var infinite = new byte[16 * 34];
        infinite[5 * 34 + 1] = 0x7C; // infinity, in half precision
        assertRefused(writer().tensor("token_embd.weight", 8, new long[]{ 32, 16}, infinite), "token_embd.weight");
        var values = new float[32 * 32];
        values[77] = Float.NaN;
        assertRefused(writer().tensor("blk.0.attn_q.weight", EncodedTensor.of(TensorType.F32, values), 32, 32),
                "blk.0.attn_q.weight");
        assertRefused(writer().tensor("output_norm.weight",
                EncodedTensor.of(TensorType.F32, Arrays.copyOfRange(values, 64, 96)), 32), "output_norm.weight");
    }

    @Test
    void theLeastByteOfAForeignFileIsTakenAsItsNeighbour() {
        RandomLlama random = random();
        var bytes = new byte[16 * 34];
        for (int row = 0; row < 16; row++) {
            bytes[row * 34 + 1] = 0x3C; // one, in half precision
            bytes[row * 34 + 2] = Byte.MIN_VALUE;
        }
        random.writer().tensor("token_embd.weight", 8, new long[]{ 32, 16}, bytes);
        var row = new float[32];
        random.load(folder, new ScalarKernels()).embedding.row(3, row, 0);
        assertThat(row[0]).isEqualTo(-127);
        assertThat(row[1]).isZero();
    }

    private static RandomLlama random() {
        return new RandomLlama(SMALL, TensorType.Q8_0, 1);
    }

    private static GgufWriter writer() {
        return random().writer();
    }

    private void assertRefused(GgufWriter writer, String problem) {
        Path path = writer.write(folder.resolve("refused.gguf"));
        try (GgufFile file = GgufFile.open(path)) {
            assertThatThrownBy(() -> LlamaModel.load(file, new ScalarKernels())).isInstanceOf(GgufException.class)
                    .hasMessageStartingWith(path + " is not a usable GGUF model: ").hasMessageContaining(problem);
        }
    }
}
