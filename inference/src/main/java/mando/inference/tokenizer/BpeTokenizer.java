package mando.inference.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import mando.inference.gguf.GgufException;
import mando.inference.gguf.GgufFile;

/**
 * GPT-2's byte-level byte-pair encoding, as a GGUF file describes it ({@code tokenizer.ggml.model = gpt2}): text is cut into words by GPT-2's
 * pattern, each word's UTF-8 bytes become printable characters, and neighbours are merged in the order of the merge list.
 *
 * <p>Plain text never becomes a control token: those are reached by {@link #control}. Thread-safe.
 */
public final class BpeTokenizer {

    /** GPT-2's pre-tokenizer, from the reference implementation's {@code encoder.py}. */
    private static final Pattern WORD = Pattern
            .compile("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+");
    private static final long CONTROL = 3;
    private static final int LONGEST_PIECE = 256;
    private static final int CACHED_WORDS = 4096;

    private final List<String> tokens;
    private final boolean[] control;
    private final Map<String, Integer> ids;
    private final Map<String, Integer> controlIds;
    private final Map<Pair, Integer> ranks;
    private final Map<String, int[]> cache = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, int[]> eldest) {
            return size() > CACHED_WORDS;
        }
    };

    private record Pair(String left, String right) {}

    private BpeTokenizer(List<String> tokens, boolean[] control, Map<String, Integer> ids,
            Map<String, Integer> controlIds, Map<Pair, Integer> ranks) {
        this.tokens = tokens;
        this.control = control;
        this.ids = ids;
        this.controlIds = controlIds;
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
                    + "\"; only \"gpt2\" (byte-level BPE) is supported");
        }
        Optional<Object> words = file.metadata("tokenizer.ggml.pre");
        if (words.isPresent() && !words.get().equals("gpt-2") && !words.get().equals("default")) {
            throw new GgufException(file.path(),
                    "its pre-tokenizer \"" + words.get() + "\" is not supported; \"gpt-2\" is");
        }
        List<String> tokens = file.list("tokenizer.ggml.tokens", String.class);
        List<Number> types = file.list("tokenizer.ggml.token_type", Number.class);
        if (types.size() != tokens.size()) {
            throw new GgufException(file.path(),
                    "its tokenizer has " + tokens.size() + " tokens and " + types.size() + " types");
        }
        var control = new boolean[tokens.size()];
        var ids = new HashMap<String, Integer>();
        var controlIds = new HashMap<String, Integer>();
        for (int id = 0; id < tokens.size(); id++) {
            control[id] = types.get(id).longValue() == CONTROL;
            if ((control[id] ? controlIds : ids).putIfAbsent(tokens.get(id), id) != null) {
                throw new GgufException(file.path(), "its tokenizer has the token \"" + tokens.get(id) + "\" twice");
            }
        }
        var ranks = new HashMap<Pair, Integer>();
        for (String merge : file.list("tokenizer.ggml.merges", String.class)) {
            int space = merge.indexOf(' ');
            if (space < 1 || space == merge.length() - 1) {
                throw new GgufException(file.path(), "its tokenizer has the malformed merge \"" + merge + "\"");
            }
            String merged = merge.substring(0, space) + merge.substring(space + 1);
            if (!ids.containsKey(merged)) {
                throw new GgufException(file.path(),
                        "its tokenizer merges \"" + merge + "\" but has no token \"" + merged + "\"");
            }
            ranks.putIfAbsent(new Pair(merge.substring(0, space), merge.substring(space + 1)), ranks.size());
        }
        for (int value = 0; value < 256; value++) {
            if (!ids.containsKey(ByteCharacters.of((byte) value))) {
                throw new GgufException(file.path(), "its tokenizer has no token for the byte " + value);
            }
        }
        return new BpeTokenizer(tokens, control, ids, controlIds, ranks);
    }

    /** How many tokens there are. */
    public int size() {
        return tokens.size();
    }

    /** The id of a control token such as {@code <end>}. */
    public OptionalInt control(String token) {
        Integer id = controlIds.get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    public boolean isControl(int token) {
        return control[token];
    }

    /** Encodes plain text; what looks like a control token in it is text. Unpaired surrogates become U+FFFD. */
    public int[] encode(String text) {
        var encoded = new ArrayList<int[]>();
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            encoded.add(word(words.group()));
        }
        return encoded.stream().flatMapToInt(Arrays::stream).toArray();
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
        return parts.stream().mapToInt(part -> Optional.ofNullable(ids.get(part)).orElseThrow()).toArray();
    }

    /** The text of tokens; control tokens appear by name, bytes that are no UTF-8 become U+FFFD. */
    public String decode(int... tokenIds) {
        var bytes = new ByteArrayOutputStream();
        for (int id : tokenIds) {
            String token = tokens.get(id);
            bytes.writeBytes(control[id] ? token.getBytes(StandardCharsets.UTF_8) : ByteCharacters.bytes(token));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
