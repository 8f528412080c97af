package mando.inference.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import mando.inference.gguf.GgufException;
import mando.inference.gguf.GgufFile;

/**
 * GPT-2's byte-level byte-pair encoding, as a GGUF file describes it ({@code tokenizer.ggml.model = gpt2}): text is cut into words by a
 * {@link PreTokenizer}, each word's UTF-8 bytes become printable characters, and neighbours are merged in the order of the merge list.
 */
public final class BpeTokenizer extends Tokenizer {

    private static final int LONGEST_PIECE = 256;
    private static final int CACHED_WORDS = 4096;

    private final PreTokenizer preTokenizer;
    private final Map<Pair, Integer> ranks;
    private final Map<String, int[]> cache = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, int[]> eldest) {
            return size() > CACHED_WORDS;
        }
    };

    private record Pair(String left, String right) {}

    private BpeTokenizer(Vocabulary vocabulary, PreTokenizer preTokenizer, Map<Pair, Integer> ranks) {
        super(vocabulary);
        this.preTokenizer = preTokenizer;
        this.ranks = ranks;
    }

    /**
     * Reads the tokenizer of a model.
     *
     * @throws GgufException where the file describes another kind of tokenizer or an inconsistent one
     */
    public static BpeTokenizer of(GgufFile file) {
        if (!file.string("tokenizer.ggml.model").equals("gpt2")) {
            throw new GgufException(file.path(), "its tokenizer is \"" + file.string("tokenizer.ggml.model")
                    + "\"; only \"gpt2\" (byte-level BPE) is supported here");
        }
        String words = file.string("tokenizer.ggml.pre", "default");
        PreTokenizer preTokenizer = PreTokenizer.of(words).orElseThrow(
                () -> new GgufException(file.path(), "its pre-tokenizer \"" + words + "\" is not supported"));
        var vocabulary = new Vocabulary(file, preTokenizer == PreTokenizer.LLAMA3);
        var ranks = new HashMap<Pair, Integer>();
        for (String merge : file.list("tokenizer.ggml.merges", String.class)) {
            int space = merge.indexOf(' ', 1);
            if (space < 1 || space == merge.length() - 1) {
                throw new GgufException(file.path(), "its tokenizer has the malformed merge \"" + merge + "\"");
            }
            String merged = merge.substring(0, space) + merge.substring(space + 1);
            if (vocabulary.id(merged).isEmpty()) {
                throw new GgufException(file.path(),
                        "its tokenizer merges \"" + merge + "\" but has no token \"" + merged + "\"");
            }
            ranks.putIfAbsent(new Pair(merge.substring(0, space), merge.substring(space + 1)), ranks.size());
        }
        for (int value = ' '; value <= '~'; value++) {
            if (vocabulary.id(ByteCharacters.of((byte) value)).isEmpty()) {
                throw new GgufException(file.path(), "its tokenizer has no token for the byte " + value);
            }
        }
        return new BpeTokenizer(vocabulary, preTokenizer, ranks);
    }

    @Override
    void encodePiece(String piece, boolean first, IntConsumer ids) {
        for (String word : preTokenizer.words(piece)) {
            Arrays.stream(word(word)).forEach(ids);
        }
    }

    private int[] word(String word) {
        synchronized (cache) {
            int[] known = cache.get(word);
            if (known != null) {
                return known;
            }
        }
        int[] merged = merge(word);
        synchronized (cache) {
            cache.put(word, merged);
        }
        return merged;
    }

    /** Merging is quadratic in a word's length: a longer word than anybody says is merged in pieces. */
    private int[] merge(String word) {
        var parts = new ArrayList<String>();
        for (byte value : word.getBytes(StandardCharsets.UTF_8)) {
            parts.add(ByteCharacters.of(value));
        }
        if (preTokenizer.takesWholeWords() && vocabulary.id(String.join("", parts)).isPresent()) {
            return new int[]{ vocabulary.id(String.join("", parts)).get()};
        }
        var ids = IntStream.builder();
        for (int start = 0; start < parts.size(); start += LONGEST_PIECE) {
            List<String> piece = parts.subList(start, Math.min(start + LONGEST_PIECE, parts.size()));
            Arrays.stream(mergeParts(new ArrayList<>(piece))).forEach(ids::add);
        }
        return ids.build().toArray();
    }

    /** Merges the neighbours of the lowest rank until none is left. */
    private int[] mergeParts(List<String> parts) {
        while (parts.size() > 1) {
            int best = -1;
            int bestRank = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < parts.size(); i++) {
                Integer rank = ranks.get(new Pair(parts.get(i), parts.get(i + 1)));
                if (rank != null && rank < bestRank) {
                    best = i;
                    bestRank = rank;
                }
            }
            if (best < 0) {
                break;
            }
            parts.set(best, parts.get(best) + parts.remove(best + 1));
        }
        // Some models have no tokens for rare bytes; these are left out, as llama.cpp does.
        return parts.stream().flatMapToInt(part -> vocabulary.id(part).stream().mapToInt(Integer::intValue)).toArray();
    }

    @Override
    byte[] textBytes(int token) {
        String text = vocabulary.token(token);
        return vocabulary.isUserDefined(token) ? text.getBytes(StandardCharsets.UTF_8) : ByteCharacters.bytes(text);
    }
}
