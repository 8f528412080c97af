package mando.inference.llama;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mando.inference.gguf.GgufException;
import mando.inference.gguf.GgufFile;
import mando.inference.gguf.GgufTensor;
import mando.inference.kernel.Kernels;
import mando.inference.kernel.Q8Matrix;

/**
 * The weights of a model of GGUF's {@code llama} architecture, in memory, int8. Weights that the file keeps in another encoding are quantised at
 * load. Immutable: any number of {@link Session}s may use it at once.
 */
public final class LlamaModel {

    private static final Pattern BLOCK_TENSOR = Pattern
            .compile("blk\\.(\\d{1,4})\\.(attn_(norm|q|k|v|output)|ffn_(norm|gate|up|down))\\.weight");
    private static final Set<String> OTHER_TENSORS = Set.of("token_embd.weight", "output_norm.weight", "output.weight");

    private final LlamaConfig config;
    private final Kernels kernels;
    final Q8Matrix embedding;
    final List<Layer> layers;
    final float[] outputNorm;
    final Q8Matrix output;

    /** One block's weights, by llama.cpp's names for them. */
    record Layer(float[] attentionNorm, Q8Matrix query, Q8Matrix key, Q8Matrix value, Q8Matrix attentionOutput,
            float[] feedForwardNorm, Q8Matrix gate, Q8Matrix up, Q8Matrix down) {}

    private LlamaModel(LlamaConfig config, Kernels kernels, Q8Matrix embedding, List<Layer> layers, float[] outputNorm,
            Q8Matrix output) {
        this.config = config;
        this.kernels = kernels;
        this.embedding = embedding;
        this.layers = layers;
        this.outputNorm = outputNorm;
        this.output = output;
    }

    /**
     * Copies the weights out of a file, which may be closed afterwards.
     *
     * @throws GgufException where the file is of another architecture, or a tensor is missing or of another shape
     */
    public static LlamaModel load(GgufFile file, Kernels kernels) {
        LlamaConfig config = LlamaConfig.of(file);
        int width = config.width();
        Q8Matrix embedding = matrix(file, "token_embd.weight", config.vocabulary(), width);
        var layers = new ArrayList<Layer>();
        for (int i = 0; i < config.layers(); i++) {
            String block = "blk." + i + ".";
            layers.add(new Layer(vector(file, block + "attn_norm.weight", width),
                    matrix(file, block + "attn_q.weight", width, width),
                    matrix(file, block + "attn_k.weight", config.keyValueWidth(), width),
                    matrix(file, block + "attn_v.weight", config.keyValueWidth(), width),
                    matrix(file, block + "attn_output.weight", width, width),
                    vector(file, block + "ffn_norm.weight", width),
                    matrix(file, block + "ffn_gate.weight", config.feedForwardWidth(), width),
                    matrix(file, block + "ffn_up.weight", config.feedForwardWidth(), width),
                    matrix(file, block + "ffn_down.weight", width, config.feedForwardWidth())));
        }
        Q8Matrix output = file.tensors().containsKey("output.weight")
                ? matrix(file, "output.weight", config.vocabulary(), width)
                : embedding;
        float[] outputNorm = vector(file, "output_norm.weight", width);
        refuseOthers(file, config);
        return new LlamaModel(config, kernels, embedding, List.copyOf(layers), outputNorm, output);
    }

    /** A tensor that nobody reads, a bias or scaled rotation frequencies, would make another model of it. */
    private static void refuseOthers(GgufFile file, LlamaConfig config) {
        for (String name : file.tensors().keySet()) {
            Matcher block = BLOCK_TENSOR.matcher(name);
            boolean read = block.matches()
                    ? Integer.parseInt(block.group(1)) < config.layers()
                    : OTHER_TENSORS.contains(name);
            if (!read) {
                throw new GgufException(file.path(), "it has the tensor " + name + ", which is not supported yet");
            }
        }
    }

    private static Q8Matrix matrix(GgufFile file, String name, int rows, int columns) {
        Q8Matrix matrix = TensorReader.q8(shaped(file, name, rows, columns));
        requireFinite(file, name, matrix.scales());
        return matrix;
    }

    private static float[] vector(GgufFile file, String name, int length) {
        float[] vector = TensorReader.floats(shaped(file, name, 1, length));
        requireFinite(file, name, vector);
        return vector;
    }

    private static void requireFinite(GgufFile file, String name, float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new GgufException(file.path(), "its tensor " + name + " holds a weight that is " + value);
            }
        }
    }

    private static GgufTensor shaped(GgufFile file, String name, int rows, int columns) {
        GgufTensor tensor = file.tensor(name);
        if (tensor.rows() != rows || tensor.columns() != columns || columns % Q8Matrix.BLOCK != 0) {
            throw new GgufException(file.path(),
                    "its tensor " + name + " is " + tensor.rows() + " × " + tensor.columns()
                            + " where " + rows + " × " + columns + " was expected (columns a multiple of "
                            + Q8Matrix.BLOCK + ")");
        }
        return tensor;
    }

    public LlamaConfig config() {
        return config;
    }

    Kernels kernels() {
        return kernels;
    }

    /**
     * A new, empty sequence.
     *
     * @param positions how many tokens it can hold at most, no more than the model's context
     */
    public Session newSession(int positions) {
        if (positions < 1 || positions > config.contextLength()) {
            throw new IllegalArgumentException(
                    "a session of " + positions + " positions does not fit the model's " + config.contextLength());
        }
        return new Session(this, positions);
    }
}
