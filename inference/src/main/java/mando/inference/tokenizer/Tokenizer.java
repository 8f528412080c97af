package mando.inference.tokenizer;

import java.util.OptionalInt;
import java.util.Set;
import mando.inference.gguf.GgufException;
import mando.inference.gguf.GgufFile;

/** Text to tokens and back, as the tokenizer in a GGUF file does it. Thread-safe. */
public sealed interface Tokenizer permits BpeTokenizer, SentencePieceTokenizer {

    /**
     * Reads the tokenizer of a model.
     *
     * @throws GgufException where the file describes another kind of tokenizer or an inconsistent one
     */
    static Tokenizer of(GgufFile file) {
        String kind = file.string("tokenizer.ggml.model");
        return switch (kind) {
            case "gpt2" -> BpeTokenizer.of(file);
            case "llama" -> SentencePieceTokenizer.of(file);
            default -> throw new GgufException(file.path(), "its tokenizer is \"" + kind
                    + "\"; supported are \"gpt2\" (byte-level BPE) and \"llama\" (SentencePiece)");
        };
    }

    /** How many tokens there are. */
    int size();

    /** Encodes plain text; what looks like a control token in it is text. Unpaired surrogates become U+FFFD. */
    int[] encode(String text);

    /** Encodes text of the program's own, in which control tokens are written by name, with the token that begins a text where the model wants one. */
    int[] encodeMarked(String text);

    /** The id of a control token such as {@code <end>}. */
    OptionalInt control(String token);

    boolean isControl(int token);

    /** The tokens after which a model says no more. */
    Set<Integer> endings();

    /** The bytes that a token stands for, a part of UTF-8; none for a control token. */
    byte[] bytes(int token);

    /** The text of tokens; control tokens appear by name, bytes that are no UTF-8 become U+FFFD. */
    String decode(int... tokenIds);
}
