package mando.inference.llama;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import mando.inference.gguf.EncodedTensor;
import mando.inference.gguf.GgufWriter;
import mando.inference.gguf.TensorType;
import mando.inference.gguf.GgufFile;
import mando.inference.kernel.Kernels;

/** A small model with random weights: as a file, and as the numbers in it. */
final class RandomLlama {

    static final float EPSILON = 1e-5f;
    static final float ROPE_BASE = 500;
    static final int CONTEXT = 128;

    /**
     * @param tied whether the embedding is the output head, too
     */
    record Shape(int width, int layers, int heads, int keyValueHeads, int feedForwardWidth, int vocabulary,
            boolean tied) {

        static final Shape GROUPED = new Shape(64, 3, 4, 2, 96, 50, true);

        int keyValueWidth() {
            return width / heads * keyValueHeads;
        }
    }

    private final Shape shape;
    private final TensorType type;
    private final Random random;
    private final Map<String, float[]> weights = new LinkedHashMap<>();
    private final GgufWriter writer = new GgufWriter();

    RandomLlama(Shape shape, TensorType type, long seed) {
        this.shape = shape;
        this.type = type;
        this.random = new Random(seed);
        writer.metadata("general.architecture", "llama")
                .metadata("llama.context_length", CONTEXT)
                .metadata("llama.embedding_length", shape.width())
                .metadata("llama.block_count", shape.layers())
                .metadata("llama.feed_forward_length", shape.feedForwardWidth())
                .metadata("llama.attention.head_count", shape.heads())
                .metadata("llama.attention.head_count_kv", shape.keyValueHeads())
                .metadata("llama.attention.layer_norm_rms_epsilon", EPSILON)
                .metadata("llama.rope.freq_base", ROPE_BASE);
        int width = shape.width();
        matrix("token_embd.weight", shape.vocabulary(), width);
        for (int layer = 0; layer < shape.layers(); layer++) {
            String block = "blk." + layer + ".";
            norm(block + "attn_norm.weight");
            matrix(block + "attn_q.weight", width, width);
            matrix(block + "attn_k.weight", shape.keyValueWidth(), width);
            matrix(block + "attn_v.weight", shape.keyValueWidth(), width);
            matrix(block + "attn_output.weight", width, width);
            norm(block + "ffn_norm.weight");
            matrix(block + "ffn_gate.weight", shape.feedForwardWidth(), width);
            matrix(block + "ffn_up.weight", shape.feedForwardWidth(), width);
            matrix(block + "ffn_down.weight", width, shape.feedForwardWidth());
        }
        norm("output_norm.weight");
        if (!shape.tied()) {
            matrix("output.weight", shape.vocabulary(), width);
        }
    }

    private void matrix(String name, int rows, int columns) {
        var values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * 1.5 / Math.sqrt(columns));
        }
        EncodedTensor encoded = EncodedTensor.of(type, values);
        weights.put(name, encoded.values());
        writer.tensor(name, encoded, columns, rows);
    }

    private void norm(String name) {
        var values = new float[shape.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat(0.5f, 1.5f);
        }
        weights.put(name, values);
        writer.tensor(name, EncodedTensor.of(TensorType.F32, values), values.length);
    }

    Shape shape() {
        return shape;
    }

    float[] weight(String name) {
        return weights.get(name);
    }

    GgufWriter writer() {
        return writer;
    }

    LlamaModel load(Path folder, Kernels kernels) {
        try (GgufFile file = GgufFile.open(writer.write(folder.resolve("random.gguf")))) {
            return LlamaModel.load(file, kernels);
        }
    }

    int[] tokens(int count, long seed) {
        return new Random(seed).ints(count, 0, shape.vocabulary()).toArray();
    }
}
