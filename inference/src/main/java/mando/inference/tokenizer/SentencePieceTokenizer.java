package mando.inference.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntConsumer;
import mando.inference.gguf.GgufException;
import mando.inference.gguf.GgufFile;

/**
 * SentencePiece's byte-pair encoding with scores, as a GGUF file describes it ({@code tokenizer.ggml.model = llama}: Llama 1 and 2, Mistral, Gemma):
 * spaces become U+2581, and of all neighbours that together are a token those with the highest score are merged first, from the left. Characters that
 * are no token become tokens of their UTF-8 bytes. The steps are those of {@code llm_tokenizer_spm} of llama.cpp.
 */
public final class SentencePieceTokenizer extends Tokenizer {

    private static final char SPACE = '▁';

    private final float[] scores;
    private final int[] byteTokens;
    private final boolean spaceBefore;

    private record Neighbours(int left, int right, int length, float score) {}

    private SentencePieceTokenizer(Vocabulary vocabulary, float[] scores, int[] byteTokens, boolean spaceBefore) {
        super(vocabulary);
        this.scores = scores;
        this.byteTokens = byteTokens;
        this.spaceBefore = spaceBefore;
    }

    /**
     * Reads the tokenizer of a model.
     *
     * @throws GgufException where the file describes another kind of tokenizer or an inconsistent one
     */
    public static SentencePieceTokenizer of(GgufFile file) {
        if (!file.string("tokenizer.ggml.model").equals("llama")) {
            throw new GgufException(file.path(), "its tokenizer is \"" + file.string("tokenizer.ggml.model")
                    + "\"; only \"llama\" (SentencePiece) is supported here");
        }
        var vocabulary = new Vocabulary(file, true);
        List<Number> numbers = file.list("tokenizer.ggml.scores", Number.class);
        if (numbers.size() != vocabulary.size()) {
            throw new GgufException(file.path(),
                    "its tokenizer has " + vocabulary.size() + " tokens and " + numbers.size() + " scores");
        }
        var scores = new float[numbers.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = numbers.get(i).floatValue();
        }
        var byteTokens = new int[256];
        for (int value = 0; value < 256; value++) {
            String name = "<0x%02X>".formatted(value);
            byteTokens[value] = vocabulary.id(name).orElseThrow(
                    () -> new GgufException(file.path(), "its tokenizer lacks the byte token " + name));
        }
        boolean spaceBefore = file.metadata("tokenizer.ggml.add_space_prefix").map(Boolean.TRUE::equals).orElse(true);
        return new SentencePieceTokenizer(vocabulary, scores, byteTokens, spaceBefore);
    }

    @Override
    void encodePiece(String piece, boolean first, IntConsumer ids) {
        String spaced = spaceBefore && first ? " " + piece : piece;
        merge(spaced.replace(' ', SPACE), ids);
    }

    /** Parts are held by where they begin; a part that was merged into its left neighbour has length 0. */
    private void merge(String text, IntConsumer ids) {
        int[] starts = text.codePoints().map(Character::charCount).toArray();
        int count = starts.length;
        int[] lengths = starts.clone();
        var previous = new int[count];
        var next = new int[count];
        int at = 0;
        for (int i = 0; i < count; i++) {
            starts[i] = at;
            at += lengths[i];
            previous[i] = i - 1;
            next[i] = i + 1 < count ? i + 1 : -1;
        }
        var queue = new PriorityQueue<>(Comparator.comparingDouble((Neighbours pair) -> -pair.score)
                .thenComparingInt(Neighbours::left));
        for (int i = 1; i < count; i++) {
            offer(text, starts, lengths, i - 1, i, queue);
        }
        while (!queue.isEmpty()) {
            Neighbours best = queue.remove();
            int left = best.left;
            int right = best.right;
            if (lengths[left] == 0 || lengths[right] == 0 || lengths[left] + lengths[right] != best.length) {
                continue;
            }
            lengths[left] += lengths[right];
            lengths[right] = 0;
            next[left] = next[right];
            if (next[right] >= 0) {
                previous[next[right]] = left;
            }
            offer(text, starts, lengths, previous[left], left, queue);
            offer(text, starts, lengths, left, next[left], queue);
        }
        for (int i = count == 0 ? -1 : 0; i >= 0; i = next[i]) {
            emit(text.substring(starts[i], starts[i] + lengths[i]), ids);
        }
    }

    private void offer(String text, int[] starts, int[] lengths, int left, int right, PriorityQueue<Neighbours> queue) {
        if (left < 0 || right < 0) {
            return;
        }
        int length = lengths[left] + lengths[right];
        vocabulary.id(text.substring(starts[left], starts[left] + length))
                .ifPresent(id -> queue.add(new Neighbours(left, right, length, scores[id])));
    }

    private void emit(String part, IntConsumer ids) {
        vocabulary.id(part).ifPresentOrElse(ids::accept, () -> {
            for (byte value : part.getBytes(StandardCharsets.UTF_8)) {
                ids.accept(byteTokens[Byte.toUnsignedInt(value)]);
            }
        });
    }

    @Override
    byte[] textBytes(int token) {
        String text = vocabulary.token(token);
        if (vocabulary.isByte(token) && text.length() == 6) {
            return new byte[]{ (byte) Integer.parseInt(text, 3, 5, 16)};
        }
        return (vocabulary.isUserDefined(token) ? text : text.replace(SPACE, ' ')).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String decode(int... tokenIds) {
        String text = super.decode(tokenIds);
        return spaceBefore && text.startsWith(" ") ? text.substring(1) : text;
    }
}
