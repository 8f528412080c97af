package mando.inference.llama;

import mando.inference.gguf.GgufException;
import mando.inference.gguf.GgufFile;

/**
 * The shape of a model of GGUF's {@code llama} architecture.
 *
 * @param width the length of a token's vector
 * @param layers how many blocks
 * @param heads how many query heads
 * @param keyValueHeads how many key and value heads; each serves {@code heads / keyValueHeads} query heads
 * @param headWidth the length of a head's vector
 * @param feedForwardWidth the inner length of the feed-forward part
 * @param vocabulary how many tokens
 * @param contextLength how many positions the model was trained for
 * @param ropeBase the base of the rotary embedding's frequencies
 * @param normEpsilon what keeps RMS norm from dividing by zero
 */
public record LlamaConfig(int width, int layers, int heads, int keyValueHeads, int headWidth, int feedForwardWidth,
        int vocabulary, int contextLength, float ropeBase, float normEpsilon) {

    static LlamaConfig of(GgufFile file) {
        String architecture = file.string("general.architecture");
        if (!architecture.equals("llama")) {
            throw new GgufException(file.path(),
                    "its architecture is \"" + architecture + "\"; only \"llama\" is supported yet");
        }
        int width = file.integer("llama.embedding_length", 32, 16_384);
        int heads = file.integer("llama.attention.head_count", 1, 256);
        int keyValueHeads = file.metadata("llama.attention.head_count_kv").isPresent()
                ? file.integer("llama.attention.head_count_kv", 1, heads)
                : heads;
        if (width % heads != 0 || heads % keyValueHeads != 0 || width / heads % 2 != 0) {
            throw new GgufException(file.path(), width + " values do not divide into " + heads + " heads in groups of "
                    + keyValueHeads);
        }
        int headWidth = width / heads;
        if (file.metadata("llama.rope.dimension_count").isPresent()
                && file.integer("llama.rope.dimension_count", 1, 16_384) != headWidth) {
            throw new GgufException(file.path(),
                    "its rotary embedding covers only a part of a head, which is not supported");
        }
        if (!file.metadata("llama.rope.scaling.type").orElse("none").equals("none")) {
            throw new GgufException(file.path(), "its llama.rope.scaling.type is \""
                    + file.metadata("llama.rope.scaling.type").get() + "\"; only \"none\" is supported yet");
        }
        float ropeBase = file.metadata("llama.rope.freq_base").isPresent()
                ? positive(file, "llama.rope.freq_base")
                : 10_000;
        return new LlamaConfig(width, file.integer("llama.block_count", 1, 256), heads, keyValueHeads, headWidth,
                file.integer("llama.feed_forward_length", 32, 65_536), file.tensor("token_embd.weight").rows(),
                file.integer("llama.context_length", 1, 1 << 20), ropeBase,
                positive(file, "llama.attention.layer_norm_rms_epsilon"));
    }

    private static float positive(GgufFile file, String key) {
        float value = file.floating(key);
        if (value > 0) {
            return value;
        }
        throw new GgufException(file.path(), "its " + key + " is " + value + ", expected a positive number");
    }

    int keyValueWidth() {
        return keyValueHeads * headWidth;
    }
}
