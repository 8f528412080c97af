package mando.inference.intent;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A place in the language of outputs: which tokens may follow, and what follows them. A parse is a chain of these; each holds what was written
 * before it in its closures.
 */
sealed interface Parse {

    Set<Integer> allowed();

    /** The place after a token, which must be one of those allowed. */
    Parse next(int token);

    /** What was written, where the output is complete. */
    default Optional<List<Draft>> complete() {
        return Optional.empty();
    }

    /**
     * Whether what comes next is settled by the words that were said, and not by the model: then only the tokens that may follow compete, and what
     * the model would rather have written says nothing against it.
     */
    default boolean evident() {
        return false;
    }

    /** Whether one token is settled so, and others that may follow are not. */
    default boolean evident(int token) {
        return evident();
    }

    /** Whether the next token spells something: a name, a value, a number. */
    default boolean spelling() {
        return false;
    }

    /** One token of several. */
    record Choice(Map<Integer, Supplier<Parse>> branches) implements Parse {

        @Override
        public Set<Integer> allowed() {
            return branches.keySet();
        }

        @Override
        public Parse next(int token) {
            return branches.get(token).get();
        }
    }

    /** A place that is settled by the words that were said. */
    record Evident(Parse place) implements Parse {

        @Override
        public Set<Integer> allowed() {
            return place.allowed();
        }

        @Override
        public Parse next(int token) {
            Parse after = place.next(token);
            return place instanceof Spelling<?> && after instanceof Spelling<?> ? new Evident(after) : after;
        }

        @Override
        public boolean evident() {
            return true;
        }
    }

    /**
     * Words out of a trie; where a whole entry has been spelled, what follows it may begin.
     *
     * @param said of these, what was said in so many words: that it is spelled so is evident, whether it is meant is not
     */
    record Spelling<V>(TokenTrie<V> node, TokenTrie<V> said, Function<V, Parse> then) implements Parse {

        /** Nothing of which is evident. */
        Spelling(TokenTrie<V> node, Function<V, Parse> then) {
            this(node, new TokenTrie<>(), then);
        }

        @Override
        public Set<Integer> allowed() {
            var allowed = new HashSet<>(node.next());
            node.value().ifPresent(value -> allowed.addAll(then.apply(value).allowed()));
            return allowed;
        }

        @Override
        public Parse next(int token) {
            TokenTrie<V> child = node.child(token);
            if (child == null) {
                return then.apply(node.value().orElseThrow()).next(token);
            }
            return new Spelling<>(child, evident(token) ? said.child(token) : new TokenTrie<>(), then);
        }

        @Override
        public boolean evident(int token) {
            return said.child(token) != null;
        }

        @Override
        public boolean spelling() {
            return !node.next().isEmpty();
        }
    }

    /** Two ways to go on, whose first tokens differ. */
    record Either(Parse first, Parse second) implements Parse {

        @Override
        public Set<Integer> allowed() {
            var allowed = new HashSet<>(first.allowed());
            allowed.addAll(second.allowed());
            return allowed;
        }

        @Override
        public Parse next(int token) {
            return of(token).next(token);
        }

        @Override
        public boolean evident(int token) {
            return of(token).evident(token);
        }

        private Parse of(int token) {
            return first.allowed().contains(token) ? first : second;
        }
    }

    /** The end. */
    record Complete(List<Draft> drafts) implements Parse {

        @Override
        public Set<Integer> allowed() {
            return Set.of();
        }

        @Override
        public Parse next(int token) {
            throw new IllegalStateException("the output is complete");
        }

        @Override
        public Optional<List<Draft>> complete() {
            return Optional.of(drafts);
        }
    }
}
