package mando.inference.intent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What may be said of some deeds: of each, in its turn, words that may follow one another by the {@link ReplyRules}, and each of its names and values
 * exactly once. Used by one thread at a time.
 */
final class ReplyAutomaton {

    /** Between what is said of one deed and of the next. */
    private static final List<String> JOINTS = List.of("and", "but");
    /** Names and values of a deed; more make no sentence. */
    private static final int MOST_PHRASES = 12;

    private final ReplyRules rules;
    private final IntentVocabulary vocabulary;
    private final Map<String, int[]> wordTokens = new HashMap<>();

    ReplyAutomaton(ReplyRules rules, IntentVocabulary vocabulary) {
        this.rules = rules;
        this.vocabulary = vocabulary;
    }

    /** Where a reply begins; nothing where there are no rules for one of the deeds. */
    Optional<Place> start(List<Deed> deeds) {
        List<Telling> tellings = deeds.stream().map(Telling::of).toList();
        boolean possible = !deeds.isEmpty() && tellings.stream()
                .allMatch(telling -> rules.tell(telling.deed, telling.slots())
                        && telling.phrases.size() <= MOST_PHRASES
                        && telling.phrases.stream().noneMatch(phrase -> phrase.normalised.isBlank()));
        return possible ? Optional.of(place(begun(tellings, 0, List.of()))) : Optional.empty();
    }

    /**
     * A name or value to be said.
     *
     * @param slot as the rules have it: {@code <d>}
     * @param spoken as it is spelled where it comes from
     */
    private record Phrase(String slot, String normalised, String spoken) {

        static Phrase of(String slot, String text) {
            return new Phrase("<" + slot + ">", TextNormaliser.normalise(text), text);
        }
    }

    private record Telling(Deed deed, List<Phrase> phrases) {

        static Telling of(Deed deed) {
            return new Telling(deed, Stream.concat(deed.names().stream().map(name -> Phrase.of("d", name)),
                    deed.values().stream().map(value -> Phrase.of(value.slot(), value.text()))).toList());
        }

        Set<String> slots() {
            return phrases.stream().map(Phrase::slot).collect(Collectors.toSet());
        }
    }

    /** What is said at once. */
    private sealed interface Said {

        record Word(String word) implements Said {}

        record Whole(int phrase) implements Said {}

        record Joint(String word) implements Said {}
    }

    /**
     * How far a reply has come, between two words.
     *
     * @param at the deed that is being told
     * @param before what was said last of it, as the rules have it
     * @param left its phrases that are still to be said
     * @param told whether one of the words was said that its kind needs
     * @param said all so far, phrases as they are spelled where they come from
     */
    private record Progress(List<Telling> tellings, int at, String before, List<Integer> left, boolean told,
            List<String> said) {

        Telling telling() {
            return tellings.get(at);
        }

        boolean last() {
            return at == tellings.size() - 1;
        }
    }

    private Progress begun(List<Telling> tellings, int at, List<String> said) {
        Telling telling = tellings.get(at);
        return new Progress(tellings, at, ReplyRules.BEGIN, IntStream.range(0, telling.phrases.size()).boxed().toList(),
                rules.telling(telling.deed.kind()).isEmpty(), said);
    }

    private Progress after(Progress progress, Said next) {
        var said = new ArrayList<>(progress.said);
        Telling telling = progress.telling();
        switch (next) {
            case Said.Word(String word) -> {
                said.add(word);
                return new Progress(progress.tellings, progress.at, word, progress.left,
                        progress.told || rules.telling(telling.deed.kind()).contains(word), said);
            }
            case Said.Whole(int phrase) -> {
                said.add(telling.phrases.get(phrase).spoken);
                return new Progress(progress.tellings, progress.at, telling.phrases.get(phrase).slot,
                        progress.left.stream().filter(other -> other != phrase).toList(), progress.told, said);
            }
            case Said.Joint(String word) -> {
                said.add(word);
                return begun(progress.tellings, progress.at + 1, said);
            }
        }
    }

    /** Whether all has been told of the deed. */
    private boolean mayEnd(Progress progress) {
        return progress.left.isEmpty() && progress.told
                && rules.after(progress.telling().deed, progress.before).contains(ReplyRules.END);
    }

    /** The place before a word, with all that may be said next. */
    private Place place(Progress progress) {
        var next = new TokenTrie<Said>();
        if (mayEnd(progress) && !progress.last()) {
            JOINTS.forEach(word -> next.put(tokens(word), new Said.Joint(word)));
        }
        List<String> after = rules.after(progress.telling().deed, progress.before);
        // Phrases before words: where a name is spelled like a word of the rules, it is the name.
        for (int phrase : progress.left) {
            Phrase wanted = progress.telling().phrases.get(phrase);
            if (after.contains(wanted.slot)) {
                next.put(vocabulary.text(wanted.normalised), new Said.Whole(phrase));
            }
        }
        after.stream().filter(word -> !word.startsWith("<"))
                .forEach(word -> next.put(tokens(word), new Said.Word(word)));
        return new Place(progress, next, mayEnd(progress) && progress.last());
    }

    private int[] tokens(String word) {
        return wordTokens.computeIfAbsent(word, vocabulary::text);
    }

    /** A place in a reply. */
    final class Place {

        private final Progress progress;
        private final TokenTrie<Said> node;
        private final boolean mayEnd;

        private Place(Progress progress, TokenTrie<Said> node, boolean mayEnd) {
            this.progress = progress;
            this.node = node;
            this.mayEnd = mayEnd;
        }

        /** The place after what has been spelled, where that is whole. */
        private Optional<Place> whole() {
            return node.value().map(said -> place(after(progress, said)));
        }

        /** The tokens that may follow; {@code <end>} where all has been said. Empty where the reply has run into a dead end. */
        Set<Integer> allowed() {
            var allowed = new HashSet<>(node.next());
            whole().ifPresent(next -> allowed.addAll(next.allowed()));
            if (mayEnd) {
                allowed.add(vocabulary.id("end"));
            }
            return allowed;
        }

        /**
         * @param token one of those allowed, but not the end
         */
        Place next(int token) {
            TokenTrie<Said> child = node.child(token);
            return child != null ? new Place(progress, child, false) : whole().orElseThrow().next(token);
        }

        /** What was said, word by word, where it may end here. */
        List<String> said() {
            return whole().map(Place::said).orElse(progress.said);
        }
    }
}
