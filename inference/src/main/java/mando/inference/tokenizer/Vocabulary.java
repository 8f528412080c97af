package mando.inference.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import mando.inference.gguf.GgufException;
import mando.inference.gguf.GgufFile;

/** The tokens of a model and what is said of them apart from how words become tokens: their kinds, and which begin and end a text. */
final class Vocabulary {

    private static final int UNKNOWN = 2;
    private static final int CONTROL = 3;
    private static final int USER_DEFINED = 4;
    private static final int BYTE = 6;
    /** Names of tokens that end a turn or a text in the families that are supported, as llama.cpp knows them. */
    private static final Set<String> ENDINGS = Set.of("<|im_end|>", "<|endoftext|>", "<|eot_id|>", "<|end_of_text|>",
            "<end_of_turn>", "<|end|>", "</s>", "<eos>");

    private final List<String> tokens;
    private final int[] types;
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, Integer> controlIds = new HashMap<>();
    /** Tokens that are cut out of a text before it is split, by their first character, the longest first. */
    private final Map<Character, List<Integer>> whole = new HashMap<>();
    private final Set<Integer> endings = new TreeSet<>();
    private final OptionalInt beginning;

    Vocabulary(GgufFile file, boolean beginsByDefault) {
        tokens = file.list("tokenizer.ggml.tokens", String.class);
        List<Number> typeNumbers = file.list("tokenizer.ggml.token_type", Number.class);
        if (typeNumbers.size() != tokens.size()) {
            throw new GgufException(file.path(),
                    "its tokenizer has " + tokens.size() + " tokens and " + typeNumbers.size() + " types");
        }
        types = new int[tokens.size()];
        for (int id = 0; id < types.length; id++) {
            types[id] = typeNumbers.get(id).intValue();
            String token = tokens.get(id);
            if ((isControl(id) ? controlIds : ids).putIfAbsent(token, id) != null) {
                throw new GgufException(file.path(), "its tokenizer has the token \"" + token + "\" twice");
            }
            if ((isControl(id) || isUserDefined(id)) && !token.isEmpty()) {
                whole.computeIfAbsent(token.charAt(0), _ -> new ArrayList<>()).add(id);
            }
            if (isControl(id) && ENDINGS.contains(token)) {
                endings.add(id);
            }
        }
        whole.values().forEach(list -> list.sort(Comparator.comparingInt(id -> -tokens.get(id).length())));
        if (file.metadata("tokenizer.ggml.eos_token_id").isPresent()) {
            endings.add(file.integer("tokenizer.ggml.eos_token_id", 0, types.length - 1));
        }
        boolean begins = file.metadata("tokenizer.ggml.add_bos_token").map(Boolean.TRUE::equals)
                .orElse(beginsByDefault);
        beginning = begins && file.metadata("tokenizer.ggml.bos_token_id").isPresent()
                ? OptionalInt.of(file.integer("tokenizer.ggml.bos_token_id", 0, types.length - 1))
                : OptionalInt.empty();
    }

    int size() {
        return types.length;
    }

    /**
     * @throws IllegalArgumentException where there is no such token
     */
    String token(int id) {
        require(id);
        return tokens.get(id);
    }

    /** The id of a token that is no control token. */
    Optional<Integer> id(String token) {
        return Optional.ofNullable(ids.get(token));
    }

    OptionalInt control(String token) {
        Integer id = controlIds.get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** Whether a token stands for no text; the one for what is unknown is such a token, too. */
    boolean isControl(int id) {
        require(id);
        return types[id] == CONTROL || types[id] == UNKNOWN;
    }

    private void require(int id) {
        if (id < 0 || id >= types.length) {
            throw new IllegalArgumentException("token " + id + " is not in the vocabulary of " + types.length);
        }
    }

    boolean isUserDefined(int id) {
        return types[id] == USER_DEFINED;
    }

    boolean isByte(int id) {
        return types[id] == BYTE;
    }

    Set<Integer> endings() {
        return endings;
    }

    /** The token that every text begins with, where the model wants one. */
    OptionalInt beginning() {
        return beginning;
    }

    /**
     * Cuts the tokens that stand for themselves out of a text.
     *
     * @param marked whether control tokens are among them, or only those that the model's makers defined for text
     * @param piece takes each piece in turn: a text and -1, or an empty text and a token
     */
    void split(String text, boolean marked, BiConsumer<String, Integer> piece) {
        int start = 0;
        for (int i = 0; i < text.length();) {
            int token = wholeTokenAt(text, i, marked);
            if (token < 0) {
                i++;
                continue;
            }
            if (i > start) {
                piece.accept(text.substring(start, i), -1);
            }
            piece.accept("", token);
            i += tokens.get(token).length();
            start = i;
        }
        if (start < text.length()) {
            piece.accept(text.substring(start), -1);
        }
    }

    private int wholeTokenAt(String text, int at, boolean marked) {
        for (int id : whole.getOrDefault(text.charAt(at), List.of())) {
            if ((marked || !isControl(id)) && text.startsWith(tokens.get(id), at)) {
                return id;
            }
        }
        return -1;
    }
}
