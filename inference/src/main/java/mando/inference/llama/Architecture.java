package mando.inference.llama;

import java.util.Arrays;
import java.util.Optional;

/**
 * The architectures that the forward pass can be, by GGUF's names for them, and in what they differ. All are decoders of blocks, each an attention and
 * a feed-forward part that add to the hidden vector.
 */
enum Architecture {
    /** Llama 1 to 3, TinyLlama, Mistral, SmolLM2; with experts Mixtral. */
    LLAMA("llama", Activation.SILU, Traits.NEIGHBOUR_PAIRS),
    QWEN2("qwen2", Activation.SILU, 0),
    QWEN3("qwen3", Activation.SILU, Traits.HEAD_NORMS),
    PHI2("phi2", Activation.GELU, Traits.LAYER_NORM | Traits.PARALLEL | Traits.UNGATED),
    GEMMA("gemma", Activation.GELU, Traits.SCALED_EMBEDDING | Traits.TIED),
    GEMMA2("gemma2", Activation.GELU, Traits.SCALED_EMBEDDING | Traits.POST_NORMS | Traits.TIED),
    GEMMA3("gemma3", Activation.GELU, Traits.SCALED_EMBEDDING | Traits.POST_NORMS | Traits.HEAD_NORMS);

    /** The feed-forward part's nonlinearity. */
    enum Activation {
        SILU, GELU
    }

    private static final class Traits {
        static final int NEIGHBOUR_PAIRS = 1;
        static final int HEAD_NORMS = 2;
        static final int LAYER_NORM = 4;
        static final int PARALLEL = 8;
        static final int UNGATED = 16;
        static final int SCALED_EMBEDDING = 32;
        static final int POST_NORMS = 64;
        static final int TIED = 128;
    }

    private final String ggufName;
    private final Activation activation;
    private final int traits;

    Architecture(String ggufName, Activation activation, int traits) {
        this.ggufName = ggufName;
        this.activation = activation;
        this.traits = traits;
    }

    static Optional<Architecture> of(String ggufName) {
        return Arrays.stream(values()).filter(architecture -> architecture.ggufName.equals(ggufName)).findFirst();
    }

    /** As in {@code general.architecture}; most metadata keys begin with it. */
    String ggufName() {
        return ggufName;
    }

    Activation activation() {
        return activation;
    }

    /** Whether the rotary embedding turns elements 2i and 2i + 1 together; otherwise i and i + half. */
    boolean rotatesNeighbours() {
        return has(Traits.NEIGHBOUR_PAIRS);
    }

    /** Whether queries and keys are normalised, head by head. */
    boolean normalisesHeads() {
        return has(Traits.HEAD_NORMS);
    }

    /** Whether norms subtract the mean and add a bias; otherwise they are root mean square norms. */
    boolean layerNorm() {
        return has(Traits.LAYER_NORM);
    }

    /** Whether both parts of a block read the same normalised vector. */
    boolean parallelParts() {
        return has(Traits.PARALLEL);
    }

    /** Whether the feed-forward part multiplies with a gate. */
    boolean gated() {
        return !has(Traits.UNGATED);
    }

    /** Whether embeddings are multiplied with the root of their width. */
    boolean scalesEmbedding() {
        return has(Traits.SCALED_EMBEDDING);
    }

    /** Whether what each part adds is normalised before. */
    boolean normalisesAfter() {
        return has(Traits.POST_NORMS);
    }

    /** Whether the embedding is always the output head, too. */
    boolean alwaysTied() {
        return has(Traits.TIED);
    }

    private boolean has(int trait) {
        return (traits & trait) != 0;
    }
}
