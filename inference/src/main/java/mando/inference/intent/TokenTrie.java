package mando.inference.intent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Token sequences and what each stands for. Mutable while it is built, then read-only. */
final class TokenTrie<V> {

    private final Map<Integer, TokenTrie<V>> children = new LinkedHashMap<>();
    private V value;

    void put(int[] tokens, V meaning) {
        TokenTrie<V> node = this;
        for (int token : tokens) {
            node = node.children.computeIfAbsent(token, _ -> new TokenTrie<>());
        }
        if (node.value == null) {
            node.value = meaning;
        }
    }

    /** Shares another trie's entries and gives the empty sequence a meaning. */
    void adopt(TokenTrie<V> other, V meaningOfNothing) {
        children.putAll(other.children);
        value = meaningOfNothing;
    }

    Set<Integer> next() {
        return children.keySet();
    }

    TokenTrie<V> child(int token) {
        return children.get(token);
    }

    Optional<V> value() {
        return Optional.ofNullable(value);
    }

    boolean isEmpty() { return children.isEmpty() && value == null; }
}
