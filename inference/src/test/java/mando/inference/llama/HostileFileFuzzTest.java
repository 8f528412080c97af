package mando.inference.llama;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mando.inference.gguf.EncodedTensor;
import mando.inference.gguf.GgufException;
import mando.inference.gguf.GgufFile;
import mando.inference.gguf.GgufTensor;
import mando.inference.gguf.GgufWriter;
import mando.inference.gguf.TensorType;
import mando.inference.generation.ChatTemplate;
import mando.inference.kernel.ScalarKernels;
import mando.inference.kernel.Workers;
import mando.inference.tokenizer.Tokenizer;
import mando.inference.tokenizer.TokenizerFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that somebody made to do harm give a {@link GgufException} or a model that computes something: no other exception, no hang, no great memory. In
 * a build the seeds and what was ever found are tried; {@code JAZZER_FUZZ=1} looks for more (see the module's README).
 */
class HostileFileFuzzTest {

    private static final String TEXT = "Turn on the light, it's 22.5 °C\n\t <s> 日本 \uD800";
    private static final RandomLlama.Shape SMALL = new RandomLlama.Shape(32, 1, 2, 1, 32, 4, true);

    @TempDir
    private static Path folder;
    private static GgufFile base;

    static Stream<byte[]> headers() {
        var writer = new GgufWriter().metadata("byte", (byte) -1).metadata("short", (short) 2).metadata("int", 3)
                .metadata("long", 4L).metadata("float", 5f).metadata("double", 6.0).metadata("flag", true)
                .metadata("text", "seven").metadata("list", List.of(List.of("a"), List.of("b"))).alignment(64);
        for (TensorType type : TensorType.values()) {
            writer.tensor(type.name(), type.ggmlType(), new long[]{ type.blockElements(), 1},
                    new byte[type.blockBytes()]);
        }
        return Stream.of(writer.bytes(), new GgufWriter().version(2).metadata("k", "v").bytes());
    }

    @MethodSource("headers")
    @FuzzTest(maxDuration = "10m")
    void header(byte[] bytes) throws IOException {
        opened(bytes, file -> {
            for (GgufTensor tensor : file.tensors().values()) {
                if ((long) tensor.rows() * tensor.columns() <= 1 << 16) {
                    TensorReader.floats(tensor);
                }
            }
        });
    }

    static Stream<byte[]> tokenizers() {
        var pieces = new GgufWriter().metadata("tokenizer.ggml.model", "llama")
                .metadata("tokenizer.ggml.tokens",
                        Stream.concat(Stream.of("<s>", "▁", "on"), Stream.iterate(0, value -> value + 1).limit(256)
                                .map("<0x%02X>"::formatted)).toList())
                .metadata("tokenizer.ggml.token_type",
                        Stream.concat(Stream.of(3, 1, 1), Stream.generate(() -> 6).limit(256)).toList())
                .metadata("tokenizer.ggml.scores", Stream.generate(() -> -1f).limit(259).toList())
                .metadata("tokenizer.ggml.bos_token_id", 0).metadata("tokenizer.ggml.add_bos_token", true)
                .metadata("tokenizer.chat_template", "<|im_start|>system\nBe brief.<|im_end|>");
        return Stream.of(TokenizerFiles.describe(new GgufWriter(), List.of("o n", "Ġ on")).bytes(), pieces.bytes());
    }

    @MethodSource("tokenizers")
    @FuzzTest(maxDuration = "10m")
    void tokenizer(byte[] bytes) throws IOException {
        opened(bytes, file -> {
            Tokenizer tokenizer = Tokenizer.of(file);
            tokenizer.decode(tokenizer.encode(TEXT));
            tokenizer.decode(tokenizer.encodeMarked(TEXT));
            tokenizer.endings();
            ChatTemplate.of(file).first(ChatTemplate.ownSystem(file), TEXT);
        });
    }

    static Stream<byte[]> models() {
        return Stream.concat(Stream.of(new RandomLlama(SMALL, TensorType.Q8_0, 1).writer().bytes()),
                Stream.of("gemma2", "mixtral", "phi2", "qwen3").map(architecture -> described(architecture).bytes()));
    }

    /** Two tokens of width 32: not the golden models themselves, which are longer than what a fuzzer changes with effect. */
    private static GgufWriter described(String golden) {
        String architecture = golden.equals("mixtral") ? "llama" : golden;
        String key = architecture + ".";
        var writer = new GgufWriter().metadata("general.architecture", architecture)
                .metadata(key + "context_length", 8).metadata(key + "embedding_length", 32)
                .metadata(key + "block_count", 1).metadata(key + "feed_forward_length", 32)
                .metadata(key + "attention.head_count", 1).metadata(key + "rope.scaling.type", "yarn")
                .metadata(key + "rope.scaling.factor", 2f).metadata(key + "rope.scaling.original_context_length", 4)
                .metadata(key + (golden.equals("phi2")
                        ? "attention.layer_norm_epsilon"
                        : "attention.layer_norm_rms_epsilon"), 1e-5f);
        if (golden.equals("mixtral")) {
            writer.metadata(key + "expert_count", 2).metadata(key + "expert_used_count", 1);
            for (String name : List.of("ffn_gate_exps", "ffn_up_exps", "ffn_down_exps")) {
                writer.tensor("blk.0." + name + ".weight", 8, new long[]{ 32, 32, 2}, new byte[64 * 34]);
            }
            writer.tensor("blk.0.ffn_gate_inp.weight", EncodedTensor.of(TensorType.F32, new float[64]), 32, 2);
        }
        return writer.tensor("token_embd.weight", 8, new long[]{ 32, 2}, new byte[2 * 34]);
    }

    @MethodSource("models")
    @FuzzTest(maxDuration = "10m")
    void model(byte[] bytes) throws IOException {
        opened(bytes, file -> {
            if (file.tensors().values().stream().mapToLong(tensor -> (long) tensor.rows() * tensor.columns())
                    .sum() <= 1 << 20) {
                compute(LlamaModel.load(file, new ScalarKernels(), new Workers(1)));
            }
        });
    }

    static Stream<byte[]> adapters() {
        var writer = new GgufWriter().metadata("general.architecture", "llama").metadata("general.type", "adapter")
                .metadata("adapter.type", "lora").metadata("adapter.lora.alpha", 2f)
                .tensor("blk.0.attn_q.weight.lora_a", EncodedTensor.of(TensorType.F16, new float[64]), 32, 2)
                .tensor("blk.0.attn_q.weight.lora_b", EncodedTensor.of(TensorType.F32, new float[64]), 2, 32);
        return Stream.of(writer.bytes());
    }

    @MethodSource("adapters")
    @FuzzTest(maxDuration = "10m")
    void adapter(byte[] bytes) throws IOException {
        opened(bytes, file -> compute(
                LlamaModel.load(base(), LoraAdapter.of(file, 1), new ScalarKernels(), new Workers(1))));
    }

    private static void compute(LlamaModel model) {
        Session session = model.newSession(1);
        session.append(0);
        session.logits(new float[model.config().vocabulary()]);
    }

    private interface Use {
        void of(GgufFile file);
    }

    private static void opened(byte[] bytes, Use use) throws IOException {
        Path path = Files.write(folder.resolve("hostile.gguf"), bytes);
        try (GgufFile file = GgufFile.open(path)) {
            use.of(file);
        } catch (GgufException e) {
            if (!e.getMessage().startsWith(path + " is not a usable GGUF model: ") || e.getMessage().contains("\n")) {
                throw new AssertionError("an unclear message: " + e.getMessage(), e);
            }
        }
    }

    private static GgufFile base() {
        return base;
    }

    @BeforeEach
    void openBase() {
        base = GgufFile.open(new RandomLlama(SMALL, TensorType.F32, 1).writer().write(folder.resolve("base.gguf")));
    }

    @AfterEach
    void closeBase() {
        base.close();
    }
}
