package mando.inference.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import mando.inference.gguf.GgufException;
import mando.inference.gguf.GgufFile;

/**
 * Text to tokens and back, as the tokenizer in a GGUF file does it. Thread-safe.
 *
 * <p>Plain text never becomes a control token: those are reached by {@link #control} and {@link #encodeMarked}. A token outside the vocabulary is an
 * {@link IllegalArgumentException}.
 */
public abstract sealed class Tokenizer permits BpeTokenizer, SentencePieceTokenizer {

    final Vocabulary vocabulary;

    Tokenizer(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * Reads the tokenizer of a model.
     *
     * @throws GgufException where the file describes another kind of tokenizer or an inconsistent one
     */
    public static Tokenizer of(GgufFile file) {
        String kind = file.string("tokenizer.ggml.model");
        return switch (kind) {
            case "gpt2" -> BpeTokenizer.of(file);
            case "llama" -> SentencePieceTokenizer.of(file);
            default -> throw new GgufException(file.path(), "its tokenizer is \"" + kind
                    + "\"; supported are \"gpt2\" (byte-level BPE) and \"llama\" (SentencePiece)");
        };
    }

    /** How many tokens there are. */
    public final int size() {
        return vocabulary.size();
    }

    /** Encodes plain text; what looks like a control token in it is text. Unpaired surrogates become U+FFFD. */
    public final int[] encode(String text) {
        return encode(text, false).build().toArray();
    }

    /** Encodes text of the program's own, in which control tokens are written by name, with the token that begins a text where the model wants one. */
    public final int[] encodeMarked(String text) {
        var beginning = IntStream.builder();
        vocabulary.beginning().ifPresent(beginning::add);
        return IntStream.concat(beginning.build(), encode(text, true).build()).toArray();
    }

    private IntStream.Builder encode(String text, boolean marked) {
        var ids = IntStream.builder();
        var afterToken = new boolean[]{ true};
        vocabulary.split(wellFormed(text), marked, (piece, token) -> {
            if (token >= 0) {
                ids.add(token);
            } else {
                encodePiece(piece, afterToken[0], ids);
            }
            afterToken[0] = token >= 0;
        });
        return ids;
    }

    private static String wellFormed(String text) {
        return text.codePoints().map(point -> Character.getType(point) == Character.SURROGATE ? 0xFFFD : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    /**
     * Encodes text that lies between tokens which stand for themselves.
     *
     * @param first whether it begins the text or follows such a token
     */
    abstract void encodePiece(String piece, boolean first, IntConsumer ids);

    /** The id of a control token such as {@code <end>}. */
    public final OptionalInt control(String token) {
        return vocabulary.control(token);
    }

    public final boolean isControl(int token) {
        return vocabulary.isControl(token);
    }

    /** The tokens after which a model says no more. */
    public final Set<Integer> endings() {
        return vocabulary.endings();
    }

    /** The bytes that a token stands for, a part of UTF-8; none for a control token. */
    public final byte[] bytes(int token) {
        return vocabulary.isControl(token) ? new byte[0] : textBytes(token);
    }

    /** The bytes of a token that is no control token. */
    abstract byte[] textBytes(int token);

    /** The text of tokens; control tokens appear by name, bytes that are no UTF-8 become U+FFFD. */
    public String decode(int... tokenIds) {
        var bytes = new ByteArrayOutputStream();
        for (int id : tokenIds) {
            bytes.writeBytes(vocabulary.isControl(id)
                    ? vocabulary.token(id).getBytes(StandardCharsets.UTF_8)
                    : textBytes(id));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
