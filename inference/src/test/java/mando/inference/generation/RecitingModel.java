package mando.inference.generation;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import mando.inference.gguf.EncodedTensor;
import mando.inference.gguf.GgufFile;
import mando.inference.gguf.GgufWriter;
import mando.inference.gguf.TensorType;
import mando.inference.kernel.ScalarKernels;
import mando.inference.kernel.Workers;
import mando.inference.llama.LlamaModel;
import mando.inference.tokenizer.Tokenizer;
import mando.inference.tokenizer.TokenizerFiles;

/**
 * A model that knows one text by heart: after each of its bytes it writes the next one, after the last its end token. Its blocks add nothing, and its
 * output head has a row for each token that is the embedding of the one before it; no byte may occur twice.
 */
record RecitingModel(LlamaModel model, Tokenizer tokenizer, int context) {

    /** Tokens of {@link TokenizerFiles}: the end, then the bytes. */
    static final int END = 0;
    private static final int WIDTH = 288;
    private static final int CONTEXT = 64;

    static RecitingModel of(Path folder, byte[] text) {
        GgufWriter writer = TokenizerFiles.describe(new GgufWriter(), List.of())
                .metadata("tokenizer.ggml.eos_token_id", END);
        int vocabulary = 257;
        var embedding = new float[vocabulary * WIDTH];
        var head = new float[vocabulary * WIDTH];
        for (int token = 0; token < vocabulary; token++) {
            embedding[token * WIDTH + token] = 1;
        }
        for (int i = 0; i < text.length; i++) {
            int next = i + 1 < text.length ? token(text[i + 1]) : END;
            head[next * WIDTH + token(text[i])] = 1;
        }
        writer.metadata("general.architecture", "llama").metadata("llama.context_length", CONTEXT)
                .metadata("llama.embedding_length", WIDTH).metadata("llama.block_count", 1)
                .metadata("llama.feed_forward_length", 32).metadata("llama.attention.head_count", 1)
                .metadata("llama.attention.layer_norm_rms_epsilon", 1e-5f);
        matrix(writer, "token_embd", vocabulary, WIDTH, embedding);
        matrix(writer, "output", vocabulary, WIDTH, head);
        for (String name : List.of("attn_q", "attn_k", "attn_v", "attn_output")) {
            matrix(writer, "blk.0." + name, WIDTH, WIDTH, new float[WIDTH * WIDTH]);
        }
        matrix(writer, "blk.0.ffn_gate", 32, WIDTH, new float[32 * WIDTH]);
        matrix(writer, "blk.0.ffn_up", 32, WIDTH, new float[32 * WIDTH]);
        matrix(writer, "blk.0.ffn_down", WIDTH, 32, new float[32 * WIDTH]);
        for (String name : List.of("blk.0.attn_norm", "blk.0.ffn_norm", "output_norm")) {
            var ones = new float[WIDTH];
            Arrays.fill(ones, 1);
            writer.tensor(name + ".weight", EncodedTensor.of(TensorType.F32, ones), WIDTH);
        }
        try (GgufFile file = GgufFile.open(writer.write(folder.resolve("reciting.gguf")))) {
            return new RecitingModel(LlamaModel.load(file, new ScalarKernels(), new Workers(1)), Tokenizer.of(file),
                    CONTEXT);
        }
    }

    static int token(byte value) {
        return 1 + Byte.toUnsignedInt(value);
    }

    private static void matrix(GgufWriter writer, String name, int rows, int columns, float[] values) {
        writer.tensor(name + ".weight", EncodedTensor.of(TensorType.F32, values), columns, rows);
    }

    Generation generation() {
        return new Generation(model, tokenizer, context);
    }
}
