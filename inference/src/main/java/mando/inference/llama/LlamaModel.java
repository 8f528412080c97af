package mando.inference.llama;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mando.inference.gguf.GgufException;
import mando.inference.gguf.GgufFile;
import mando.inference.kernel.Kernels;
import mando.inference.kernel.Matrix;
import mando.inference.kernel.Workers;

/**
 * The weights of a model, in memory, in the file's own precision. Immutable: any number of {@link Session}s may use it at once.
 */
public final class LlamaModel {

    private final LlamaConfig config;
    private final Kernels kernels;
    private final Workers workers;
    final Matrix embedding;
    final List<Layer> layers;
    final Norm outputNorm;
    final Projection output;
    final RotaryScaling rotary;

    private final int adapterRank;

    /**
     * A matrix and what is added to its products.
     *
     * @param bias a value for each row, or empty
     * @param beside what an adapter adds
     */
    record Projection(Matrix weights, float[] bias, Optional<LowRank> beside) {}

    /**
     * A norm's weights.
     *
     * @param bias of a layer norm, otherwise empty
     */
    record Norm(float[] weight, float[] bias) {}

    /** One block's weights, by llama.cpp's names for them; what an architecture lacks is absent. */
    record Layer(Norm attentionNorm, Projection query, Projection key, Projection value, Optional<Norm> queryNorm,
            Optional<Norm> keyNorm, Projection attentionOutput, Optional<Norm> attentionPostNorm,
            Optional<Norm> feedForwardNorm, FeedForwardWeights feedForward, Optional<Norm> feedForwardPostNorm) {}

    /** The weights of a block's feed-forward part. */
    sealed interface FeedForwardWeights {}

    /** One network that every token goes through. */
    record Dense(Optional<Projection> gate, Projection up, Projection down) implements FeedForwardWeights {}

    /** Several, of which a router chooses for each token; the experts' matrices lie one below the other. */
    record Experts(Projection router, Projection gates, Projection ups,
            Projection downs) implements FeedForwardWeights {}

    private LlamaModel(LlamaConfig config, Kernels kernels, Workers workers, Matrix embedding, List<Layer> layers,
            Norm outputNorm, Projection output, RotaryScaling rotary, int adapterRank) {
        this.config = config;
        this.kernels = kernels;
        this.workers = workers;
        this.embedding = embedding;
        this.layers = layers;
        this.outputNorm = outputNorm;
        this.output = output;
        this.rotary = rotary;
        this.adapterRank = adapterRank;
    }

    /**
     * Copies the weights out of a file, which may be closed afterwards. The number of threads is as {@link Workers#choose} has it.
     *
     * @throws GgufException where the file is of another architecture, or a tensor is missing or of another shape
     */
    public static LlamaModel load(GgufFile file, Kernels kernels) {
        return load(file, kernels, Workers.choose());
    }

    /**
     * The same with other threads, which its sessions share and the caller closes.
     *
     * @throws GgufException where the file is of another architecture, or a tensor is missing or of another shape
     */
    public static LlamaModel load(GgufFile file, Kernels kernels, Workers workers) {
        return load(file, LoraAdapter.NONE, kernels, workers);
    }

    /**
     * The same with an adapter, whose file may be closed afterwards, too.
     *
     * @throws GgufException also where the adapter is another model's
     */
    public static LlamaModel load(GgufFile file, LoraAdapter adapter, Kernels kernels, Workers workers) {
        LlamaConfig config = LlamaConfig.of(file);
        Architecture architecture = config.architecture();
        adapter.requireFor(architecture);
        var tensors = new ModelTensors(file, adapter);
        int width = config.width();
        Matrix embedding = tensors.matrix("token_embd.weight", config.vocabulary(), width);
        var layers = new ArrayList<Layer>();
        for (int i = 0; i < config.layers(); i++) {
            layers.add(layer(tensors, config, "blk." + i + "."));
        }
        Projection output = !architecture.alwaysTied() && tensors.has("output.weight")
                ? tensors.projection("output", config.vocabulary(), width)
                : new Projection(embedding, new float[0], Optional.empty());
        Norm outputNorm = tensors.norm("output_norm", width, architecture.layerNorm());
        RotaryScaling rotary = tensors.has("rope_freqs.weight")
                ? config.rotary().dividedBy(
                        tensors.vector("rope_freqs.weight", config.rotary().frequencies().length))
                : config.rotary();
        tensors.refuseUnread();
        return new LlamaModel(config, kernels, workers, embedding, List.copyOf(layers), outputNorm, output, rotary,
                adapter.largestRank());
    }

    private static Layer layer(ModelTensors tensors, LlamaConfig config, String block) {
        Architecture architecture = config.architecture();
        int width = config.width();
        boolean biased = architecture.layerNorm();
        Optional<Norm> none = Optional.empty();
        Norm attentionNorm = tensors.norm(block + "attn_norm", width, biased);
        List<Projection> queryKeyValue = tensors.has(block + "attn_qkv.weight")
                ? tensors.split(block + "attn_qkv", width, config.queryWidth(), config.keyValueWidth(),
                        config.keyValueWidth())
                : List.of(tensors.projection(block + "attn_q", config.queryWidth(), width),
                        tensors.projection(block + "attn_k", config.keyValueWidth(), width),
                        tensors.projection(block + "attn_v", config.keyValueWidth(), width));
        return new Layer(attentionNorm, queryKeyValue.get(0), queryKeyValue.get(1), queryKeyValue.get(2),
                architecture.normalisesHeads()
                        ? Optional.of(tensors.norm(block + "attn_q_norm", config.headWidth(), false))
                        : none,
                architecture.normalisesHeads()
                        ? Optional.of(tensors.norm(block + "attn_k_norm", config.headWidth(), false))
                        : none,
                tensors.projection(block + "attn_output", width, config.queryWidth()),
                architecture.normalisesAfter()
                        ? Optional.of(tensors.norm(block + "post_attention_norm", width, false))
                        : none,
                architecture.parallelParts() ? none : Optional.of(tensors.norm(block + "ffn_norm", width, biased)),
                feedForward(tensors, config, block),
                architecture.normalisesAfter()
                        ? Optional.of(tensors.norm(block + "post_ffw_norm", width, false))
                        : none);
    }

    private static FeedForwardWeights feedForward(ModelTensors tensors, LlamaConfig config, String block) {
        int width = config.width();
        int inner = config.feedForwardWidth();
        int experts = config.experts();
        if (experts > 0) {
            return new Experts(tensors.projection(block + "ffn_gate_inp", experts, width),
                    tensors.experts(block + "ffn_gate_exps", experts, inner, width),
                    tensors.experts(block + "ffn_up_exps", experts, inner, width),
                    tensors.experts(block + "ffn_down_exps", experts, width, inner));
        }
        return new Dense(
                config.architecture().gated()
                        ? Optional.of(tensors.projection(block + "ffn_gate", inner, width))
                        : Optional.empty(),
                tensors.projection(block + "ffn_up", inner, width),
                tensors.projection(block + "ffn_down", width, inner));
    }

    public LlamaConfig config() {
        return config;
    }

    /** The largest rank of what an adapter put beside the weights, or 0. */
    int adapterRank() {
        return adapterRank;
    }

    Kernels kernels() {
        return kernels;
    }

    Workers workers() {
        return workers;
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
