package mando.inference.llama;

import java.util.List;
import mando.inference.gguf.GgufException;
import mando.inference.gguf.GgufFile;

/**
 * The shape of a model.
 *
 * @param width the length of a token's vector
 * @param layers how many blocks
 * @param heads how many query heads
 * @param keyValueHeads how many key and value heads; each serves {@code heads / keyValueHeads} query heads
 * @param headWidth the length of a head's vector
 * @param feedForwardWidth the inner length of the feed-forward part, or of one expert
 * @param vocabulary how many tokens
 * @param contextLength how many positions the model was trained for
 * @param normEpsilon what keeps a norm from dividing by zero
 * @param attentionScale what the product of a query and a key is multiplied with
 * @param attentionCap the bound that tanh keeps attention scores within, or 0 for none
 * @param logitCap the same for logits
 * @param experts how many feed-forward parts a block has to choose from, or 0 where it has one
 * @param expertsUsed how many of them a token goes through
 * @param window how many positions back layers of {@link #windowed} see, the token's own included
 * @param windowPattern of so many layers the last one sees everything, or 0 where all do
 * @param rotary the rotary embedding
 * @param windowRotary the one of windowed layers
 */
public record LlamaConfig(Architecture architecture, int width, int layers, int heads, int keyValueHeads, int headWidth,
        int feedForwardWidth, int vocabulary, int contextLength, float normEpsilon, float attentionScale,
        float attentionCap, float logitCap, int experts, int expertsUsed, int window, int windowPattern,
        RotaryScaling rotary, RotaryScaling windowRotary) {

    private static final int GEMMA2_LARGEST_LAYERS = 46;
    private static final int GEMMA3_LARGEST_LAYERS = 62;

    static LlamaConfig of(GgufFile file) {
        String name = file.string("general.architecture");
        Architecture architecture = Architecture.of(name).orElseThrow(() -> new GgufException(file.path(),
                "its architecture is \"" + name + "\"; supported are "
                        + String.join(", ",
                                List.of(Architecture.values()).stream().map(Architecture::ggufName).toList())));
        String key = name + ".";
        int width = file.integer(key + "embedding_length", 32, 16_384);
        int layers = file.integer(key + "block_count", 1, 256);
        int heads = file.integer(key + "attention.head_count", 1, 256);
        int keyValueHeads = file.integer(key + "attention.head_count_kv", 1, heads, heads);
        int headWidth = file.integer(key + "attention.key_length", 2, 1024, width / heads);
        if (heads % keyValueHeads != 0 || headWidth % 2 != 0
                || (file.metadata(key + "attention.key_length").isEmpty() && width % heads != 0)) {
            throw new GgufException(file.path(), width + " values do not divide into " + heads + " heads in groups of "
                    + keyValueHeads);
        }
        if (file.integer(key + "attention.value_length", 1, 1024, headWidth) != headWidth) {
            throw new GgufException(file.path(),
                    "its values are of another length than its keys, which is not supported");
        }
        int experts = file.integer(key + "expert_count", 0, 256, 0);
        int window = 0;
        int windowPattern = 0;
        if (architecture == Architecture.GEMMA2) {
            window = file.integer(key + "attention.sliding_window", 1, 1 << 20, 4096);
            windowPattern = file.integer(key + "attention.sliding_window_pattern", 1, 256, 2);
        } else if (architecture == Architecture.GEMMA3) {
            window = file.integer(key + "attention.sliding_window", 0, 1 << 20, 0);
            windowPattern = window == 0 ? 0 : file.integer(key + "attention.sliding_window_pattern", 1, 256, 6);
        }
        // As llama.cpp knows Gemma's 27B models, whose queries are scaled otherwise: by their depth.
        boolean byWidth = (architecture == Architecture.GEMMA2 && layers == GEMMA2_LARGEST_LAYERS)
                || (architecture == Architecture.GEMMA3 && layers == GEMMA3_LARGEST_LAYERS);
        RotaryScaling rotary = RotaryScaling.of(file, key, headWidth);
        return new LlamaConfig(architecture, width, layers, heads, keyValueHeads, headWidth,
                file.integer(key + "feed_forward_length", 32, 65_536), vocabulary(file),
                file.integer(key + "context_length", 1, 1 << 20),
                positive(file, key + (architecture.layerNorm()
                        ? "attention.layer_norm_epsilon"
                        : "attention.layer_norm_rms_epsilon")),
                (float) (1 / Math.sqrt(byWidth ? width / heads : headWidth)),
                architecture == Architecture.GEMMA2 ? cap(file, key + "attn_logit_softcapping", 50) : 0,
                switch (architecture) {
                    case GEMMA2 -> cap(file, key + "final_logit_softcapping", 30);
                    case GEMMA3 -> cap(file, key + "final_logit_softcapping", 0);
                    default -> 0;
                }, experts, experts == 0 ? 0 : file.integer(key + "expert_used_count", 1, experts),
                window, windowPattern, rotary,
                architecture == Architecture.GEMMA3
                        ? rotary.plain(file.floating(key + "rope.freq_base_swa", 10_000))
                        : rotary);
    }

    /** As many as there are embeddings; a tokenizer in the same file has to know them all. */
    private static int vocabulary(GgufFile file) {
        int embeddings = file.tensor("token_embd.weight").rows();
        if (file.metadata("tokenizer.ggml.tokens").orElse(List.of()) instanceof List<?> tokens && !tokens.isEmpty()
                && tokens.size() != embeddings) {
            throw new GgufException(file.path(), "its tokenizer has " + tokens.size() + " tokens, but its tensor "
                    + "token_embd.weight has " + embeddings + " rows");
        }
        return embeddings;
    }

    static float positive(GgufFile file, String key) {
        float value = file.floating(key);
        if (value > 0) {
            return value;
        }
        throw new GgufException(file.path(), "its " + key + " is " + value + ", expected a positive number");
    }

    private static float cap(GgufFile file, String key, float otherwise) {
        float value = file.floating(key, otherwise);
        if (value >= 0) {
            return value;
        }
        throw new GgufException(file.path(), "its " + key + " is " + value + ", expected no negative number");
    }

    /** Whether a layer sees only the last {@link #window} positions. */
    boolean windowed(int layer) {
        return windowPattern > 0 && layer % windowPattern < windowPattern - 1;
    }

    int queryWidth() {
        return heads * headWidth;
    }

    int keyValueWidth() {
        return keyValueHeads * headWidth;
    }
}
