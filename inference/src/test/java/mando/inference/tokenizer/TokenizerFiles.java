package mando.inference.tokenizer;

import java.util.ArrayList;
import java.util.List;
import mando.inference.gguf.GgufWriter;

/** Writes the part of a GGUF file that describes a tokenizer. */
public final class TokenizerFiles {

    private TokenizerFiles() {}

    /** A vocabulary of one control token {@code <s>} (id 0), the 256 bytes (ids 1 to 256 in the order of their values) and what the merges make. */
    public static GgufWriter describe(GgufWriter writer, List<String> merges) {
        var tokens = new ArrayList<String>(List.of("<s>"));
        for (int value = 0; value < 256; value++) {
            tokens.add(ByteCharacters.of((byte) value));
        }
        merges.forEach(merge -> tokens.add(merge.replace(" ", "")));
        var types = new ArrayList<Integer>();
        tokens.forEach(token -> types.add(types.isEmpty() ? 3 : 1));
        return writer.metadata("tokenizer.ggml.model", "gpt2").metadata("tokenizer.ggml.pre", "gpt-2")
                .metadata("tokenizer.ggml.tokens", tokens).metadata("tokenizer.ggml.token_type", types)
                .metadata("tokenizer.ggml.merges", merges);
    }
}
